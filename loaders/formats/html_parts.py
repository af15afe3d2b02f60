"""What of a web page is no content: hidden parts, banners, navigation, teasers, tables of contents."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.I
)
_RULE = re.compile(r"([^{}@;]{1,400})\{([^{}]{0,2000})\}")
_MEDIA = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MOST_RULES = 400
_NO_CONTENT = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|onetrust|gdpr|teasers?|related|relacionad[oa]s?|sidebar|side-bar|share|sharing"
    r"|social|compartir|breadcrumbs?|migas|newsletter|subscri\w+|suscri\w+|nav|navbar|navigation|menu|pagination|pager"
    r"|advert\w*|ads?|promo\w*|popup|modal|skip|skip-link|sr-only|visually-hidden|screen-reader-text|masthead|toolbar"
    r"|tags?-list|site-header|site-footer|page-footer|footer|banner|toc|table-of-contents|comments?|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Words in classes and ids of parts that are around the content."""
_ROLES = ("navigation", "banner", "complementary", "contentinfo", "dialog", "alertdialog", "search", "menu", "doc-toc")
_RELATED = re.compile(
    r"\W*(?:related(?: (?:news|articles|content|posts|stories|links))?|see also|read more|more (?:news|stories)"
    r"|most read|you may also like|latest news|(?:noticias |art[ií]culos |contenidos? )?relacionad[oa]s|lea tambi[eé]n"
    r"|ver tambi[eé]n|m[aá]s (?:noticias|le[ií]d[oa]s)|te puede interesar|[uú]ltimas noticias|[aà] lire aussi"
    r"|articles li[eé]s|voir aussi|leia tamb[eé]m|veja tamb[eé]m|not[ií]cias relacionadas|contents"
    r"|table of contents|[ií]ndice|contenidos?|sommaire|sum[aá]rio)\W*",
    re.IGNORECASE,
)
"""Headings of lists that lead elsewhere."""
_MOST = 0.4
"""Share of a page's text above which a part is content whatever its class says."""


def remove_hidden(soup: "Tag") -> None:
    """Take out the parts that a reader of the page does not see, by attribute, style or the page's own style sheet."""
    for tag in list(_hidden(soup)):
        if tag.name not in ("html", "body"):
            tag.extract()


def _hidden(soup: "Tag") -> Iterator["Tag"]:
    yield from soup.select("[hidden], [aria-hidden=true]")
    for tag in soup.select("[style]"):
        if _HIDING.search(str(tag.get("style"))):
            yield tag
    for selector in _hiding_selectors(soup):
        try:
            yield from soup.select(selector)
        except Exception:  # noqa: BLE001, S112 - a selector that the library does not know hides nothing here
            continue


def _hiding_selectors(soup: "Tag") -> list[str]:
    """Return the selectors of style sheets in the page that hide what they select; other media do not count."""
    found: list[str] = []
    for style in soup.find_all("style"):
        sheet = _MEDIA.sub(" ", _COMMENT.sub(" ", style.get_text()[:200_000]))
        for match in _RULE.finditer(sheet):
            if _HIDING.search(match[2]):
                found += [s.strip() for s in match[1].split(",") if s.strip() and ":" not in s]
    return found[:_MOST_RULES]


def remove_furniture(root: "Tag") -> None:
    """Take out what is around the content: by role, class, id, or as a list of links to places of the page."""
    letters = count_letters(root)
    most = letters[id(root)] * _MOST
    for tag in [t for t in root.find_all(True) if letters.get(id(t), 0) <= most and _is_furniture(t)]:
        tag.extract()
    for heading in root.find_all(re.compile("^h[1-6]$")):
        if _RELATED.fullmatch(heading.get_text(" ")):
            _remove_with_list(heading)


def count_letters(root: "Tag") -> dict[int, int]:
    """Return id of an element -> letters in it; one pass, however deep a page is nested."""
    from bs4 import Tag

    letters: dict[int, int] = {id(root): 0}
    for part in reversed(list(root.descendants)):
        own = letters.get(id(part), 0) if isinstance(part, Tag) else len(str(part).strip())
        if isinstance(part, Tag):
            letters.setdefault(id(part), 0)
        letters[id(part.parent)] = letters.get(id(part.parent), 0) + own
    return letters


def _is_furniture(tag: "Tag") -> bool:
    if tag.name in ("html", "body", "main"):
        return False
    if tag.name in ("nav", "aside", "dialog") or str(tag.get("role", "")) in _ROLES:
        return True
    if tag.name in ("header", "footer") and not tag.find_parent(["main", "article"]):
        return tag.find("h1") is None
    named = [*(tag.get("class") or ()), str(tag.get("id") or "")]
    if any(_NO_CONTENT.search(str(name)) for name in named):
        return tag.find("h1") is None
    return tag.name in ("ul", "ol") and _leads_within(tag)


def _leads_within(tag: "Tag") -> bool:
    """Return whether a list is a table of contents: each item is a link to a place of the same page."""
    items = tag.find_all("li")
    links = [i.find("a", href=re.compile("^#")) for i in items]
    shown = [link for link in links if link is not None]
    linked = sum(len(link.get_text()) for link in shown)
    return len(items) > 1 and len(shown) == len(items) and linked >= 0.9 * len(tag.get_text().strip())


def _remove_with_list(heading: "Tag") -> None:
    """Take out a heading such as 'Related' with the lists and links under it."""
    following = heading.find_next_sibling()
    heading.extract()
    while following is not None and following.name in ("ul", "ol", "a"):
        after = following.find_next_sibling()
        following.extract()
        following = after
