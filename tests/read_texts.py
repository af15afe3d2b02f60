"""Reading short texts in tests."""

from graphkit.issues import Issues
from graphkit.read.actors.addressees import find_addressees
from graphkit.read.statements.statements import read_statements
from graphkit.text.blocks import make_blocks
from graphkit.text.document import Document, Metadata, Source, Statement


def make_document(text: str, language: str = "en") -> Document:
    """Return a document of the general genre."""
    return Document(Source("text.md", text, "0"), Metadata("test", "Test", language=language), make_blocks(text))


def read(text: str, language: str = "en") -> list[Statement]:
    """Return the statements of a text."""
    return read_statements(make_document(text, language), Issues())


def kinds(text: str, language: str = "en") -> list[str]:
    """Return the kind of each statement of a text."""
    return [s.kind for s in read(text, language)]


def addressees(text: str, language: str = "en") -> list[set[str]]:
    """Return the roles that each statement of a text calls upon."""
    document = make_document(text, language)
    found = read_statements(document, Issues())
    return [{link.node for link in find_addressees(document, s)} for s in found]
