"""The numbers that paragraphs are cited by."""

from graphkit.text.blocks import make_blocks
from graphkit.text.document import Document, Metadata, Source
from graphkit.text.numbering import find_paras


def paras(text: str) -> dict[str, str]:
    """Return the first word of a block -> its number."""
    blocks = make_blocks(text)
    document = Document(Source("a.md", text, ""), Metadata("a", "A"), blocks)
    return {text[blocks[i].start :].split()[0]: number for i, number in find_paras(document).items()}


def test_numbers_are_kept_as_printed_and_letters_cite_with_the_number_above() -> None:
    lines = ["12. Ports hear crews:", "(a) Pilots hear ports;", "(b) Cooks hear pilots.", "12.1. Quays are old;"]
    text = "\n\n".join([*lines, "12.2 Piers are new;"])
    assert paras(text) == {"Ports": "12", "Pilots": "12 (a)", "Cooks": "12 (b)", "Quays": "12.1", "Piers": "12.2"}


def test_a_list_that_counts_anew_within_a_paragraph_cites_nothing() -> None:
    text = "7. Ports hear crews.\n\n8. Pilots do so:\n\n1. on quays;\n2. in piers.\n\n9. Cooks hear all."
    assert paras(text) == {"Ports": "7", "Pilots": "8", "Cooks": "9"}


def test_where_most_paragraphs_are_numbered_one_without_a_number_belongs_to_the_one_above() -> None:
    told = [f"{n}. Port{n} has heard all of its crews. It has paid them." for n in range(1, 11)]
    text = "\n\n".join([*told[:5], "Nobody else has heard them. They are many.", *told[5:]])
    assert paras(text)["Nobody"] == "5"
    assert "Nobody" not in paras("\n\n".join([*told[:3], "Nobody else has heard them. They are many.", *told[3:4]]))


def test_a_number_in_a_heading_is_no_address() -> None:
    assert paras("## 2.1 Ports and crews\n\nPorts hear crews. Crews hear ports.") == {}
