from graphkit.read.actors.naming import find_named
from graphkit.text.blocks import Profile, make_blocks
from graphkit.text.document import Document, Metadata, Source, Statement


def speakers_in(text, profile=Profile(), issuers=("UN",)):  # noqa: B008
    """Return wording -> who issues it, for every item of a text."""
    blocks = make_blocks(text, profile)
    document = Document(Source("d.txt", text, ""), Metadata("d", "d", issuers=issuers), blocks)
    items = [b for b in blocks if b.kind in {"item", "paragraph"}]
    statements = [Statement(str(b.index), b.start, b.end, "recommendation", b.index, 1.0, "test") for b in items]
    links, _ = find_named(document, statements)
    issued = {s.id: [k.node for k in links if k.type == "SAID_BY" and k.statement == s.id] for s in statements}
    return {document.wording(s): issued[s.id] for s in statements}


def test_the_source_note_of_a_box_says_who_speaks_in_it() -> None:
    text = "# Part\n\nTextbox 1. Lights\n\nKeep the lamps lit.\n\nSource: OECS, 2019.\n\n# Next\n\nClose doors.\n"
    assert speakers_in(text) == {"Keep the lamps lit.": ["OECS"], "Close doors.": []}


def test_an_address_in_a_source_note_is_nobody() -> None:
    text = "# Part\n\nTextbox 1. Lights\n\nKeep the lamps lit.\n\nSource: https://OECS.example\n\n# Next\n\nEnd it.\n"
    assert speakers_in(text)["Keep the lamps lit."] == []


def test_a_box_headed_by_a_body_or_its_proposal_is_spoken_by_it() -> None:
    text = "# Part\n\nTextbox 1. Bloque Latinoamericano\n\nKeep lamps lit.\n\nTextbox 2. IDB proposal\n\nPaint hulls.\n"
    assert speakers_in(text) == {"Keep lamps lit.": ["bloque-latinoamericano"], "Paint hulls.": ["IDB"]}


def test_a_box_about_a_body_is_not_spoken_by_it() -> None:
    text = "# Part\n\nTextbox 1. How boats reach the harbours of SICA in winter\n\nKeep the lamps lit.\n"
    assert speakers_in(text) == {"Keep the lamps lit.": []}


def test_who_opens_an_annex_of_demands_speaks_in_all_of_it() -> None:
    opening = "We are Caritas and the ITUC, and this is what the people of ten harbours ask for today."
    text = f"# Annex 3. Message of the dockers\n\n{opening}\n\n- Keep the lamps lit.\n"
    profile = Profile(voices=(r"annex \d\. message",))
    assert speakers_in(text, profile)["Keep the lamps lit."] == ["caritas", "ITUC"]
