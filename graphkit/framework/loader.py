"""Reads frameworks: those shipped and a user's own, which have the same form.

A framework is a folder with

``framework.toml``
    ``id``, ``name``, ``source`` (where its objectives are stated), perhaps ``name_es``, ``year``, ``[reference]``
    (``words`` before a number and ``names`` of the framework) and ``[calibration]`` (that of ``calibration.toml``
    if there is none); then tables ``[[objective]]`` (``code``, ``name``, perhaps ``name_es``, ``number``,
    ``reach``), ``[[area]]`` (``number``, ``name``, ``objectives``: a list of codes) and ``[[principle]]``
    (``id``, ``name``, ``guiding``).
``cues.LANGUAGE.toml`` (``en``, ``es``; at least one)
    ``language``; perhaps ``negators`` (phrases right before a match that undo it), ``openers`` and ``announcers``
    (first and last words of lead-ins: :class:`graphkit.framework.model.CueSet`) and ``[words]`` (lists of phrases
    to be named in cues); then one table for each target, ``[objective.CODE]``, ``[area.NUMBER]`` or
    ``[principle.ID]``, with lines ``WEIGHT = ["cue", …]``. The notation of a cue is described in
    :mod:`graphkit.framework.cues`, the scale of the weights at :attr:`graphkit.framework.cues.Cue.weight`.
"""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graphkit.errors import InputError, UnknownNameError
from graphkit.files import read_text
from graphkit.framework.cues import Cue, parse_cue
from graphkit.framework.model import CueSet, Framework, Groups

_HERE = Path(__file__).parent
_EXAMPLE = "example"
"""What ``graphkit framework init`` writes; not listed."""
_TABLES = {"objective": "objectives", "area": "areas", "principle": "principles", "group": "groups"}


def list_frameworks() -> list[str]:
    """Return the names of the shipped frameworks, in alphabetical order."""
    return sorted(p.parent.name for p in _HERE.glob("*/framework.toml") if p.parent.name != _EXAMPLE)


def load_framework(name_or_path: str | Path) -> Framework:
    """Return a shipped framework by its name, or the one of a folder; InputError or UnknownNameError if unusable."""
    folder = find_folder(str(name_or_path))
    framework, problems = read_framework(folder)
    if framework is None or problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise InputError(f"{problems[0]}{more}. `graphkit framework check {folder}` lists what to change.")
    return framework


def find_folder(name: str) -> Path:
    """Return the folder of a framework, shipped or a user's own; InputError or UnknownNameError if there is none."""
    if name in (*list_frameworks(), _EXAMPLE):
        return _HERE / name
    folder = Path(name)
    if folder.is_file():
        folder = folder.parent
    if not (folder / "framework.toml").is_file():
        if folder.exists() or "/" in name:
            raise InputError(f"{folder} holds no framework.toml. `graphkit framework init {folder}` writes one.")
        raise UnknownNameError("framework", name, list_frameworks())
    return folder


@cache
def load_groups() -> Groups:
    """Return the groups of people with their cues."""
    problems: list[str] = []
    table = _read_toml(_HERE / "groups" / "groups.toml", problems)
    known = {("group", str(g["id"])) for g in table.get("group", [])}
    cue_sets = _read_cue_sets(_HERE / "groups", known, problems)
    if problems:
        raise InputError(problems[0])
    return Groups.model_validate({"groups": table["group"], "cue_sets": cue_sets})


@cache
def read_framework(folder: Path) -> tuple[Framework | None, tuple[str, ...]]:
    """Return the framework of a folder, if it can be made, and all that is wrong with its files, a line each."""
    problems: list[str] = []
    place = folder / "framework.toml"
    table = _read_toml(place, problems)
    data = {_TABLES.get(k, k): v for k, v in table.items()}
    for i, row in enumerate(data.get("objectives", []), 1):
        row.setdefault("number", i)
    known = {(kind, str(row.get(key))) for kind, key in (("objective", "code"), ("area", "number"), ("principle", "id"))
             for row in table.get(kind, [])}  # fmt: skip
    if table:
        data.setdefault("calibration", _read_toml(_HERE / "calibration.toml", problems))
    data["cue_sets"] = _read_cue_sets(folder, known, problems)
    try:
        framework = Framework.model_validate(data) if table else None
    except ValidationError as error:
        problems += [f"{place}: {_where(e['loc'])}: {e['msg']}" for e in error.errors()]
        return None, tuple(problems)
    if framework:
        problems += [f"{place}: {p}" for p in _contradictions(framework)]
        problems += [f"{folder}: {p}" for p in _silent(framework)]
    return framework, tuple(problems)


