from pathlib import Path

import pytest

from graphkit.errors import InputError, UnknownNameError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import PartOf
from graphkit.reference.framework import list_frameworks, load_framework, load_groups
from graphkit.reference.framework.loader import read_framework

FRAMEWORK = """
id = "harbour"
name = "Harbour Charter"
source = "Harbour Charter, 1999"
[[objective]]
code = "A"
name = "Keep the water clean"
[[objective]]
code = "B"
name = "Mend the piers"
[[area]]
number = 1
name = "Upkeep"
objectives = ["A", "B"]
[[principle]]
id = "fairness"
name = "Fairness"
"""
CUES = """
language = "en"
[objective.A]
4 = ["clean water", "oil spill"]
[objective.B]
3 = ["(pier|jetty) repair"]
[principle.fairness]
4 = ["fair"]
"""


def write(folder: Path, framework: str = FRAMEWORK, cues: str = CUES) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "framework.toml").write_text(framework, encoding="utf-8")
    (folder / "cues.en.toml").write_text(cues, encoding="utf-8")
    return folder


def test_the_compact_has_its_objectives_areas_and_principles():
    gcm = load_framework("gcm")
    guiding = [p.id for p in gcm.principles if p.guiding]
    assert [o.number for o in gcm.objectives] == list(range(1, 24))
    assert [(a.number, len(a.objectives)) for a in gcm.areas] == [(1, 4), (2, 6), (3, 6), (4, 6), (5, 5)]
    assert (len(guiding), len(gcm.principles)) == (10, 17)


@pytest.mark.parametrize("name", list_frameworks())
def test_every_shipped_framework_has_no_fault_and_speaks_english_and_spanish(name):
    framework = load_framework(name)
    assert sorted(framework.cue_sets) == ["en", "es"]
    assert all(o.name_es for o in framework.objectives)


@pytest.mark.parametrize("name", list_frameworks())
def test_a_framework_becomes_a_graph_whose_links_cite_its_source(name):
    framework = load_framework(name)
    graph = Graph([*framework.make_nodes(), *load_groups().make_nodes()], framework.make_links())
    assert {link.best.reference for link in graph.links(PartOf)} == {framework.source}


def test_a_user_can_bring_a_framework(tmp_path):
    framework = load_framework(write(tmp_path / "harbour"))
    assert [(o.code, o.number, framework.objective_id(o.code)) for o in framework.objectives] == [
        ("A", 1, "harbour:A"),
        ("B", 2, "harbour:B"),
    ]


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'gcm'"):
        load_framework("gmc")


def test_a_folder_without_a_framework_says_how_to_get_one(tmp_path):
    with pytest.raises(InputError, match="framework init"):
        load_framework(tmp_path)


