"""What a row gives: who speaks, who is asked, when, labels by people; and nothing of its neighbours."""

import numpy as np
import pytest
from table_files import as_csv, brief, build, facts, reasons, write

from graphkit.errors import GraphkitError
from graphkit.graph.ontology import links as k
from graphkit.pipeline import Options, read_file
from graphkit.read.encoder import UseEncoder
from graphkit.read.model.heads import get_heads
from graphkit.read.rows.cell_names import CellNames
from graphkit.read.rows.cell_values import read_date, read_session, read_year, year_of_session
from graphkit.text.rows import Cell

NAMES = CellNames({"The Twins": "PER"})


def ids(text: str) -> list[str | None]:
    return [part.id for part in NAMES.find(Cell(text, 0, len(text), "From"))]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Peru", ["PER"]), ("Bosnia and Herzegovina", ["BIH"]), ("Trinidad & Tobago", ["TTO"]),
        ("Bolivia, Plurinational State of", ["BOL"]), ("Peru; Chile", ["PER", "CHL"]), ("Peru\nChile", ["PER", "CHL"]),
        ("(Peru) (Chile)", ["PER", "CHL"]), ("Peru, Chile and Chad", ["PER", "CHL", "TCD"]),
        ("Perú y Chile", ["PER", "CHL"]),
        ("Peru/Chile", ["PER", "CHL"]), ("Chad, Bosnia and Herzegovina and Peru", ["TCD", "BIH", "PER"]),
        ("Antigua and Barbuda, Trinidad and Tobago", ["ATG", "TTO"]), ("Pérou, Chili et Tchad", ["PER", "CHL", "TCD"]),
        ("Peru and Atlantis", [None]), ("Peru; Atlantis", ["PER", None]), ("the twins", ["PER"]),
        ("C&#244;te d&#39;Ivoire", ["CIV"]),
        ("United Kingdom of Great Britain and Northern Ireland", ["GBR"]), ("", []), (" ; ", []), ("()", []),
        ("Congo, Dem. Rep.; Korea, Rep.", ["COD", "KOR"]), ("• Peru\n• Chile", ["PER", "CHL"]),
    ],
)  # fmt: skip
def test_a_cell_is_looked_up_whole_then_parted_where_all_parts_are_known(cell, found):
    assert ids(cell) == found


def test_the_evidence_of_a_name_is_its_words_in_the_cell():
    cell = Cell("(Peru) (Cabo Verde)", 100, 119, "From")
    assert [(p.name, p.start, p.end) for p in NAMES.find(cell)] == [("Peru", 101, 105), ("Cabo Verde", 108, 118)]


@pytest.mark.parametrize(
    ("text", "found", "wording"),
    [
        ("Mend the pier (Peru) (Cabo Verde);", ["PER", "CPV"], "Mend the pier"),
        ("Mend the pier (Peru, Chile and Chad).", ["PER", "CHL", "TCD"], "Mend the pier"),
        ("Mend the pier (see Peru)", [], "Mend the pier (see Peru)"),
        ("Mend the pier (in stone) (Peru)", ["PER"], "Mend the pier (in stone)"),
        ("Mend the pier (Peru) soon", [], "Mend the pier (Peru) soon"),
    ],
)
def test_only_brackets_at_the_very_end_that_hold_names_alone_are_speakers(text, found, wording):
    end, parts = NAMES.closing(text)
    assert ([p.id for p in parts], text[:end]) == (found, wording)


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2018-05-03", "2018-05-03"), ("2018-05-03 00:00:00", "2018-05-03"), ("2018-05", "2018-05"), ("2018", "2018"),
        ("2018-05-03T10:00:00Z", "2018-05-03"), ("3 May 2018", "2018-05-03"), ("May 3, 2018", "2018-05-03"),
        ("mayo de 2018", "2018-05"),
        ("3 de mayo de 2018", "2018-05-03"), ("31/12/2027", "2027-12-31"), ("12/31/2027", "2027-12-31"),
        ("03/04/2018", "2018"),
        ("1970-01-01 00:00:00", None), ("next year", None), ("2018-13-45", None), ("by 2030 at the latest", None),
    ],
)  # fmt: skip
def test_a_date_is_read_as_far_as_it_is_sure(cell, date):
    assert read_date(cell) == date


