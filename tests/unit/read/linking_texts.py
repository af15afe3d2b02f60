"""Small documents for the tests of linking: blocks and statements made by hand."""

from graphkit.read.objectives.linking import find_links, get_linker
from graphkit.text.document import Block, Document, Metadata, Source, Span, Statement


def make_text(*lines, kind="recommendation", language="en"):
    """Make a document of lines: ``# heading``, ``- item under the lead``, ``lead:`` or one statement each."""
    text, blocks, statements = "", [], []
    headings, lead = (), None
    for index, line in enumerate(lines):
        words = line.lstrip("#- ")
        start = len(text) + len(line) - len(words)
        text += line + "\n"
        end = len(text) - 1
        item, heading = line.startswith("- "), line.startswith("#")
        lead = lead if item else None
        block_kind = "heading" if heading else "item" if item else "paragraph"
        headings = () if heading else headings
        blocks.append(Block(index, block_kind, start, end, level=int(heading), headings=headings, lead=lead))
        if heading:
            headings = (index,)
        elif line.endswith(":"):
            lead = index
        else:
            opening = Span(blocks[lead].start, blocks[lead].end) if lead is not None else None
            statements.append(Statement(f"s{len(statements)}", start, end, kind, index, 1.0, "test", opening))
    meta = Metadata(id="d", title="d", language=language)
    return Document(Source("d.txt", text, ""), meta, tuple(blocks)), tuple(statements)


def read_links(*lines, framework="gcm", **options):
    """Return the links of such a document."""
    document, statements = make_text(*lines, **options)
    return document, find_links(document, statements, framework)


def read_by_cues(*lines, framework="gcm", **options):
    """Return the links that cues alone give, as for frameworks that no heads know."""
    document, statements = make_text(*lines, **options)
    return document, list(get_linker(framework, document.metadata.language).find_links(document, statements))


def nodes_of(links, type, statement="s0"):
    """Return the ids at the far end, in their order."""
    return [k.node for k in links if k.type == type and k.statement == statement]