@pytest.mark.parametrize(
    ("framework", "cues", "words"),
    [
        (FRAMEWORK.replace('code = "B"', 'code = "A"'), CUES, "'A' is given 2 times"),
        (FRAMEWORK.replace('["A", "B"]', '["A", "C"]'), CUES, "names objective 'C'"),
        (FRAMEWORK.replace('piers"', 'piers"\ngroup = "sailors"'), CUES, "names group 'sailors', which is none of"),
        (FRAMEWORK.replace('name = "Mend the piers"\n', ""), CUES, "objective no. 2 name: is missing"),
        (FRAMEWORK.replace("[[area]]", "[[area]"), CUES, "Expected"),
        (FRAMEWORK + "colour = 1\n", CUES, "principle no. 1 colour"),
        (FRAMEWORK, CUES.replace("objective.B", "objective.Z"), "[objective.Z] is for no objective"),
        (FRAMEWORK, CUES.replace("(pier|jetty)", "(pier|jetty"), "'(' is not closed"),
        (FRAMEWORK, CUES.replace("3 =", "high ="), "[objective.B] high"),
        (FRAMEWORK, CUES.replace('"en"', '"fr"'), "'fr' is not the one of the file's name"),
        (FRAMEWORK, CUES.replace('["fair"]', "[]"), "no cue for principle 'fairness'"),
        (FRAMEWORK, CUES + "[colour]\n", "colour: is no key"),
        (FRAMEWORK.replace("[[principle]]", "[principle]"), CUES, "principle: must be a list"),
        ('objective = ["A"]\n' + FRAMEWORK.split("[[")[0], CUES, "objective no. 1: must be a table"),
        (FRAMEWORK.replace('code = "B"', "code = 2"), CUES, "objective no. 2 code: must be text in quotes"),
        (FRAMEWORK.replace('code = "B"', 'code = "B/C"'), CUES, "objective no. 2 code: must be letters, digits"),
        (FRAMEWORK.replace('"harbour"', '"Our harbour"'), CUES, "id: must be small letters"),
        (FRAMEWORK.replace('"harbour"', '"gcm"'), CUES, "choose another id"),
        (FRAMEWORK + '[[area]]\nnumber = 1\nname = "Again"\nobjectives = ["A"]\n', CUES, "area 1 is given 2 times"),
        (FRAMEWORK + "x = " + "[" * 9999, CUES, "nested too deep"),
        (FRAMEWORK, CUES.replace('["fair"]', '"fair"'), "[principle.fairness] 4: must be a list"),
        (FRAMEWORK, CUES.replace('["fair"]', "[4]"), "[principle.fairness] 4 no. 1: must be text in quotes"),
        (FRAMEWORK, CUES.replace('["fair"]', '["fair .."]'), "'..' must stand between words"),
        (FRAMEWORK, CUES.replace('["fair"]', '["?!"]'), "at least one word"),
        (FRAMEWORK, 'negators = "except"\n' + CUES, "negators: must be a list"),
        (FRAMEWORK, "negators = 5\n" + CUES, "negators: must be a list"),
        (FRAMEWORK, CUES + '[words]\nship = "boat"\n', "words ship: must be a list"),
        (FRAMEWORK, CUES + "[words]\nship = []\n", "words ship: must not be empty"),
        (FRAMEWORK, "objective = 3\n", "objective: must be a table"),
    ],
)
def test_each_fault_is_named_with_its_place(tmp_path, framework, cues, words):
    _, problems = read_framework(write(tmp_path / "x", framework, cues))
    assert any(words in p and str(tmp_path) in p for p in problems), problems


def test_an_unreadable_framework_is_one_fault_and_not_one_for_each_cue(tmp_path):
    _, problems = read_framework(write(tmp_path / "x", FRAMEWORK + "["))
    assert len(problems) == 1


def test_an_unreadable_file_of_cues_is_one_fault_and_not_one_for_each_objective(tmp_path):
    _, problems = read_framework(write(tmp_path / "x", cues=CUES + "["))
    assert len(problems) == 1


@pytest.mark.parametrize("name", ["cues.fr.toml", "cues.en.old.toml"])
def test_a_file_of_cues_that_no_text_would_use_is_a_fault(tmp_path, name):
    folder = write(tmp_path / "x")
    (folder / name).write_text(CUES.replace('"en"', '"fr"'), encoding="utf-8")
    framework, problems = read_framework(folder)
    assert [name in p for p in problems] == [True]
    assert list(framework.cue_sets) == ["en"]


def test_a_framework_changed_in_the_same_session_is_read_anew(tmp_path):
    before = load_framework(write(tmp_path / "x"))
    after = load_framework(write(tmp_path / "x", cues=CUES.replace("oil spill", "oil slick on water")))
    assert [len(f.cue_sets["en"].cues) for f in (before, after)] == [4, 4]
    assert after != before


def test_loading_a_faulty_framework_stops_with_one_line(tmp_path):
    with pytest.raises(InputError) as error:
        load_framework(write(tmp_path / "x", FRAMEWORK.replace('["A", "B"]', '["A", "C", "D"]')))
    assert "(and 1 more)" in str(error.value) and "\n" not in str(error.value)


def test_a_framework_without_cues_is_refused(tmp_path):
    folder = write(tmp_path / "x")
    (folder / "cues.en.toml").unlink()
    with pytest.raises(InputError, match="no cues"):
        load_framework(folder)
