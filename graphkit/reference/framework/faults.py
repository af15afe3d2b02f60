"""Faults of a framework's files, in words for the person who wrote them."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

_Text = Annotated[str, Field(pattern=r"\w")]
_Rows = dict[str, dict[str, list[str]]]
"""Target -> weight -> cues."""
_SAID = {
    "missing": "is missing",
    "extra_forbidden": "is no key that is known here",
    "string_type": "must be text in quotes",
    "list_type": "must be a list in square brackets",
    "tuple_type": "must be a list (for objectives, areas and principles: tables in double square brackets)",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
}
_FORMS = {
    "id": "must be small letters and digits, joined by hyphens, such as my-plan",
    "code": "must be letters, digits, points and hyphens, such as 10.7",
}


class _CueFile(BaseModel):
    """The form of ``cues.LANGUAGE.toml``."""

    model_config = ConfigDict(extra="forbid", strict=True)

    language: str = ""
    negators: list[_Text] = []
    openers: list[_Text] = []
    announcers: list[_Text] = []
    words: dict[str, Annotated[list[_Text], Field(min_length=1)]] = {}
    objective: _Rows = {}
    subtheme: _Rows = {}
    area: _Rows = {}
    principle: _Rows = {}
    group: _Rows = {}


def find_form_faults(table: Mapping[str, Any]) -> Iterator[str]:
    """Yield where a cue file has not the form of one."""
    try:
        _CueFile.model_validate(table)
    except ValidationError as error:
        for detail in error.errors():
            yield f"{_place(detail['loc'])}: {tell(detail)}"


def _place(loc: tuple[int | str, ...]) -> str:
    """Return a place as its file writes it, such as ``[objective.7] 3``."""
    words = [f"no. {x + 1}" if isinstance(x, int) else x for x in loc]
    return " ".join([f"[{'.'.join(words[:2])}]", *words[2:]] if len(words) > 2 else words)


def tell(detail: ErrorDetails) -> str:
    """Return what is wrong with a value.

    >>> tell({"type": "missing", "loc": ("name",), "msg": "Field required", "input": {}})
    'is missing'
    """
    if detail["type"] == "string_pattern_mismatch":
        return _FORMS.get(str(detail["loc"][-1]), "must hold a word")
    return _SAID.get(detail["type"], detail["msg"])
