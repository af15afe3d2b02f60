"""What is known of a document besides its text, from five places.

In this order, field by field: options, sidecar, front matter, catalogue, properties of the file; what none of them
states is inferred from the text, and named in ``Metadata.assumed``. The catalogue counts only where no place
before it gives the document another id.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from graphkit.dates import is_iso_date
from graphkit.errors import InputError, UnknownNameError
from graphkit.ids import make_id
from graphkit.issues import Issue
from graphkit.reference.language import LANGUAGES
from graphkit.text.document import Metadata

LISTS = ("issuers", "participants", "hosts", "assumed")
PLAIN = (
    "id",
    "title",
    "genre",
    "form",
    "date",
    "place",
    "language",
    "issuer_kind",
    "symbol",
    "publisher",
    "url",
    "framework",
)
FIELDS = (*PLAIN, "year", *LISTS[:3])
MAY_BE_UNKNOWN = ("issuers", "issuer_kind", "year", "date", "place", "form", "symbol")
"""Fields of which a person may say that they are unknown; then the text is not asked."""
SYNONYMS = {
    "issuer": "issuers",
    "participant": "participants",
    "host": "hosts",
    "lang": "language",
    "address": "url",
    "source_url": "url",
    "name": "title",
    "kind": "issuer_kind",
}
"""Other names that front matter and sidecars may use for a field."""
LARGEST = 64_000
"""Bytes of a sidecar; a TOML key of many parts costs memory by the square of its length."""
_DEEPEST = 20
"""Lists within lists of front matter, where one is as deep as a field may be."""
_LONGEST = 20_000
"""Characters of front matter."""
_RULE = r"\ufeff?---[ \t]*\r?\n"
_FRONT = re.compile(_RULE + rf"(.{{0,{_LONGEST}}}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = r"""^(?:(["'])(?P<quoted>[^"'\n]+)\1|(?P<plain>\w[\w -]*))[ \t]*:(?:\s|$)"""
_HAS_KEY, _BEGINS = re.compile(_KEY, re.MULTILINE), re.compile(_RULE + _KEY, re.MULTILINE)
_NESTED = re.compile(r"\s*(?:[\[{]|- -)")
"""How YAML begins that is nested and is no text."""
_RULES, _ENDS = re.compile(_RULE), re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)

Fields = dict[str, object]
"""Field -> text, number or tuple of texts."""


def read_front_matter(name: str, text: str) -> tuple[Fields, int, list[Issue]]:
    """Return the fields of a ``---`` block at the start of a text, and the offset after it.

    The block is YAML, every value read as text (so that ``NO`` is no boolean). Two rules around a paragraph are no
    front matter; a block of ``key: value`` lines that is broken YAML is an InputError.
    """
    match = _FRONT.match(text)
    if match is None:
        return {}, 0, _find_unclosed(name, text)
    if not _HAS_KEY.search(match[1]):
        return {}, 0, [_read_as_text(name)] if _NESTED.match(match[1]) else []
    rows = _read_yaml(name, match[1])
    if not isinstance(rows, dict):
        return {}, 0, [_read_as_text(name)]
    fields, issues = check_fields(rows, f"{name}, front matter")
    return fields, match.end(), issues


def _find_unclosed(name: str, text: str) -> list[Issue]:
    """Return a warning where a text begins as front matter does and no line ends that, or one too far down."""
    begins = _BEGINS.match(text)
    key = (begins["quoted"] or begins["plain"]).strip().lower() if begins else ""
    rule = _RULES.match(text)
    begun = begins is not None or (rule is not None and _NESTED.match(text, rule.end()) is not None)
    if key not in FIELDS and key not in SYNONYMS and not (begun and _ENDS.search(text, _LONGEST)):
        return []
    reason = f"no line --- ends its front matter within {_LONGEST:,} characters, so that is read as text"
    return [Issue("load", name, reason, "warning")]


def _read_as_text(name: str) -> Issue:
    reason = "what stands between --- lines at its beginning is no list of 'key: value' and is read as text"
    return Issue("load", name, reason, "warning")


def _read_yaml(name: str, text: str) -> object:
    """Return YAML without aliases, which can stand for more than any memory holds; InputError where it is broken."""
    import yaml

    try:
        depth = 0
        for token in yaml.scan(text, Loader=yaml.BaseLoader):
            if isinstance(token, yaml.AliasToken):
                raise InputError(f"{name}: the front matter has an alias (*{token.value}). Write the value itself.")
            depth += token.id.endswith(("start>", "[", "{")) - token.id.endswith(("end>", "]", "}"))
            if depth > _DEEPEST:
                raise InputError(f"{name}: the front matter is nested too deeply. Write 'key: value'.")
        return yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        problem = getattr(error, "problem", None) or "no YAML"
        reason = f"{name}, line {line}: the front matter can't be read ({problem}). Write 'key: value'."
        raise InputError(reason) from error


def read_encoding(path: Path) -> str | None:
    """Return the encoding that the file beside a document states, if there is one."""
    value = _read_beside(path)[1].get("encoding")
    return str(value) if value else None


def read_sidecar(path: Path) -> tuple[Fields, list[Issue]]:
    """Return the fields of the file beside a document that tells of it, if there is one.

    For ``report.pdf`` that is ``report.pdf.meta.toml``, ``report.pdf.meta.json``, ``report.meta.toml`` or
    ``report.meta.json``, the first that exists.
    """
    beside, rows = _read_beside(path)
    return check_fields({k: v for k, v in rows.items() if k != "encoding"}, str(beside))


def _read_beside(path: Path) -> tuple[Path, dict[str, object]]:
    """Return the sidecar of a document and its rows; the document's own path and none where it has no sidecar."""
    names = (f"{stem}.meta.{kind}" for stem in (path.name, path.stem) for kind in ("toml", "json"))
    beside = next((b for b in map(path.with_name, names) if b.is_file()), None)
    if beside is None:
        return path, {}
    try:
        if beside.stat().st_size > LARGEST:
            raise InputError(f"{beside}: has over {LARGEST // 1000} KB; no table of fields has. Mend or remove it.")
        text = beside.read_text(encoding="utf-8-sig")
        rows = tomllib.loads(text) if beside.suffix == ".toml" else json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{beside}: can't be read ({str(error)[:200]}). Mend or remove it.") from error
    if not isinstance(rows, dict):
        raise InputError(f"{beside}: holds no table of fields. Write field = value.")
    return beside, rows


def check_options(options: Mapping[str, str]) -> Fields:
    """Return the fields of options such as ``--meta year=2017``; an unknown name is an UnknownNameError."""
    for name in options:
        if name not in FIELDS:
            raise UnknownNameError("metadata field", name, [*FIELDS, "encoding"])
    return check_fields(options, "--meta")[0]


def check_fields(rows: Mapping[str, object], place: str) -> tuple[Fields, list[Issue]]:
    """Return known fields in their proper form; an unknown one is left out aloud, a wrong value an InputError."""
    fields: Fields = {}
    issues = []
    for raw, value in rows.items():
        name = SYNONYMS.get(str(raw).lower(), str(raw).lower())
        if name not in FIELDS:
            issues.append(Issue("load", place, f"the field '{raw}' is not known and left out"))
        elif name in MAY_BE_UNKNOWN and str(value).strip().lower() == "unknown":
            fields[name] = None
        elif value not in ("", None, [], ()):
            _check_form(str(raw), value, place)
            fields[name] = _check(name, value, place)
    return fields, issues


def _check_form(name: str, value: object, place: str) -> None:
    """Raise InputError for a value that is neither a text, number or date nor a flat list of such."""
    for part in value if isinstance(value, list | tuple) else (value,):
        if isinstance(part, list | tuple | dict):
            raise InputError(f"{place}: the field '{name}' holds a table or a list of lists. Write a text, or a list.")
        if not str(part).isprintable() and re.search(r"[\ud800-\udfff]", str(part)):
            raise InputError(f"{place}: the field '{name}' holds half a character (a lone surrogate). Replace it.")


def _check(name: str, value: object, place: str) -> object:
    if name in LISTS:
        parts = value if isinstance(value, list | tuple) else str(value).split(";" if ";" in str(value) else ",")
        return tuple(str(p).strip() for p in parts if str(p).strip())
    text = " ".join(str(value).split())
    if name == "year":
        return _year(text, place)
    if name == "language" and text not in LANGUAGES:
        raise UnknownNameError("language", text, LANGUAGES)
    if name == "date" and not is_iso_date(text):
        raise InputError(f"{place}: the date '{text}' is not of the form 2017-10-09, 2017-10 or 2017.")
    return text


def _year(text: str, place: str) -> int:
    if not re.fullmatch(r"(?:1[89]|2[01])\d\d", text):
        raise InputError(f"{place}: '{text}' is no year. Write one such as 2017.")
    return int(text)


def make_metadata(text: str, known: list[Fields], inferred: Fields) -> Metadata:
    """Return the metadata: for each field the first place of ``known`` that states it, else what was inferred."""
    fields: Fields = {}
    for place in known:
        fields = {**place, **fields}
    if "year" not in fields and fields.get("date"):
        fields["year"] = int(str(fields["date"])[:4])
    guessed = {n: v for n, v in inferred.items() if n not in fields and v not in (None, (), "")}
    if str(guessed.get("date", ""))[:4] != str(fields.get("year", guessed.get("year", ""))):
        guessed.pop("date", None)
    words = tuple(w for w in _strings(guessed.pop("assumed_from", ())) if w.split(":")[0] in guessed)
    assumed = tuple(sorted({*guessed, *_strings(fields.pop("assumed", ()))}))
    known_of = {name: value for name, value in fields.items() if value is not None}
    values = {"id": make_id("document", text), **guessed, **known_of, "assumed": assumed, "assumed_from": words}
    return Metadata(**values)  # type: ignore[arg-type]


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
