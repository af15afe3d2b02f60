import pytest

from graphkit.read.actors.naming import find_named
from graphkit.text.blocks import Profile, make_blocks
from graphkit.text.document import Document, Metadata, Source, Statement


def speakers_in(text, profile=Profile(), issuers=("UN",), genre="general", kind="recommendation", language="en"):  # noqa: B008
    """Return wording -> who says it, for every item and paragraph of a text."""
    blocks = make_blocks(text, profile)
    document = Document(
        Source("d.txt", text, ""), Metadata("d", "d", issuers=issuers, genre=genre, language=language), blocks
    )
    items = [b for b in blocks if b.kind in {"item", "paragraph"}]
    statements = [Statement(str(b.index), b.start, b.end, kind, b.index, 1.0, "test") for b in items]
    links, _ = find_named(document, statements)
    issued = {s.id: [k.node for k in links if k.type == "SAID_BY" and k.statement == s.id] for s in statements}
    return {document.wording(s): issued[s.id] for s in statements}


def test_the_source_note_of_a_box_says_who_speaks_in_it() -> None:
    text = "# Part\n\nTextbox 1. Lights\n\nKeep the lamps lit.\n\nSource: OECS, 2019.\n\n# Next\n\nClose doors.\n"
    assert speakers_in(text) == {"Keep the lamps lit.": ["OECS"], "Close doors.": ["UN"]}


def test_the_address_in_a_source_note_names_the_body_that_speaks() -> None:
    text = "# Part\n\nTextbox 1. Lights\n\nKeep the lamps lit.\n\nSource: https://{}/x\n\n# Next\n\nEnd it.\n"
    assert speakers_in(text.format("www.oecs.example"))["Keep the lamps lit."] == ["OECS"]
    assert speakers_in(text.format("lamps.example"))["Keep the lamps lit."] == ["UN"]


def test_a_box_headed_by_a_body_or_its_proposal_is_spoken_by_it() -> None:
    text = "# Part\n\nTextbox 1. Bloque Latinoamericano\n\nKeep lamps lit.\n\nTextbox 2. IDB proposal\n\nPaint hulls.\n"
    assert speakers_in(text) == {"Keep lamps lit.": ["bloque-latinoamericano"], "Paint hulls.": ["IDB"]}


def test_a_box_about_a_body_is_not_spoken_by_it() -> None:
    text = "# Part\n\nTextbox 1. How boats reach the harbours of SICA in winter\n\nKeep the lamps lit.\n"
    assert speakers_in(text) == {"Keep the lamps lit.": ["UN"]}


def test_who_opens_an_annex_of_demands_speaks_in_all_of_it() -> None:
    opening = "We are Caritas and the ITUC, and this is what the people of ten harbours ask for today."
    text = f"# Annex 3. Message of the dockers\n\n{opening}\n\n- Keep the lamps lit.\n"
    profile = Profile(voices=(r"annex \d\. message",))
    assert speakers_in(text, profile)["Keep the lamps lit."] == ["caritas", "ITUC"]


def test_in_a_review_the_nearest_heading_says_whether_the_authors_speak() -> None:
    text = (
        "# Part\n\n## Challenges\n\nQuays are short.\n\n## Highlights\n\nQuays matter.\n\n# Foreword\n\nQuays grow.\n"
    )
    found = speakers_in(text, genre="regional-review", kind="challenge")
    assert found == {"Quays are short.": ["d:participants"], "Quays matter.": ["UN"], "Quays grow.": ["UN"]}


def test_the_results_of_a_forum_are_those_of_who_met_not_of_its_host() -> None:
    text = "# Panel 1\n\n- Open the quays.\n\n# Introduction\n\nPorts have grown.\n"
    found = speakers_in(text, issuers=("CRI",), genre="forum-report")
    assert found == {"Open the quays.": ["d:participants"], "Ports have grown.": ["CRI"]}


def test_a_heading_that_names_whose_view_it_is_gives_the_speaker() -> None:
    text = "# Quays from the perspective of civil society\n\nOpen the quays.\n"
    assert speakers_in(text, genre="regional-review") == {"Open the quays.": ["collective:civil-society"]}


