"""One term for one thing: the words of pages, reports and Spanish texts are those of the glossary."""

import json
import re
import tomllib
import unicodedata

import pytest
from pages import PAGES, ROOT, read_page

from graphkit.messages import read_catalogue

VIEW = ROOT / "graphkit/publish/view/words"
OTHER_SENSE = {
    "fact.kind": "of a body",
    "strength.principle": "the verb",
    "value.genre.regional-review": "of the Compact",
    "value.kind.parliamentary-body": "its usual name",
    "is of no kind that can be read; name it to read it as text": "of a file",
    "{}: is of no kind that can be read. Give text, Markdown, PDF, DOCX or HTML.": "of a file",
    "{}: does not begin as a file of its kind does. Save it as .docx.": "of a file",
    "To state it: {} (graphkit metadata FILES -o table.xlsx).": "the verb",
    "No {} speaks of any {}, so there is nothing to cluster.": "the verb",
}
"""Keys of words in which an English term means something else than in the glossary."""


def fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def find_terms() -> dict[str, list[list[str]]]:
    """Return English term -> Spanish terms, each as the beginnings of its words, folded."""
    table = read_page("glossary.md").partition("| Acronym |")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", table, re.MULTILINE)[1:]
    return {
        english: [[word[: len(word) * 2 // 3] for word in fold(term).split()] for term in spanish.split(", ")]
        for english, spanish in rows
    }


def find_words() -> list[tuple[str, str, str]]:
    """Return key, English and Spanish of all words of pages, reports and commands."""
    english, spanish = (json.loads((VIEW / f"{name}.json").read_text(encoding="utf-8")) for name in ("en", "es"))
    rows = [(key, english[key], spanish[key]) for key in english]
    for name in ("publish/report/short.toml", "analysis/headlines.toml"):
        both = tomllib.loads((ROOT / "graphkit" / name).read_text(encoding="utf-8"))
        rows += [(key, str(both["en"][key]), str(both["es"][key])) for key in both["en"]]
    return [*rows, *((text, text, told) for text, told in read_catalogue("es").items())]


def test_the_glossary_lists_each_term_once() -> None:
    terms = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", read_page("glossary.md"), re.MULTILINE)

    assert len(terms) == len(set(terms)) > 40


@pytest.mark.parametrize("term", find_terms())
def test_spanish_words_use_the_term_of_the_glossary(term: str) -> None:
    named = re.compile(rf"(?<![\w{{-])(?:{term}|{term}s|{re.sub('y$', 'ies', term)})\b(?!\}})", re.IGNORECASE)
    terms = find_terms()[term]
    found = [(k, es) for k, en, es in find_words() if k not in OTHER_SENSE and named.search(re.sub(r"\{\w+\}", "", en))]
    found = [(k, es) for k, es in found if not named.search(es)]  # a name of a command, column or file stays

    assert [row for row in found if not any(all(w in fold(row[1]) for w in words) for words in terms)] == []


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("es/")])
def test_a_statement_is_no_declaration(name: str) -> None:
    assert re.findall(r"declaraci\w+(?! de Cartagena)", read_page(name), re.IGNORECASE) == []


def test_words_call_a_statement_no_declaration() -> None:
    assert [key for key, _, es in find_words() if "declaraci" in es and not key.startswith("value.kind.")] == []


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("es/")])
def test_what_a_spanish_page_names_stands_on_the_pages(name: str) -> None:
    shown = {es for _, _, es in find_words()} | {"Datos › Obtener datos › Desde texto/CSV", "A/HRC/59/15, párr. 140.47"}
    named = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", read_page(name))

    assert [label for label in named if " ".join(label.split()) not in shown] == []


def test_acronyms_are_those_of_the_reference() -> None:
    texts = [p.read_text(encoding="utf-8") for p in (ROOT / "graphkit/reference").rglob("bodies/*.toml")]
    bodies = [body for text in texts for body in tomllib.loads(text).values() if isinstance(body, dict)]
    known = {str(body.get("acronym_es")) for body in bodies}
    listed = re.findall(r"^\| [A-Z]+ \| ([A-Z]+) \|", read_page("glossary.md"), re.MULTILINE)

    assert len(listed) > 5
    assert set(listed) - known == {"PMM"}
