"""Reads frameworks: those shipped and a user's own, which have the same form.

A framework is a folder with

``framework.toml``
    ``id``, ``name``, ``source`` (where its objectives are stated), perhaps ``name_es``, ``year``, ``[reference]``
    (``words`` before a number and ``names`` of the framework) and ``[calibration]`` (that of ``calibration.toml``
    if there is none); then tables ``[[objective]]`` (``code``, ``name``, perhaps ``name_es``, ``number``,
    ``reach``, ``group``), ``[[area]]`` (``number``, ``name``, ``objectives``: a list of codes) and ``[[principle]]``
    (``id``, ``name``, ``guiding``).
``cues.LANGUAGE.toml`` (``en``, ``es``; at least one)
    ``language``; perhaps ``negators`` (phrases right before a match that undo it), ``openers`` and ``announcers``
    (first and last words of lead-ins: :class:`~.model.CueSet`) and ``[words]`` (lists of phrases
    to be named in cues); then one table for each target, ``[objective.CODE]``, ``[area.NUMBER]`` or
    ``[principle.ID]``, with lines ``WEIGHT = ["cue", …]``. The notation of a cue is described in
    :mod:`graphkit.reference.framework.cues`, the scale of the weights at :attr:`~.cues.Cue.weight`.
``subthemes.toml`` and ``subthemes.LANGUAGE.toml``, perhaps
    A second level: see :mod:`graphkit.reference.framework.subthemes`.
"""

from collections import Counter
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from graphkit.errors import InputError, UnknownNameError
from graphkit.reference.framework.cuefiles import read_cue_sets, read_toml
from graphkit.reference.framework.faults import tell
from graphkit.reference.framework.model import Framework, Groups
from graphkit.reference.framework.subthemes import read_subthemes

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
    table = read_toml(_HERE / "groups" / "groups.toml", problems)
    known = {("group", str(g["id"])) for g in table.get("group", [])}
    cue_sets = read_cue_sets(_HERE / "groups", known, problems)
    if problems:
        raise InputError(problems[0])
    return Groups.model_validate({"groups": table["group"], "cue_sets": cue_sets})


def read_framework(folder: Path) -> tuple[Framework | None, tuple[str, ...]]:
    """Return the framework of a folder, if it can be made, and all that is wrong with its files, a line each."""
    return _read(folder, tuple(sorted((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in folder.glob("*.toml"))))


@cache
def _read(folder: Path, _: tuple[tuple[str, int, int], ...]) -> tuple[Framework | None, tuple[str, ...]]:
    """Read a folder, anew when one of its files has changed: who edits cues in a session wants the new ones."""
    problems: list[str] = []
    framework = _read_aims(folder / "framework.toml", problems)
    if framework is None:
        return None, tuple(problems)
    problems += [f"{folder / 'framework.toml'}: {p}" for p in _contradictions(framework, folder)]
    known = {("objective", o.code) for o in framework.objectives} | {("principle", p.id) for p in framework.principles}
    known |= {("area", str(a.number)) for a in framework.areas}
    framework = framework.model_copy(update={"cue_sets": read_cue_sets(folder, known, problems)})
    framework = framework.model_copy(update=read_subthemes(folder, framework, problems))
    problems += [f"{folder}: {p}" for p in _silent(framework)]
    return framework, tuple(problems)


def _read_aims(place: Path, problems: list[str]) -> Framework | None:
    """Return what framework.toml says, without cues; None where it can't be used."""
    data = {_TABLES.get(k, k): v for k, v in read_toml(place, problems).items()}
    if problems:
        return None
    objectives = data.get("objectives")
    for i, row in enumerate(objectives if isinstance(objectives, list) else [], 1):
        if isinstance(row, dict):
            row.setdefault("number", i)
    data.setdefault("calibration", read_toml(_HERE / "calibration.toml", problems))
    try:
        return Framework.model_validate(data)
    except ValidationError as error:
        problems += [f"{place}: {_where(e['loc'])}: {tell(e)}" for e in error.errors()]
        return None


def _where(loc: tuple[int | str, ...]) -> str:
    names = {v: k for k, v in _TABLES.items()}
    return " ".join(f"no. {x + 1}" if isinstance(x, int) else str(names.get(x, x)) for x in loc)


def _contradictions(framework: Framework, folder: Path) -> list[str]:
    codes = [o.code for o in framework.objectives]
    problems = [f"objective '{c}' is given {n} times" for c, n in Counter(codes).items() if n > 1]
    numbers = Counter(o.number for o in framework.objectives)
    problems += [f"number {k} is that of {n} objectives" for k, n in sorted(numbers.items()) if n > 1]
    areas = Counter(a.number for a in framework.areas)
    problems += [f"area {k} is given {n} times" for k, n in sorted(areas.items()) if n > 1]
    groups = {g.id for g in load_groups().groups}
    problems += [
        f"objective '{o.code}' names group '{o.group}', which is none of {', '.join(sorted(groups))}"
        for o in framework.objectives if o.group not in {None, *groups}
    ]  # fmt: skip
    ids = Counter(p.id for p in framework.principles)
    problems += [f"principle '{c}' is given {n} times" for c, n in ids.items() if n > 1]
    problems += [
        f"area {a.number} names objective '{c}', which is not in the list"
        for a in framework.areas for c in a.objectives if c not in codes
    ]  # fmt: skip
    if folder.parent != _HERE and framework.id in list_frameworks():
        lost = [o.code for o in load_framework(framework.id).objectives if o.code not in codes]
        told = "is that of a framework that comes with graphkit, whose objective"
        problems += [f"id '{framework.id}' {told} '{c}' is not here: choose another id" for c in lost[:1]]
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