def test_the_words_of_the_sentence_win_over_its_heading() -> None:
    said = {
        "Several countries reported that quays are open.": ["d:some-states"],
        "Governments and civil society agreed that quays are short.": ["collective:civil-society", "d:participants"],
        "From civil society, it was stated that quays are shut.": ["collective:civil-society"],
        "A demand of trade unions is that quays open.": ["collective:civil-society"],
        "It was highlighted that quays are short.": ["d:participants"],
        "That quays are short was stated by Togo.": ["TGO"],
        "Quays, which were highlighted by Togo, are short.": ["UN"],
        "Civil society organisations and other stakeholders stressed that quays are shut.": [
            "collective:civil-society"
        ],
        "In view of the gap among countries, quays are not identified.": ["UN"],
        "The quays of the United States asked for are short.": ["UN"],
        "Quays are short.": ["UN"],
    }
    text = "# Highlights\n\n" + "\n\n".join(said) + "\n"
    found = speakers_in(text, genre="regional-review", kind="challenge")
    assert {k: sorted(v) for k, v in found.items()} == said


def test_a_lead_in_holds_for_its_list_and_they_for_the_sentence_before() -> None:
    text = (
        "# Highlights\n\nSeveral States requested the following:\n\n- Open quays.\n- Dredge them.\n\nQuays are dear.\n"
    )
    found = speakers_in(text, genre="regional-review")
    assert found["Open quays."] == found["Dredge them."] == ["d:some-states"]
    assert found["Quays are dear."] == ["UN"]


def test_actors_in_the_last_brackets_of_a_recommendation_make_it() -> None:
    text = "- Open the quays (Chile) (Costa Rica);\n- Dredge the quays (see the box on Chile);\n"
    found = speakers_in(text, genre="regional-review")
    assert found["Open the quays (Chile) (Costa Rica);"] == ["CHL", "CRI"]
    assert found["Dredge the quays (see the box on Chile);"] == ["UN"]


def test_who_took_part_in_a_states_own_consultation_speaks_for_that_state() -> None:
    text = "The participants pointed out that quays are short.\n\nOpen the quays.\n"
    found = speakers_in(text, issuers=("TGO",), genre="national-consultation")
    assert set(map(tuple, found.values())) == {("TGO",)}


def test_nobody_speaks_where_the_authors_are_not_known() -> None:
    assert speakers_in("Open the quays.\n", issuers=()) == {"Open the quays.": []}


def test_speakers_are_read_in_spanish_too() -> None:
    said = {
        "Varios países señalaron que faltan muelles.": ["d:some-states"],
        "Se destacó que faltan muelles.": ["d:participants"],
        "Según la sociedad civil, faltan muelles.": ["collective:civil-society"],
    }
    text = "# Conclusiones\n\n" + "\n\n".join(said) + "\n"
    assert speakers_in(text, genre="regional-review", kind="challenge", language="es") == said


def test_where_the_writer_steps_in_the_judgement_is_the_authors_own() -> None:
    text = "# Challenges\n\nIt should be borne in mind that quays are dear.\n\nQuays are short.\n"
    found = speakers_in(text, genre="regional-review", kind="challenge")
    assert list(found.values()) == [["UN"], ["d:participants"]]


def test_a_short_name_in_brackets_makes_nobody_a_speaker() -> None:
    text = "- Open quays with the Organisation of Eastern Caribbean States (OECS).\n"
    assert list(speakers_in(text).values()) == [["UN"]]


def test_a_message_in_the_first_person_stays_its_signatories_whoever_it_cites() -> None:
    text = "# Annex 3. Message of civil society\n\nQuays are short, as was stated by Togo.\n"
    found = speakers_in(text, Profile(voices=(r"annex \d\. message",)), genre="regional-review")
    assert list(found.values()) == [["collective:civil-society"]]


def speakers_of_sentences(text, sentences, issuers=("OHCHR",)):
    """Return who says each of some sentences of one paragraph."""
    document = Document(Source("d.txt", text, ""), Metadata("d", "d", issuers=issuers), make_blocks(text, Profile()))
    places = [(s, text.index(s)) for s in sentences]
    statements = [Statement(s, at, at + len(s), "recommendation", 0, 1.0, "test") for s, at in places]
    links, _ = find_named(document, statements)
    return [[k.node for k in links if k.type == "SAID_BY" and k.statement == s] for s in sentences]


def test_it_that_goes_on_speaking_is_who_spoke_last() -> None:
    said = ["Chile welcomed the new quays.", "It recommended more lamps.", "It also noted the fog."]
    assert speakers_of_sentences(" ".join(said) + "\n", said) == [["CHL"]] * 3
    assert speakers_of_sentences(" ".join(said[1:]) + "\n", said[1:]) == [["OHCHR"]] * 2


def test_an_office_is_the_body_named_last_or_nobody_never_who_compiled_the_report() -> None:
    said = ["The Human Rights Committee recommended lamps.", "The same Committee also noted the fog."]
    assert speakers_of_sentences(" ".join(said) + "\n", said[1:]) == speakers_of_sentences(said[0] + "\n", said[:1])
    assert speakers_of_sentences("The same Committee noted fog.\n", ["The same Committee noted fog."]) == [[]]


