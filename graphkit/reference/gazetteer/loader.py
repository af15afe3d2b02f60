"""Reads the TOML tables beside this module into one :class:`Gazetteer`; nothing is read on import."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.reference.gazetteer.inflect import english_forms, spanish_forms, vary_un
from graphkit.reference.gazetteer.model import BodyEntry, Form, Gazetteer, MechanismEntry, Members, Name, StateEntry
from graphkit.reference.names import Country, get_countries, get_territories

HERE = Path(__file__).parent
_OTHERS = ("fr", "pt")
"""Languages whose names of States count in texts in them only."""
_GIVEN = frozenset({"DM", "MU"})
"""States whose French name is a person's name too."""
Row = dict[str, Any]


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer; read once a process. InputError where a table is broken."""
    ambiguous = {k: (tuple(v["ids"]), str(v["why"])) for k, v in _read("traps.toml")["ambiguous"].items()}
    return Gazetteer(
        states={s.id: s for s in _states()},
        bodies={b.id: b for b in (_body(k, v) for k, v in _rows("bodies"))},
        mechanisms={m.id: m for m in (_mechanism(k, v) for k, v in _rows("mechanisms"))},
        roles={k: (v[0], v[1]) for k, v in _read("roles.toml").items()},
        traps=tuple(_traps()),
        ambiguous=ambiguous,
    )


def _read(name: str) -> Row:
    path = HERE / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"The gazetteer table {path} can't be read: {error}.") from error


def _rows(folder: str) -> Iterator[tuple[str, Row]]:
    for path in sorted((HERE / folder).glob("*.toml")):
        yield from _read(f"{folder}/{path.name}").items()


def _names(label: str, ids: tuple[str, ...], form: Form, texts: list[str], **flags: Any) -> Iterator[Name]:
    for text in dict.fromkeys(t for t in texts if t):
        yield Name(text, ids, label, form, **flags)


def _states() -> Iterator[StateEntry]:
    """Yield states by code: names from ISO 3166 and CLDR, the rest from states.toml."""
    english, spanish = get_territories("en"), get_territories("es")
    others = {language: get_territories(language) for language in _OTHERS}
    rows = {c: (region, row) for region, table in _read("states.toml").items() for c, row in table.items()}
    for code, (region, row) in sorted(rows.items()):
        country = get_countries().get(code)
        if country is None and "alpha_2" not in row:
            raise InputError(f"states.toml names '{code}', which is no ISO 3166-1 alpha-3 code.")
        two = country.alpha_2 if country else row["alpha_2"]
        name = row.get("name") or (_short_name(country, english) if country else english[two])
        es = row.get("name_es") or spanish[two]
        known = [name, es, english[two], spanish[two]]
        known += [country.name, *_official(country)] if country else []
        known += row.get("alias", [])
        names = [*_state_names(code, row, known)]
        for language, territories in others.items():
            own = [territories[two], *row.get(language, [])]
            names += _names("State", (code,), "name", _unknown(own, names), language=language, given=two in _GIVEN)
        yield StateEntry(code, name, es, region, row.get("status", "member"), tuple(names))


def _unknown(texts: list[str], names: list[Name]) -> list[str]:
    """Return the names that are not among others in every language."""
    plain = [t.replace("’", "'") for t in texts if "(" not in t]
    return [t for t in plain if t not in {n.text for n in names if n.language is None}]


def _short_name(country: Country, english: Mapping[str, str]) -> str:
    """Return the name in use: of ISO 3166 if it has no comma or bracket, else of CLDR."""
    short = country.common_name or country.name
    return english[country.alpha_2] if set(short) & set(",(") else short


def _official(country: Country) -> list[str]:
    official = country.official_name
    return [official.removeprefix("the "), country.official_name_es] if official else []


def _state_names(code: str, row: Row, known: list[str]) -> Iterator[Name]:
    company = bool(row.get("language") or row.get("weak"))
    spanish = row.get("spanish", [])
    names = [n.replace("’", "'") for n in known if "(" not in n and n not in spanish]
    yield from _names("State", (code,), "name", names, given=bool(row.get("given")))
    yield from _names("State", (code,), "name", spanish, language="es")
    yield from _names("State", (code,), "name", row.get("table", []))
    yield from _names("State", (code,), "cell", row.get("cell", []))
    yield from _names("State", (code,), "acronym", row.get("acronym", []))
    words = [f for w in row.get("en", []) for f in english_forms(w)]
    words += [f for w in row.get("es", []) for f in spanish_forms(w)]
    yield from _names("State", (code,), "demonym", words, company=company)


def _body(key: str, row: Row) -> BodyEntry:
    acronym = row.get("acronym", "" if key.islower() else key) or None
    return BodyEntry(
        id=key,
        name=row["name"],
        name_es=row.get("es"),
        acronym=acronym,
        acronym_es=row.get("acronym_es"),
        kind=row["kind"],
        part_of=tuple(row.get("part_of", [])),
        members=tuple(_members(m) for m in row.get("members", [])),
        members_unknown=bool(row.get("members_unknown")),
        names=tuple(_named("Body", key, row, acronym)),
    )


def _members(row: Row) -> Members:
    return Members(tuple(row["states"]), row.get("status", "member"), row["as_of"], row["source"])


def _named(label: str, id: str, row: Row, acronym: str | None) -> Iterator[Name]:
    """Yield the names, acronyms and shared names of a body or mechanism; an acronym in mixed case is a name."""
    acronyms = [acronym, row.get("acronym_es"), *row.get("acronyms", [])]
    mixed = [a for a in acronyms if a and a.upper() != a]
    names = [row["name"], row.get("es", ""), *row.get("alias", [])]
    yield from _names(label, (id,), "name", [*names, *(v for n in names for v in vary_un(n)), *mixed])
    yield from _names(label, (id,), "acronym", [a for a in acronyms if a and a not in mixed])
    yield from _names(label, (id,), "shared", row.get("shared", []))


def _mechanism(key: str, row: Row) -> MechanismEntry:
    id, acronym = f"mechanism:{key}", row.get("acronym")
    return MechanismEntry(
        id=id,
        name=row["name"],
        name_es=row.get("es"),
        acronym=acronym,
        acronym_es=row.get("acronym_es"),
        kind=row["kind"],
        year=row.get("year"),
        owner=row.get("owner"),
        parties=tuple(row.get("parties", [])),
        source=row.get("source"),
        supports=tuple(sorted((int(n), why) for n, why in row.get("supports", {}).items())),
        names=tuple(_named("Framework" if row.get("framework") else "Mechanism", id, row, acronym)),
    )


def _traps() -> Iterator[Name]:
    table, cities = _read("traps.toml"), _read("cities.toml")
    yield from _names("", (), "trap", [*table["places"], *table["peoples"], *table["words"]])
    yield from _names("Body", (), "city", [*cities["names"], *cities["es"]])
