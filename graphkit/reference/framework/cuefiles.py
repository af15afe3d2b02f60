"""Reads the files ``cues.LANGUAGE.toml`` of a framework or of the groups."""

import tomllib
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.files import read_text
from graphkit.reference.framework.cues import Cue, parse_cue
from graphkit.reference.framework.faults import find_form_faults
from graphkit.reference.framework.model import CueSet
from graphkit.reference.language import CUE_LANGUAGES

_CHANNELS = ("objective", "subtheme", "area", "principle", "group")
_LISTS = ("negators", "openers", "announcers")


def read_toml(place: Path, problems: list[str]) -> dict[str, Any]:
    """Return the table of a file; empty, and a problem more, where it can't be read."""
    try:
        return tomllib.loads(read_text(place))
    except InputError as error:
        problems.append(str(error))
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{place}: {error}")
    except RecursionError:
        problems.append(f"{place}: brackets are nested too deep")
    return {}


def read_cue_sets(
    folder: Path, known: set[tuple[str, str]], problems: list[str], stem: str = "cues"
) -> dict[str, CueSet]:
    """Return language -> cues of a folder's files STEM.LANGUAGE.toml.

    ``known`` are the targets (channel, name) that cues may be for. Files of the stem ``cues`` must be there.
    """
    found: dict[str, CueSet] = {}
    places = sorted(folder.glob(f"{stem}.*.toml"))
    for place in places:
        language = place.name.removeprefix(f"{stem}.").removesuffix(".toml")
        faults: list[str] = []
        table = read_toml(place, faults)
        faults += [f"{place}: {fault}" for fault in find_form_faults(table)]
        if language not in CUE_LANGUAGES:
            faults.append(f"{place}: cues are read in {' and '.join(CUE_LANGUAGES)}, so no text will use this file")
        if not faults:
            found[language] = _cue_set(place, language, table, known, problems)
        problems += faults
    if not places and stem == "cues":
        problems.append(f"{folder}: no cues.LANGUAGE.toml, so nothing could be linked")
    return found


def _cue_set(
    place: Path, language: str, table: dict[str, Any], known: set[tuple[str, str]], problems: list[str]
) -> CueSet:
    if table.get("language", language) != language:
        problems.append(f"{place}: language '{table['language']}' is not the one of the file's name")
    cues: list[Cue] = []
    for channel in _CHANNELS:
        for target, rows in table.get(channel, {}).items():
            if (channel, target) not in known:
                problems.append(f"{place}: [{channel}.{target}] is for no {channel} of the framework")
                continue
            for weight, texts in rows.items():
                cues += _parse_row(place, (channel, target, weight), texts, table.get("words", {}), problems)
    return CueSet(language=language, cues=tuple(cues), **{k: tuple(table.get(k, ())) for k in _LISTS})


def _parse_row(
    place: Path, key: tuple[str, str, str], texts: list[str], words: dict[str, list[str]], problems: list[str]
) -> list[Cue]:
    channel, target, weight = key
    try:
        return [parse_cue(channel, target, _weight(weight), text, words) for text in texts]
    except InputError as error:
        problems.append(f"{place}: [{channel}.{target}] {weight}: {error}")
        return []


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = -1
    if not 0 <= weight <= 10:
        raise InputError('a line must be WEIGHT (0 to 10) = ["cue", …]')
    return weight