def test_an_office_of_the_author_is_the_author() -> None:
    text = "The Committee recommended lamps."
    assert speakers_of_sentences(text + "\n", [text], issuers=("cedaw-committee",)) == [["cedaw-committee"]]


def test_brackets_may_hold_a_name_that_has_brackets() -> None:
    text = "- Open the quays (Bolivia (Plurinational State of));\n- Light them (Venezuela (Bolivarian Republic of ));\n"
    assert list(speakers_in(text).values()) == [["BOL"], ["VEN"]]


def test_a_second_verb_of_saying_has_its_own_speaker() -> None:
    said = {
        "Togo recalled the storm, and Ghana added that lamps are dear.": ["TGO", "GHA"],
        "Togo noted the storm and Ghana stated that lamps are dear.": ["TGO", "GHA"],
        "Togo built lamps and Ghana quays.": ["UN"],
    }
    assert {k: sorted(v) for k, v in speakers_in("\n\n".join(said) + "\n").items()} == {
        k: sorted(v) for k, v in said.items()
    }


def test_marks_of_notes_glued_to_a_name_hide_no_speaker() -> None:
    said = {
        "The Committee on Migrant Workers¹² recommended lamps.": ["CMW"],
        "The Committee on Migrant Workers22 recommended lamps.": ["CMW"],
        "Participants³ recommended lamps.": ["d:participants"],
    }
    assert speakers_in("\n\n".join(said) + "\n") == said


@pytest.mark.parametrize(
    "text",
    [
        "The Governments of Togo, Ghana and Benin agree to mend the piers.\n",
        "We, the Ministers of Togo, Ghana and Benin, meeting in Accra on 3 May 2021, agree to mend the piers.\n",
    ],
)
def test_all_of_one_list_speak(text: str) -> None:
    (said,) = speakers_in(text).values()
    assert set(said) == {"TGO", "GHA", "BEN"}


@pytest.mark.parametrize(
    ("column", "kind", "who"),
    [("Commitment", "recommendation", ["GHA", "TGO"]), ("Recommendation", "recommendation", ["UN"])],
)
def test_whoever_the_row_names_makes_the_promise_in_its_column(column: str, kind: str, who: list[str]) -> None:
    text = f"# Part\n\n| Country | {column} |\n|---|---|\n| Ghana and Togo | Keep the lamps lit all night |\n"
    blocks = make_blocks(text, Profile())
    document = Document(Source("d.txt", text, ""), Metadata("d", "d", issuers=("UN",), genre="general"), blocks)
    row = next(b for b in blocks if b.kind == "row" and "lamps" in text[b.start : b.end])
    at = text.index("Keep")
    links, _ = find_named(document, [Statement("s", at, at + 28, kind, row.index, 1.0, "test")])
    assert sorted(k.node for k in links if k.type == "SAID_BY") == who


def test_civil_society_speaks_in_a_paper_of_an_organisation_that_is_not_known() -> None:
    text = "Keep the lamps lit.\n"
    document = Document(
        Source("d.txt", text, ""),
        Metadata("d", "d", issuers=(), issuer_kind="civil-society"),
        make_blocks(text, Profile()),
    )
    links, _ = find_named(document, [Statement("s", 0, 19, "recommendation", 0, 1.0, "test")])
    assert [k.node for k in links if k.type == "SAID_BY"] == ["collective:civil-society"]


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "Ms. Ama Adjei (Togo) said that berths should be lit.", ["TGO"]),
        ("en", "Mr. Adjei (Togo) proposed a fund for crews.", ["TGO"]),
        ("en", "A report on fishing crews (Togo) said that berths should be lit.", []),
        ("es", "La Sra. Adjei (Togo) pidió que se iluminen los muelles.", ["TGO"]),
        ("fr", "La délégation du Togo a demandé que les quais soient éclairés.", ["TGO"]),
        ("pt", "A delegação do Togo solicitou que os cais sejam iluminados.", ["TGO"]),
        ("pt", "O Togo solicitou que os cais sejam iluminados.", ["TGO"]),
    ],
)
def test_who_a_person_speaks_for_stands_in_brackets_or_before(language: str, text: str, who: list[str]) -> None:
    assert speakers_in(f"{text}\n", issuers=(), language=language) == {text: who}


def test_a_person_goes_on_speaking() -> None:
    said = ["Ms. Ama Adjei (Togo) asked for ramps.", "She also proposed more lamps."]
    assert speakers_of_sentences(" ".join(said) + "\n", said) == [["TGO"]] * 2
