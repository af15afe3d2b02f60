"""The part of a web page that holds its content, found with trafilatura where the page does not say which it is."""

import importlib.util
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_SHARE = 0.85
"""Share of the content that an element must hold to be the main part."""
_DEEPEST = 40
"""Levels that are looked through, so that the cost stays bounded."""
_FEWEST = 200
"""Letters of content below which the library's answer says nothing."""


def find_main(soup: "Tag") -> "tuple[Tag, bool]":
    """Return the main part of a page: where it says which, else the smallest element that holds the content.

    What is content trafilatura decides (Barbaresi 2021, https://aclanthology.org/2021.acl-demo.15); the element is then
    read by ourselves, for its lists, tables and notes. The body where neither tells; False where trafilatura would have
    been asked and is not installed.
    """
    mains = soup.find_all("main") or soup.select("[role=main]") or soup.find_all("article")
    if len(mains) == 1:
        return mains[0], True
    body = soup.find("body") or soup
    if not _has_trafilatura():
        return body, False
    return _find_smallest(body, _content(str(soup))), True


def _has_trafilatura() -> bool:
    return importlib.util.find_spec("trafilatura") is not None


def _find_smallest(body: "Tag", lines: set[str]) -> "Tag":
    """Return the smallest element that holds nearly all of the content; the body where there is too little of it."""
    whole = sum(map(len, lines))
    if whole < _FEWEST:
        return body
    main = body
    for _ in range(_DEEPEST):
        inner = _richest(main, lines)
        if inner is None or _held(inner, lines) < _SHARE * whole:
            break
        main = inner
    return main


def _content(html: str) -> set[str]:
    """Return the lines of the content, without blanks and marks."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of pages without content, which we handle
    text = trafilatura.extract(html, include_tables=True, include_comments=False, favor_precision=True) or ""
    return {bare for line in text.splitlines() for part in line.split("|") if len(bare := _bare(part)) > 2}


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _held(tag: "Tag", lines: set[str]) -> int:
    """Return how many letters of the content an element holds."""
    text = _bare(tag.get_text())
    return sum(len(line) for line in lines if line in text)


def _richest(tag: "Tag", lines: set[str]) -> "Tag | None":
    """Return the child that holds most of the content."""
    children = tag.find_all(True, recursive=False)
    return max(children, key=lambda child: _held(child, lines), default=None)