def test_years_and_sessions_are_read_only_where_there_is_one():
    assert [read_year(c) for c in ("2014", "in 2014", "2014-2015", "12")] == [2014, 2014, None, None]
    assert [read_session(c) for c in ("5", "Session 20", "20th session", "0", "99", "none")] == [
        5,
        20,
        20,
        None,
        None,
        None,
    ]
    assert [year_of_session(n) for n in (1, 3, 4, 13, 20, 48)] == [2008, 2008, 2009, 2012, 2014, 2025]


def table(tmp_path, *rows, name="rows.csv"):
    return write(tmp_path, name, as_csv(rows))


def test_a_year_in_the_wording_never_dates_a_row(tmp_path):
    path = table(tmp_path, ["To", "From", "Text"], ["Malta", "Chad", "Mend the pier by 2030 as asked in 2011."])
    assert brief(build(path).graph)[0][3] is None


def test_a_row_takes_nothing_from_its_neighbours(tmp_path):
    head = ["To", "From", "Text"]
    ask = ["Malta", "Chad", "Take all measures that this needs."]
    near = [["Malta", "Chad", "The Coast Crews Fund (CCF) must pay recruitment fees of domestic workers."],
            ["Malta", "Chad", "Combat trafficking in children with the CCF."]]  # fmt: skip

    def links_of_ask(*rows):
        graph = build(table(tmp_path, head, *rows)).graph
        s = next(s for s in graph.statements() if s.text == ask[2])
        return (
            s.kind,
            s.strength,
            {
                (type(x).__name__, x.target)
                for kind in (k.Addresses, k.Concerns, k.Invokes, k.Mentions)
                for x in graph.out(s.id, kind)
            },
        )

    assert links_of_ask(near[0], ask, near[1]) == links_of_ask(ask)


def test_who_is_named_in_the_wording_neither_speaks_nor_is_asked(tmp_path):
    text = "Peru recommended that Norway consider a fund with UNICEF."
    fact = facts(build(table(tmp_path, ["To", "From", "Text"], ["Malta", "Chad", text])).graph)[0]
    assert (fact["issuers"], fact["speakers"], fact["addressees"]) == (["TCD"], ["TCD"], ["MLT"])


def test_in_a_list_of_recommendations_every_row_is_one(tmp_path):
    head = ["To", "From", "Text", "Action", "Issue", "Session"]
    texts = ["The pier is rotten.", "140.3 Crews have no papers.", "Ferries."]
    graph = build(table(tmp_path, head, *(["Malta", "Chad", t, "4", "Labour", "5"] for t in texts))).graph
    assert [(f["node"].kind, f["node"].para) for f in facts(graph)] == [
        ("recommendation", None), ("recommendation", "140.3"), ("recommendation", None),
    ]  # fmt: skip


def test_a_kind_that_is_stated_wins(tmp_path):
    path = table(tmp_path, ["To", "From", "Text", "Type"], ["Malta", "Chad", "Mend the pier.", "Concern"])
    assert facts(build(path).graph)[0]["node"].kind == "challenge"


def test_an_unknown_state_is_said_with_the_nearest_name_and_makes_no_node(tmp_path):
    built = build(
        table(tmp_path, ["To", "From", "Text"], ["Maltaa", "Chad", "Mend it."], ["Maltaa", "Chad", "Light it."])
    )
    assert [(i.severity, i.reason) for i in built.issues.losses()] == [
        ("warning", 'rows 2, 3: "Maltaa" is not known and was not linked; nearest: Malta; add it to --names')
    ]
    assert not any("maltaa" in line.casefold() for line in built.graph.lines() if '"label":"Body"' in line)


def test_an_unknown_body_becomes_one_and_is_said_once(tmp_path):
    rows = [["Organization", "Text"], ["Club of Piers", "Mend it."], ["Club of Piers", "Light it."]]
    built = build(table(tmp_path, *rows))
    assert [f["issuers"] for f in facts(built.graph)] == [["body:club-of-piers"]] * 2
    assert reasons(built, "warning") == ["Club of Piers is not known; kept as a body; nearest: none"]
    assert not built.issues.losses()


