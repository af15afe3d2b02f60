"""Who issues what bears a document symbol, belongs to a series or lies at a web address."""

import re
from collections.abc import Iterator

from graphkit.text.document import Clue
from loaders.metadata.front import Front
from loaders.metadata.wording import get_words

_SITE = re.compile(r"^https?://([^/:?#\s]+)", re.IGNORECASE)
SYMBOL = re.compile(r"^\W*((?:[A-Z][A-Z0-9.]*)(?:/[A-Z0-9.()]+){2,8})\W*$")


def find_series(front: Front, form: str | None) -> Iterator[Clue]:
    """Yield who issues a series of documents, such as those of the Universal Periodic Review."""
    for line in front.lines:
        for name, known in get_words("any")["series"].items():  # type: ignore[attr-defined]
            if (form in known["forms"] or not known["forms"]) and re.search(
                known["words"], line.wording, re.IGNORECASE
            ):
                yield Clue("series", line.start, line.start, line.end, name)
                return


def find_symbol(front: Front) -> str | None:
    """Return the number under which a document is published where a line of its title block is one."""
    found = (SYMBOL.match(line.wording.split(" ")[0]) for line in front.lines if len(line.wording.split()) < 3)
    return next((match[1] for match in found if match), None)


def find_owner(front: Front) -> Iterator[Clue]:
    """Yield the owner of a document symbol such as CMW/C/HND/CO/1 that is a line of its own."""
    owners = get_words("any")["symbols"]
    for line in front.lines:
        if match := SYMBOL.match(line.wording):
            parts = match[1].split("/")
            starts = ("/".join(parts[:n]) for n in range(len(parts), 0, -1))
            owner = next((owners[s] for s in starts if s in owners), "")  # type: ignore[index,operator]
            if owner:
                yield Clue("symbol", line.start, line.start, line.end, owner)


def find_site(url: str) -> Iterator[Clue]:
    """Yield who publishes at a web address: a State by its own ending, an organisation by its name."""
    match = _SITE.match(url)
    if match is None:
        return
    labels = match[1].lower().removeprefix("www.").split(".")
    sites = get_words("any")["sites"]
    ends = (".".join(labels[n:]) for n in range(len(labels)))
    owner = next((sites[e] for e in ends if e in sites), "")  # type: ignore[index,operator]
    if not owner and len(labels) > 1 and re.fullmatch(r"gov|gob|gouv|go|gc|govt|gub", labels[-2]):
        owner = labels[-1]
    if owner:
        yield Clue("site", 0, 0, 0, owner)