def _where(loc: tuple[int | str, ...]) -> str:
    names = {v: k for k, v in _TABLES.items()}
    return " ".join(f"no. {x + 1}" if isinstance(x, int) else str(names.get(x, x)) for x in loc)


def _read_toml(place: Path, problems: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(place))
    except (tomllib.TOMLDecodeError, InputError) as error:
        problems.append(str(error) if isinstance(error, InputError) else f"{place}: {error}")
        return {}


def _read_cue_sets(folder: Path, known: set[tuple[str, str]], problems: list[str]) -> dict[str, CueSet]:
    found: dict[str, CueSet] = {}
    for place in sorted(folder.glob("cues.*.toml")):
        table = _read_toml(place, problems)
        language = place.name.split(".")[1]
        if table.get("language", language) != language:
            problems.append(f"{place}: language '{table['language']}' is not the one of the file's name")
        cues = _read_cues(place, table, known, problems)
        lists = {k: tuple(table.get(k, ())) for k in _LISTS}
        found[language] = CueSet(language=language, cues=tuple(cues), **lists)
    if not found:
        problems.append(f"{folder}: no cues.LANGUAGE.toml, so nothing could be linked")
    return found


def _read_cues(place: Path, table: dict[str, Any], known: set[tuple[str, str]], problems: list[str]) -> list[Cue]:
    cues: list[Cue] = []
    for channel in ("objective", "area", "principle", "group"):
        for target, rows in table.get(channel, {}).items():
            if (channel, target) not in known:
                problems.append(f"{place}: [{channel}.{target}] is for no {channel} of the framework")
                continue
            for weight, texts in rows.items():
                cues += _parse_row(place, (channel, target, weight), texts, table.get("words", {}), problems)
    problems += [f"{place}: '{k}' is not a key of a cue file" for k in table if k not in _CUE_KEYS]
    return cues


_LISTS = ("negators", "openers", "announcers")
_CUE_KEYS = frozenset({"language", "words", *_LISTS, "objective", "area", "principle", "group"})


def _parse_row(
    place: Path, key: tuple[str, str, str], texts: Any, words: dict[str, list[str]], problems: list[str]
) -> list[Cue]:
    channel, target, weight = key
    found: list[Cue] = []
    try:
        if not isinstance(texts, list) or not 0 <= float(weight) <= 10:
            raise InputError('a line must be WEIGHT (0 to 10) = ["cue", …]')
        for text in texts:
            found.append(parse_cue(channel, target, float(weight), str(text), words))
    except (InputError, ValueError) as error:
        problems.append(f"{place}: [{channel}.{target}] {weight}: {error}")
    return found


def _contradictions(framework: Framework) -> list[str]:
    codes = [o.code for o in framework.objectives]
    problems = [f"objective '{c}' is given {n} times" for c, n in Counter(codes).items() if n > 1]
    numbers = Counter(o.number for o in framework.objectives)
    problems += [f"number {k} is that of {n} objectives" for k, n in sorted(numbers.items()) if n > 1]
    ids = Counter(p.id for p in framework.principles)
    problems += [f"principle '{c}' is given {n} times" for c, n in ids.items() if n > 1]
    problems += [
        f"area {a.number} names objective '{c}', which is not in the list"
        for a in framework.areas for c in a.objectives if c not in codes
    ]  # fmt: skip
    return problems


def _silent(framework: Framework) -> list[str]:
    """Return what no cue could ever find, language by language."""
    problems = []
    for language, cue_set in sorted(framework.cue_sets.items()):
        heard = {(c.channel, c.target) for c in cue_set.cues if c.weight > 0}
        wanted = [("objective", o.code) for o in framework.objectives]
        wanted += [("principle", p.id) for p in framework.principles]
        problems += [f"cues.{language}.toml has no cue for {k} '{t}'" for k, t in wanted if (k, t) not in heard]
    return problems
