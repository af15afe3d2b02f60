"""Colours and shapes that everyone can read."""

import re
from pathlib import Path

import pytest

from graphkit.graph.ontology import NODE_TYPES, STATEMENT_LABELS
from graphkit.publish.view.colours import DARK_PAGE, LIGHT_PAGE, READABLE, find_contrast, make_dark

SOURCE = Path(__file__).resolve().parents[3] / "graphkit" / "publish" / "view" / "src"


@pytest.mark.parametrize("label", NODE_TYPES)
def test_every_label_can_be_read_on_a_light_and_on_a_dark_page(label: str) -> None:
    colour = NODE_TYPES[label].colour
    assert find_contrast(colour, LIGHT_PAGE) >= READABLE
    assert find_contrast(make_dark(colour), DARK_PAGE) >= READABLE


def test_labels_in_the_picture_differ_in_colour_and_shape() -> None:
    shown = [c for n, c in NODE_TYPES.items() if n not in {*STATEMENT_LABELS, "Framework", "Document", "Section"}]
    assert len({c.colour for c in shown}) == len(shown)
    assert len({c.shape for c in shown}) == len(shown)


def test_every_shape_of_the_ontology_can_be_drawn() -> None:
    script = (SOURCE / "common" / "shapes.js").read_text(encoding="utf-8")
    drawn = set(re.findall(r"^  (\w+): \(x, y, r\)", script, re.M)) | set(re.findall(r"^  (\w+): SHAPES", script, re.M))
    assert {c.shape for c in NODE_TYPES.values()} <= drawn
    assert {NODE_TYPES[n].kind for n in STATEMENT_LABELS} <= drawn


def _themes() -> dict[str, dict[str, str]]:
    light, dark = (SOURCE / "styles" / "colours.css").read_text(encoding="utf-8").split("}")[:2]
    read = dict(re.findall(r"--([\w-]+): (#\w{6})", light))
    return {"light": read, "dark": read | dict(re.findall(r"--([\w-]+): (#\w{6})", dark))}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_of_the_page_can_be_read(theme: str) -> None:
    c = _themes()[theme]
    pairs = [(text, ground) for text in ("ink", "soft", "accent", "warn") for ground in ("page", "ground")]
    pairs += [("accent", "accent-ground"), ("ink", "accent-ground"), ("soft", "accent-ground")]
    pairs += [("ink", f"mark-{m}") for m in ("actor", "objective", "other")]
    pairs += [("ink", f"step-{n}") for n in (1, 2, 3, 4)] + [("page", f"step-{n}") for n in (5, 6, 7)]
    poor = {p: round(find_contrast(c[p[0]], c[p[1]]), 2) for p in pairs if find_contrast(c[p[0]], c[p[1]]) < READABLE}
    assert poor == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_steps_of_the_ladder_grow_away_from_the_page(theme: str) -> None:
    c = _themes()[theme]
    away = [find_contrast(c[f"step-{n}"], c["page"]) for n in range(1, 8)]
    assert away == sorted(away)


def test_the_dark_page_is_the_one_that_colours_are_made_for() -> None:
    assert _themes()["dark"]["page"].upper() == DARK_PAGE
