"""What the user says of a table: options, mapping file, codebook, names."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graphkit.errors import InputError, OptionError, UnknownNameError
from graphkit.text.rows import fold_label
from loaders.tables.head import get_table_data

OPTIONS = frozenset({"columns", "mapping", "codebook", "names", "sheet", "encoding", "delimiter"})
"""Options that tables take besides metadata."""
ROLES = tuple(get_table_data("headings"))
_PLAIN: Mapping[str, type | tuple[type, ...]] = {
    "columns": dict, "head": int, "sheet": (str, list), "encoding": str, "delimiter": str, "profile": str, "kind": str,
    "coder": str, "fill_down": list, "states": list, "split": dict, "values": dict, "names": dict, "codes": dict,
    "own": bool, "closing": bool,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked for; empty where the table is to be recognised."""

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Role -> headings, letters or numbers of its columns."""
    head: int | None = None
    sheets: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    profile: str | None = None
    kind: str | None = None
    coder: str | None = None
    fill_down: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    splits: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    own: bool | None = None
    closing: bool | None = None
    has_codebook: bool = False
    closed: bool = False
    """Whether columns that are not named play no part: a mapping file names all."""


def read_settings(options: Mapping[str, str]) -> Settings:
    """Return the settings of options; files named in them are read. InputError or OptionError where one is wrong."""
    settings = _from_file(Path(options["mapping"])) if options.get("mapping") else Settings()
    if options.get("columns"):
        settings = replace(settings, columns={**settings.columns, **read_columns(options["columns"])})
    if options.get("codebook"):
        book = _read_toml(Path(options["codebook"]), "codebook")
        codes = _texts(Path(options["codebook"]), "codes", book.get("codes", {}))
        settings = replace(settings, codes={**settings.codes, **codes}, has_codebook=True)
        settings = replace(settings, coder=str(book["coder"])) if "coder" in book else settings
    if options.get("names"):
        path = Path(options["names"])
        names = _texts(path, "names", _read_toml(path, "names file").get("names", {}))
        settings = replace(settings, names={**settings.names, **names})
    sheets = tuple(filter(None, options.get("sheet", "").split("\n"))) or settings.sheets
    delimiter = options.get("delimiter", settings.delimiter or "").replace("\\t", "\t") or None
    if delimiter and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise OptionError(f"--delimiter {delimiter!r}: give one character, such as ';' or '\\t'.")
    return replace(settings, sheets=sheets, delimiter=delimiter, encoding=options.get("encoding") or settings.encoding)


def read_columns(text: str) -> dict[str, tuple[str, ...]]:
    """Return role -> headings of ``text=Text,issuer=From``; several columns of a role repeat it.

    OptionError for a role without a heading, UnknownNameError for a role that there is not.
    """
    found: dict[str, tuple[str, ...]] = {}
    for part in filter(str.strip, text.replace("\n", ",").split(",")):
        role, sign, heading = (p.strip() for p in part.partition("="))
        if not sign or not heading:
            raise OptionError(f"--columns {part.strip()}: write ROLE=HEADING, such as --columns text=Recommendation.")
        _check_role(role)
        found[role] = (*found.get(role, ()), heading)
    return found


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise UnknownNameError("role of a column", role, ROLES)


def _from_file(path: Path) -> Settings:
    data = _read_toml(path, "mapping")
    for key, value in data.items():
        if key not in _PLAIN:
            raise UnknownNameError(f"setting of a mapping ({path})", key, _PLAIN)
        if not isinstance(value, _PLAIN[key]) or (_PLAIN[key] is int and isinstance(value, bool)):
            raise InputError(f"{path}: '{key}' is of the wrong type. `graphkit table FILE --write` shows the form.")
    columns = {}
    for role, headings in data.get("columns", {}).items():
        _check_role(role)
        columns[role] = tuple(map(str, headings)) if isinstance(headings, list) else (str(headings),)
    sheet = data.get("sheet", [])
    return Settings(
        columns=columns,
        head=data.get("head"),
        sheets=(sheet,) if isinstance(sheet, str) else tuple(map(str, sheet)),
        encoding=data.get("encoding"),
        delimiter=data.get("delimiter"),
        profile=data.get("profile"),
        kind=data.get("kind"),
        coder=data.get("coder"),
        fill_down=tuple(map(str, data.get("fill_down", ()))),
        states=tuple(map(str, data.get("states", ()))),
        splits=_texts(path, "split", data.get("split", {})),
        values={role: _texts(path, f"values.{role}", cells) for role, cells in data.get("values", {}).items()},
        names=_texts(path, "names", data.get("names", {})),
        codes=_texts(path, "codes", data.get("codes", {})),
        own=data.get("own"),
        closing=data.get("closing"),
        has_codebook="codes" in data,
        closed="text" in columns,
    )


def _texts(path: Path, key: str, table: object) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        raise InputError(f'{path}: [{key}] must hold lines of the form name = "value".')
    return {str(k): v for k, v in table.items()}


def _read_toml(path: Path, what: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path}: the {what} can't be read ({' '.join(str(error).split())}).") from error


def closed_values(role: str, own: Mapping[str, str]) -> dict[str, str]:
    """Return folded cell -> what it stands for, of a role with a closed list; ``own`` come first."""
    known = get_table_data("values").get(role, {})
    found = {fold_label(name): value for value, names in known.items() for name in names}
    return found | {fold_label(cell): value for cell, value in own.items()}
