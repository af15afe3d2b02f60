"""Real PDFs of the United Nations, and small ones with one trait each; read where they are at hand."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.loading import load_document
from graphkit.pipeline import Options, read_file
from graphkit.read.reading import Reading
from graphkit.text.folding import fold_text

REPORT, COMPILATION = "guatemala2012.pdf", "g2419943.pdf"
LISTED = re.compile(r"^ *((?:99|100)\.\d+)\b", re.MULTILINE)
"""Numbers of the recommendations in the report."""


@pytest.fixture(scope="module", params=[REPORT, COMPILATION])
def reading(request: pytest.FixtureRequest, shared: Callable[..., Path]) -> Reading:
    (found,), _ = read_file(shared("upr", "pdf", request.param), Options())
    return found


def poppler(path: Path, mode: str) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    run = subprocess.run(["pdftotext", mode, str(path), "-"], capture_output=True, text=True, check=True)
    return run.stdout


def without_furniture(text: str) -> str:
    """Return a text of pages without the lines that recur at their heads and feet, and without notes there."""
    pages = [[line.strip() for line in page.split("\n") if line.strip()] for page in text.split("\f")]
    form = [[re.sub(r"\s+", " ", re.sub(r"\d+", "#", line)) for line in page] for page in pages]
    count = Counter(key for page in form for key in {*page[:2], *page[-3:]})
    kept = []
    for page, keys in zip(pages, form, strict=True):
        edge = {*range(2), *range(len(page) - 3, len(page))}
        kept += [line for i, line in enumerate(page) if not (i in edge and count[keys[i]] >= 3)]
    return "\n".join(kept)


def bare(text: str) -> str:
    """Return the letters and digits of a text."""
    plain = text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    return re.sub(r"[\W_]+", "", plain)


@pytest.mark.programs
def test_statements_are_verbatim_in_another_programs_text(reading: Reading) -> None:
    path = reading.document.source.path
    assert path is not None
    texts = [without_furniture(poppler(path, mode)) for mode in ("-layout", "-raw")]
    known = [bare(re.sub(r"-\n\s*", "", text)) for text in texts] + [bare(text) for text in texts]
    wordings = [reading.document.wording(s) for s in reading.statements]
    strange = [w for w in wordings if not any(bare(w) in text for text in known)]
    assert len(strange) <= 0.005 * len(wordings), strange


@pytest.mark.programs
def test_words_are_parted_as_in_another_programs_text(reading: Reading) -> None:
    path = reading.document.source.path
    assert path is not None
    known = set(re.findall(r"[^\W\d_]+", poppler(path, "-raw").replace("-\n", "")))
    known |= set(re.findall(r"[^\W\d_]+", poppler(path, "-raw")))
    words = [w for s in reading.statements for w in re.findall(r"[^\W\d_]+", bare_hyphens(reading, s))]
    strange = [w for w in words if w not in known]
    assert len(strange) <= 0.001 * len(words), strange


def bare_hyphens(reading: Reading, statement: object) -> str:
    return re.sub("[\u00ad⁰¹²³⁴⁵⁶⁷⁸⁹]", "", reading.document.wording(statement))  # type: ignore[arg-type]


@pytest.mark.programs
def test_every_numbered_recommendation_of_a_report_is_one_statement_from_its_first_word_to_its_last(
    shared: Callable[..., Path],
) -> None:
    path = shared("upr", "pdf", REPORT)
    (reading,), _ = read_file(path, Options())
    document = reading.document
    by_number = {s.para: s for s in reading.statements if s.para and "." in s.para}
    numbers = LISTED.findall(poppler(path, "-layout"))
    assert (len(numbers) > 130, sorted(by_number)) == (True, sorted(numbers))
    assert {s.kind for s in by_number.values()} == {"recommendation"}
    whole = [
        (s.start, s.end) == (document.blocks[s.block].start, document.blocks[s.block].end) for s in by_number.values()
    ]
    assert all(whole)
    assert all(re.search(r"\)[\d⁰¹²³⁴⁵⁶⁷⁸⁹]*[;.)]*$", document.wording(s)) for s in by_number.values())
    assert document.metadata.symbol == "A/HRC/22/8"


def test_paragraphs_of_a_compilation_are_in_order_and_its_notes_apart(shared: Callable[..., Path]) -> None:
    document = load_document(shared("upr", "pdf", COMPILATION))
    numbers = [int(b.marker[:-1]) for b in document.blocks if b.marker[:-1].isdigit()]
    assert numbers == list(range(1, numbers[-1] + 1))
    assert sum(b.kind == "note" for b in document.blocks) >= 99
    assert not [b for b in document.blocks if b.kind == "heading" and "Distr" in document.wording(b)]


CASES = {
    "08-hyphenation.pdf": (["integrity of border management", "reintegration"], []),
    "10-rotated-text.pdf": (["legal identity and adequate documents"], ["i l i"]),
    "11-narrow-gutter.pdf": (["at home. states should prevent trafficking in persons and prosecute smugglers"], []),
    "12-footnotes.pdf": (["family reunification, and should collect data"], []),
    "34-small-print.pdf": (["consular protection for migrant workers", "cost of remittances"], []),
    "35-stamped-page.pdf": (["access to bank accounts in countries of destination"], ["draft"]),
    "40-picture-stream.pdf": (["detention of migrant children"], []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_page_with_one_trait_is_read_as_a_person_reads_it(name: str, shared: Callable[..., Path]) -> None:
    document = load_document(shared("cases", name))
    held, absent = CASES[name]
    text = " ".join(fold_text(document.text).text.split())
    assert [words for words in held if words not in text] == []
    assert [words for words in absent if words in text] == []
    notes = {"12-footnotes.pdf": 2, "34-small-print.pdf": 8}.get(name, 0)
    assert sum(b.kind == "note" for b in document.blocks) == notes
