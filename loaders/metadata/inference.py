"""What a text tells of itself where nothing states it: title, year, date, language, who speaks."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from graphkit.reference.language import detect_language
from graphkit.text.document import Block, Source, plain_text
from loaders.genres.genre import OPENING
from loaders.metadata.metadata import Fields

_MONTHS = (
    "jan(?:uary)?|enero", "feb(?:ruary)?|febrero", "mar(?:ch)?|marzo", "apr(?:il)?|abril", "may|mayo", "june?|junio",
    "july?|julio", "aug(?:ust)?|agosto", "sep(?:t(?:ember)?)?|sept?iembre", "oct(?:ober)?|octubre",
    "nov(?:ember)?|noviembre", "dec(?:ember)?|diciembre",
)  # fmt: skip
_MONTH = "|".join(f"(?P<m{i}>{names})" for i, names in enumerate(_MONTHS, 1))
_DATED = re.compile(
    rf"\b(?:{_MONTH})\b\.?(?:\s+\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?,?)?(?:\s+(?:de|del|of))?,?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d/])")
_CAPITAL = r"(?!(?i:government|gobierno)\b)[A-ZÁÉÍÓÚÑ][\w’'-]+"
_PLACE = rf"(?P<name>(?:the )?{_CAPITAL}(?: (?:(?:of|and|the|de|del|la|los|y) ){{0,2}}{_CAPITAL}){{0,4}})"
_NAME = 6
"""Most words of a heading that is the name of a government."""
_ONE_GOVERNMENT = ("national-consultation", "general")
"""Genres in which a government named most is the one that speaks."""
_STOCK = re.compile(
    r"\W*(?:(?:table of )?contents|introduction|disclaimer|foreword|preface|summary|executive summary|acronyms"
    r"|[ií]ndice|contenidos?|introducci[oó]n|pr[oó]logo|prefacio|resumen(?: ejecutivo)?|siglas)\W*$",
    re.IGNORECASE,
)
_SPEAKERS = (
    re.compile(
        r"(?i:national consultation(?: process)?|consulta nacional|informe nacional(?: voluntario)?|informe voluntario"
        r"|(?:national|voluntary) (?:national |voluntary |gcm )?(?:report|review)) "
        rf"(?i:of|in|for|by|from|de|en|del) (?:la |el |los )?{_PLACE}"
    ),
    re.compile(rf"\b(?i:government|gobierno) (?i:of|de|del) (?:la |el |los )?{_PLACE}"),
)
_AS_HOST = re.compile(
    r"\b(?:invitation|hosted|host|support|assistance|hospitality|gratitude|thanks?|thanked"
    r"|invitaci[oó]n|anfitri[oó]n|anfitriona|auspicios?|apoyo|gratitud|agradec\w{1,9})\b[^.;]{0,40}$",
    re.IGNORECASE,
)
"""Before a government that receives others or is thanked; it does not speak."""


def infer(source: Source, blocks: Sequence[Block], genre: str, begin: int = 0) -> Fields:
    """Return what the text itself suggests; what it does not tell is missing. ``begin``: where front matter ends.

    ``issuers`` are the words that may name who speaks, the likeliest first.
    """
    opening = source.text[begin : begin + OPENING]
    year, date = find_date(opening)
    least = 2 if genre == "general" else 1
    speakers = [*find_titled(source.text, blocks), find_speaker(opening, least)] if genre in _ONE_GOVERNMENT else []
    return {
        "title": find_title(source.text, blocks) or Path(source.name).stem.replace("_", " "),
        "year": year,
        "date": date,
        "language": detect_language(source.text[begin:]),
        "issuers": tuple(dict.fromkeys(filter(None, speakers))),
    }


def find_titled(text: str, blocks: Sequence[Block]) -> list[str]:
    """Return the headings of a few words before the running text, which may be the name of the one who speaks."""
    found = []
    for block in blocks[:6]:
        wording = plain_text(text[block.start : block.end].lstrip("# "))
        if block.kind != "heading":
            break
        if len(wording.split()) <= _NAME and not _STOCK.match(wording):
            found.append(re.sub(r"(?i)^(?:the )?(?:government|gobierno) (?:of|de|del) (?:the )?", "", wording))
    return found


def find_title(text: str, blocks: Sequence[Block]) -> str:
    """Return the first heading or short line before the running text that reads as a title, at most 200 characters.

    Lines of three words and more come before shorter ones; sentences and 'Introduction' are none. Empty: no such.
    """
    lines = []
    for block in blocks[:20]:
        wording = plain_text(text[block.start : block.end].lstrip("# "))
        if block.kind == "paragraph" and len(wording) > 250:
            break
        if block.kind in ("heading", "paragraph") and not wording.endswith(".") and not _STOCK.match(wording):
            lines.append(wording)
    title = next((line for line in lines if len(line.split()) > 2), lines[0] if lines else "")
    return title if len(title) <= 200 else title[:199].rsplit(" ", 1)[0] + "…"


def find_date(opening: str) -> tuple[int | None, str | None]:
    """Return the year and the date (year and month) of the latest month named in the opening, else its latest year."""
    dated = [(int(m["year"]), _month(m)) for m in _DATED.finditer(opening)]
    if dated:
        year, month = max(dated)
        return year, f"{year}-{month:02}"
    return max(map(int, _YEAR.findall(opening)), default=None), None


def _month(match: re.Match[str]) -> int:
    return next(i for i in range(1, 13) if match[f"m{i}"])


def find_speaker(opening: str, least: int = 1) -> str | None:
    """Return the words after 'National consultation of' or 'Government of' that the opening repeats most.

    None where there are none, or several as often: then nobody can tell; nor by a government that is named less than
    ``least`` times. They may run on past the name: whoever knows the names of states takes the longest one they begin
    with.
    """
    for pattern in _SPEAKERS:
        plain = re.sub(r"[*_#]+", "", opening)
        speaking = (m for m in pattern.finditer(plain) if not _AS_HOST.search(plain, max(0, m.start() - 60), m.start()))
        names = Counter(_bare(m["name"]) for m in speaking)
        most = [name for name, count in names.items() if count == max(names.values())]
        if len(most) == 1 and (pattern is not _SPEAKERS[-1] or names[most[0]] >= least):
            return most[0]
    return None


def _bare(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.split()), flags=re.IGNORECASE)
