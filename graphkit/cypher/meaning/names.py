"""Goes over the names of labels and types in conditions."""

from graphkit.cypher.meaning.reader import Reader, UnreadError

_TYPES = frozenset({
    "ANY", "ARRAY", "BOOL", "BOOLEAN", "DATE", "DATETIME", "DURATION", "EDGE", "FLOAT", "INT", "INTEGER", "LIST",
    "LOCAL", "MAP", "NODE", "NOTHING", "NULL", "PATH", "POINT", "PROPERTY", "RELATIONSHIP", "SIGNED", "STRING", "TIME",
    "TIMESTAMP", "VALUE", "VARCHAR", "VERTEX", "ZONED",
})  # fmt: skip


def skip_type(r: Reader) -> None:
    """Go over the name of a type: words, what a list holds, alternatives."""
    while True:
        if r.peek().upper not in _TYPES:
            raise UnreadError("type")
        while r.peek().upper in _TYPES:
            r.i += 1
        if r.take("<"):
            skip_type(r)
            r.need(">")
        r.take("NOT", "NULL")
        if r.before_bar or not r.take("|"):
            return


def skip_labels(r: Reader) -> None:
    """Go over ``A|B&!C``; a ``|`` that ends the condition of a list is none of it."""
    while True:
        while r.take("!"):
            pass
        if r.take("("):
            with r.inside():
                r.i -= 1
                _skip_bracketed(r)
        elif not r.take("%"):
            r.take_name()
        joined = r.peek().text in {"&", ":"} or (r.peek().text == "|" and not r.before_bar)
        if not joined:
            return
        r.i += 1


def _skip_bracketed(r: Reader) -> None:
    depth = 0
    while True:
        depth += (r.peek().text == "(") - (r.peek().text == ")")
        if r.peek().kind == "end":
            raise UnreadError(")")
        r.i += 1
        if depth == 0:
            return
