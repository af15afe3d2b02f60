"""The second level of a framework: shipped and a user's own."""

from pathlib import Path

import pytest

from graphkit.graph.ontology.nodes import Subtheme
from graphkit.reference.framework import load_framework
from graphkit.reference.framework.loader import read_framework
from tests.unit.framework.test_loader import write

LEVEL = """
[[subtheme]]
code = "A.1"
objective = "A"
name = "Oil"
scope = "Keeping oil out of the harbour."
"""


def _problems(folder: Path, level: str, cues: str | None = None) -> str:
    place = write(folder)
    (place / "subthemes.toml").write_text(level, encoding="utf-8")
    if cues is not None:
        (place / "subthemes.en.toml").write_text(cues, encoding="utf-8")
    return "\n".join(read_framework(place)[1])


def test_every_shipped_sub_theme_has_an_objective_and_a_cue_in_each_language() -> None:
    framework = load_framework("gcm")
    codes = {s.code for s in framework.subthemes}
    assert len(codes) == len(framework.subthemes) > 150
    for language, cues in framework.subtheme_cues.items():
        assert {c.target for c in cues.cues} == codes, language


def test_sub_themes_are_part_of_their_objectives() -> None:
    framework = load_framework("gcm")
    nodes = {n.id for n in framework.make_nodes() if isinstance(n, Subtheme)}
    ends = {k.source: k.target for k in framework.make_links() if k.source in nodes}
    assert ends.keys() == nodes
    assert ends["gcm:5.1"] == "gcm:5"


def test_a_framework_of_a_user_may_have_sub_themes(tmp_path: Path) -> None:
    place = write(tmp_path)
    (place / "subthemes.toml").write_text(LEVEL, encoding="utf-8")
    (place / "subthemes.en.toml").write_text('[subtheme."A.1"]\n4 = ["oil"]\n', encoding="utf-8")
    framework = load_framework(str(place))
    assert [s.code for s in framework.subthemes] == ["A.1"]
    assert [c.text for c in framework.subtheme_cues["en"].cues] == ["oil"]


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (LEVEL.replace('objective = "A"', 'objective = "Z"'), "objective 'Z', which is not in the list"),
        (LEVEL + LEVEL, "'A.1' is given 2 times"),
        (LEVEL.replace("A.1", "B"), "has the code of an objective"),
        (LEVEL.replace("scope", "scoop"), "scoop: is no key"),
        ("[[subtheme", "subthemes.toml"),
    ],
    ids=["no parent", "twice", "objective's code", "key", "no toml"],
)
def test_levels_that_do_not_nest_are_said_in_one_line(tmp_path: Path, level: str, said: str) -> None:
    assert said in _problems(tmp_path, level)


def test_cues_of_unknown_sub_themes_are_said(tmp_path: Path) -> None:
    assert "[subtheme.A.9] is for no subtheme" in _problems(tmp_path, LEVEL, '[subtheme."A.9"]\n4 = ["oil"]\n')


def test_cues_without_a_list_are_said(tmp_path: Path) -> None:
    place = write(tmp_path)
    (place / "subthemes.en.toml").write_text("", encoding="utf-8")
    assert "there is no subthemes.toml" in "\n".join(read_framework(place)[1])
