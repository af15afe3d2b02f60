"""Reads the second level of a framework: sub-themes within its objectives.

``subthemes.toml`` in the framework's folder holds tables ``[[subtheme]]``: ``code``, ``objective`` (the code of the
objective it is part of), ``name``, ``scope`` (one sentence that says what it holds), perhaps ``name_es``, ``scope_es``
and ``actions`` (letters of the framework's own actions). ``subthemes.LANGUAGE.toml`` has their cues in the form of
``cues.LANGUAGE.toml``, in tables ``[subtheme.CODE]``. ``[ranking]`` in ``subthemes.toml`` replaces the coefficients of
``subtheme_ranking.toml``.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from graphkit.reference.framework.cuefiles import read_cue_sets, read_toml
from graphkit.reference.framework.faults import tell
from graphkit.reference.framework.model import Framework, Ranking, Subtheme

_HERE = Path(__file__).parent
FILE = "subthemes.toml"


class _File(BaseModel):
    """The form of ``subthemes.toml``."""

    model_config = ConfigDict(extra="forbid")

    subtheme: tuple[Subtheme, ...]
    ranking: Ranking | None = None


def read_subthemes(folder: Path, framework: Framework, problems: list[str]) -> dict[str, Any]:
    """Return the fields of a framework that its sub-themes fill, none if it has no such level; faults go to
    ``problems``, a line each.
    """
    place = folder / FILE
    if not place.is_file():
        problems += [f"{p}: there is no {FILE} that it belongs to" for p in sorted(folder.glob("subthemes.*.toml"))]
        return {}
    faults: list[str] = []
    table = read_toml(place, faults)
    try:
        file = None if faults else _File.model_validate(table)
    except ValidationError as error:
        file = None
        faults += [f"{place}: {_where(e['loc'])}: {tell(e)}" for e in error.errors()]
    problems += faults
    if file is None:
        return {}
    problems += [f"{place}: {fault}" for fault in _contradictions(file, framework)]
    known = {("subtheme", s.code) for s in file.subtheme}
    cues = read_cue_sets(folder, known, problems, stem="subthemes")
    ranking = file.ranking or Ranking.model_validate(read_toml(_HERE / "subtheme_ranking.toml", problems))
    return {"subthemes": file.subtheme, "subtheme_cues": cues, "ranking": ranking}


def _where(loc: tuple[int | str, ...]) -> str:
    return " ".join(f"no. {x + 1}" if isinstance(x, int) else str(x) for x in loc)


def _contradictions(file: _File, framework: Framework) -> list[str]:
    objectives = {o.code for o in framework.objectives}
    codes = Counter(s.code for s in file.subtheme)
    found = [f"subtheme '{code}' is given {n} times" for code, n in codes.items() if n > 1]
    found += [f"subtheme '{code}' has the code of an objective: choose another" for code in codes if code in objectives]
    found += [
        f"subtheme '{s.code}' is part of objective '{s.objective}', which is not in the list"
        for s in file.subtheme
        if s.objective not in objectives
    ]
    return found