def test_a_names_file_tells_who_is_meant_and_a_wrong_id_is_refused(tmp_path):
    path = table(tmp_path, ["To", "From", "Text"], ["The Isles", "Chad", "Mend it."])
    names = write(tmp_path, "names.toml", '[names]\n"The Isles" = "MLT"\n')
    assert brief(build(path, names=str(names)).graph)[0][2] == ["MLT"]
    with pytest.raises(GraphkitError, match="No State or body is named 'XXQ'"):
        build(path, names=str(write(tmp_path, "wrong.toml", '[names]\n"The Isles" = "XXQ"\n')))


def test_codes_of_states_are_codes_only_in_a_column_of_codes(tmp_path):
    rows = [["To", "From", "Text"], ["CAN", "TCD", "Mend it."], ["MLT", "PER", "Light it."]]
    assert [(i, a) for _, i, a, _ in brief(build(table(tmp_path, *rows)).graph)] == [
        (["TCD"], ["CAN"]),
        (["PER"], ["MLT"]),
    ]


def test_several_speakers_make_one_joint_statement(tmp_path):
    found = facts(build(table(tmp_path, ["To", "From", "Text"], ["Malta", "Chad, Peru", "Mend it."])).graph)
    assert [(f["issuers"], f["node"].joint) for f in found] == [(["PER", "TCD"], True)]


def test_equal_rows_are_one_statement_with_all_rows(tmp_path):
    head, row = ["To", "From", "Text"], ["Malta", "Chad", "Mend it."]
    built = build(table(tmp_path, head, row, ["Malta", "Togo", "Mend it."], row, row))
    assert [(f["node"].rows, f["issuers"]) for f in facts(built.graph)] == [(("2", "4", "5"), ["TCD"]), ((), ["TGO"])]
    assert reasons(built, "warning") == ["2 rows say the same as another (row 4 as row 2, row 5 as row 2)"]


def test_rows_that_nearly_say_the_same_are_kept_and_said(tmp_path):
    built = build(table(tmp_path, ["To", "From", "Text"], ["Malta", "Chad", "Mend it."], ["Malta", "Chad", "mend  it"]))
    assert len(facts(built.graph)) == 2
    assert "1 rows nearly say the same as another (row 3 like row 2); all are kept" in reasons(built, "note")


def test_labels_by_people_are_kept_beside_the_reading(tmp_path):
    head = ["To", "From", "Text", "GCM objective(s)", "Groups", "Theme", "Coder"]
    text = "Pay back the recruitment fees of migrant workers."
    graph = build(table(tmp_path, head, ["Malta", "Chad", text, "21; 6", "Women", "Piers", "A. Coder"])).graph
    fact = facts(graph)[0]
    assert fact["coded"] == [
        ("ADDRESSES", "gcm:21"),
        ("ADDRESSES", "gcm:6"),
        ("CONCERNS", "women"),
        ("CODED_AS", "theme:piers"),
    ]
    links = {x.target: x for x in graph.out(fact["node"].id, k.Addresses)}
    assert len(links["gcm:6"].evidence) == 2, "what people coded is beside what was read"
    assert [(links[f"gcm:{n}"].rank, links[f"gcm:{n}"].best.rule) for n in (21, 6)] == [
        (1, "coder:A. Coder"),
        (2, "coder:A. Coder"),
    ]
    assert links["gcm:21"].best.words == "21"


def test_agreement_stays_on_the_link_and_no_is_not_yes(tmp_path):
    head = ["statement ID", "time", "document title", "text", "organization", "concept", "agreement"]
    rows = [
        [str(n), "2018-05-03", "Page", f"Statement {n} of the club.", "Caritas", "piers", a]
        for n, a in enumerate(("1", "0", "-1"))
    ]
    graph = build(table(tmp_path, head, *rows)).graph
    assert [x.agreement for f in facts(graph) for x in graph.out(f["node"].id, k.CodedAs)] == [1, 0, -1]


