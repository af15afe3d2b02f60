"""What small documents name, for the tests of actors and mechanisms."""

from dataclasses import replace

from linking_texts import make_text

from graphkit.read.actors.naming import find_named


def read_names(*lines, kind="practice", language="en", issuers=()):
    """Return the document, its statements, the links and the new nodes."""
    document, statements = make_text(*lines, kind=kind, language=language)
    document = replace(document, metadata=replace(document.metadata, issuers=issuers))
    links, nodes = find_named(document, statements)
    return document, links, {n.id: n for n in nodes}


def named_in(*lines, type="MENTIONS", statement="s0", **options):
    """Return the sorted ids that a statement is linked to by a link type."""
    _, links, _ = read_names(*lines, **options)
    return sorted({k.node for k in links if k.type == type and k.statement == statement})