def test_a_codebook_says_what_labels_stand_for_and_the_rest_are_counted(tmp_path):
    path = table(
        tmp_path,
        ["id", "document", "tag", "content"],
        ["1", "a.docx", "fees", "They took my pay."],
        ["2", "a.docx", "piers", "We slept there."],
    )
    book = write(tmp_path, "book.toml", 'coder = "B. Coder"\n[codes]\nfees = "objective:6"\n')
    built = build(path, codebook=str(book))
    assert [(f["coded"], f["node"].coder) for f in facts(built.graph)] == [
        ([("ADDRESSES", "gcm:6")], "B. Coder"), ([("CODED_AS", "theme:piers")], "B. Coder"),
    ]  # fmt: skip
    assert 'label "piers" has no entry in the codebook; kept as theme' in reasons(built, "note")
    with pytest.raises(GraphkitError, match="'fees' = 'objective:99' names nothing known"):
        build(path, codebook=str(write(tmp_path, "wrong.toml", '[codes]\nfees = "objective:99"\n')))


def test_who_is_asked_and_the_year_can_be_stated_for_all_rows(tmp_path):
    path = table(tmp_path, ["From", "Text"], ["Chad", "Mend it."])
    assert brief(build(path, {"addressees": "MLT", "year": "2025"}).graph) == [("Mend it.", ["TCD"], ["MLT"], 2025)]


def test_links_are_kept_only_where_they_are_of_the_web(tmp_path):
    rows = [
        ["From", "Text", "Link"],
        ["Chad", "Mend it.", "https://example.org/1"],
        ["Chad", "Light it.", "javascript:alert(1)"],
    ]
    assert [f["node"].url for f in facts(build(table(tmp_path, *rows)).graph)] == ["https://example.org/1", None]


def test_every_link_of_a_row_can_be_read_back_in_its_document(tmp_path):
    from graphkit.loading import load_document
    from graphkit.read.read import read_document

    head = ["To", "From", "Text", "Issue", "Date"]
    document = load_document(
        table(
            tmp_path,
            head,
            ["Malta", "Peru; Chile", "140.3 Train UNICEF crews in children's rights.", "Labour; Ships", "2014-01-02"],
        )
    )
    reading = read_document(document)
    words = {(x.type, x.node): document.text[x.start : x.end] for x in reading.links}
    expected = {("ISSUED", "PER"): "Peru", ("ISSUED", "CHL"): "Chile", ("CALLS_ON", "MLT"): "Malta",
                ("CODED_AS", "theme:ships"): "Ships", ("MENTIONS", "UNICEF"): "UNICEF"}  # fmt: skip
    assert {key: words.get(key) for key in expected} == expected
    s = reading.statements[0]
    assert document.wording(s) == "140.3 Train UNICEF crews in children's rights."


def test_a_long_cell_of_several_sentences_is_one_statement(tmp_path):
    text = " ".join(f"The participants opened desk {n} for crews, and it will stay open all year." for n in range(40))
    graph = build(table(tmp_path, ["To", "From", "Text"], ["Malta", "Chad", text])).graph
    assert [f["text"] for f in facts(graph)] == [text]
    assert not any(node.id.startswith("row:") for node in graph.nodes())


@pytest.mark.parametrize(("objective", "said"), [("", True), ("21", False)])
def test_a_table_that_hardly_speaks_of_migration_is_warned_about(tmp_path, objective, said):
    head = ["To", "From", "Text", "GCM objective(s)"]
    rows = [["Malta", "Chad", f"Paint pier {n} in green.", objective] for n in range(8)]
    warnings = reasons(build(table(tmp_path, head, *rows)), "warning")
    assert ("hardly speaks of migration: 0 of its 8 statements have an objective" in warnings) is said


def test_a_cell_that_can_not_be_read_is_said_and_kept(tmp_path):
    head = ["From", "Text", "Date", "Session", "Type", "Strength", "Response", "Page", "Link", "Language", "Deadline"]
    odd = ["spring of 2018", "fiftieth", "advice", "very strong", "perhaps", "12-13", "www.example.org/x", "Old Norse",
           "when done"]  # fmt: skip
    unused = ["1970-01-01", "-", "", "", "", "", "", "", ""]
    built = build(table(tmp_path, head, ["Chad", "Mend it.", *odd], ["Chad", "Light it.", *unused]))
    whats = {
        "Date": "date", "Session": "number of a session", "Type": "known kind of statement",
        "Strength": "known strength", "Response": "known answer", "Page": "number of a page",
        "Link": "address that begins with https:// or http://", "Language": "language of en, es, fr, pt",
    }  # fmt: skip
    cells = dict(zip(head[2:], odd, strict=True))
    said = {f'row 2: {h} is no {what} ("{cells[h]}"); kept as words' for h, what in whats.items()}
    assert {r for r in reasons(built, "warning") if "kept as" in r} == said
    assert 'Deadline "when done" is no date; kept as words' in reasons(built, "note")
    first, second = (f["node"] for f in facts(built.graph))
    kept = {f"{h}={cell}" for h, cell in cells.items() if h != "Response"}
    assert (set(first.data), first.response_words, second.data) == (kept, "perhaps", ())


def test_several_rows_are_said_with_the_first_cell_that_can_not_be_read(tmp_path):
    rows = [["From", "Text", "Year"], *(["Chad", f"Mend part {n}.", f"{2010 + n}-{2011 + n}"] for n in range(7))]
    assert [r for r in reasons(build(table(tmp_path, *rows)), "warning") if "Year" in r] == [
        'rows 2, 3, 4, 5, 6 and 2 more: Year is no year ("2010-2011"); kept as words'
    ]


def test_agreement_that_can_not_be_told_is_said(tmp_path):
    head = ["statement ID", "time", "document title", "text", "organization", "concept", "agreement"]
    rows = [
        [str(n), "2018-05-03", "Page", f"Statement {n} of the club.", "Caritas", "piers", a]
        for n, a in enumerate(("1", "sí", "maybe"))
    ]
    assert 'rows 3, 4: agreement "sí" is left out; write 1, 0, -1, yes or no' in reasons(
        build(table(tmp_path, head, *rows)), "warning"
    )


def test_a_filled_column_without_a_heading_is_said(tmp_path):
    rows = [["", "From", "Text", ""], ["0", "Chad", "Mend it.", ""], ["1", "Chad", "Mend it.", ""]]
    built = build(table(tmp_path, *rows))
    assert [r for r in reasons(built) if "heading" in r] == ["column A has no heading and is left out"]
    assert [f["node"].rows for f in facts(built.graph)] == [("2", "3")]


def test_the_language_of_a_table_is_assumed_only_where_its_rows_do_not_state_it(tmp_path):
    from graphkit.loading import load_document

    def language(*cells):
        path = table(
            tmp_path, ["From", "Text", "Language"], *(["Chad", "The States should mend the pier.", c] for c in cells)
        )
        metadata = load_document(path).metadata
        return metadata.language, metadata.assumed

    assert language("fr", "fr") == ("fr", ())
    assert language("en", "Old Norse") == language("Old Norse") == language("") == ("en", ("language",))


def test_the_words_of_a_position_are_those_of_the_row(tmp_path):
    rows = [["From", "Text"], ["Ghana", "Open a desk for crews."], ["Togo", "States should not close the harbour."]]
    found = {n.text: n.position_words for n in build(write(tmp_path, "t.csv", as_csv(rows))).graph.statements()}
    assert found == {"Open a desk for crews.": None, "States should not close the harbour.": "should not"}


def test_the_rows_of_a_table_are_encoded_together(tmp_path, monkeypatch):
    encoder, calls, known = get_heads().encoder, [], {""}

    def encode(texts):
        calls.append(sorted(set(texts) - known))
        known.update(texts)
        return np.zeros((len(texts), encoder.dimension), np.float32)

    monkeypatch.setattr(encoder, "encode", encode)
    texts = [f"Open desk {n} for migrant crews." for n in range(5)]
    build(write(tmp_path, "a.csv", as_csv([["To", "From", "Text"], *(["Malta", "Ghana", t] for t in texts)])))
    assert [new for new in calls if new and set(new) <= set(texts)] == [texts]


def test_without_an_encoder_nothing_is_encoded(tmp_path, monkeypatch):
    monkeypatch.setattr(UseEncoder, "encode", lambda *_: pytest.fail("encoded"))
    path = write(tmp_path, "a.csv", as_csv([["To", "From", "Text"], ["Malta", "Ghana", "Open shelters for migrants."]]))
    readings, _ = read_file(path, Options(encoder="none"))
    assert [len(r.statements) for r in readings] == [1]
