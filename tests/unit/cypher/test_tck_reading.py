"""The scenarios of the openCypher kit are read with their graphs, examples and parameters; those that write are not."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))
import tck

FEATURE = '''
Feature: Ships

  Scenario: Count ships
    Given an empty graph
    And having executed:
      """
      CREATE (:Ship {name: 'Ann'})
      """
    And parameters are:
      | name | 'Ann'      |
      | list | [1, -2.5]  |
      | map  | {a: true}  |
    When executing query:
      """
      MATCH (s:Ship)
      WHERE s.name = $name
      RETURN count(s)
      """
    Then the result should be, in any order:
      | count(s) |
      | 1        |

  Scenario Outline: Add
    Given any graph
    When executing query:
      """
      RETURN <left> + 1
      """
    Then a SyntaxError should be raised at compile time: <why>

    Examples:
      | left     | why |
      | 'a \\| b' | A   |
      | 2        | B   |

  Scenario: Build a ship
    Given an empty graph
    When executing query:
      """
      CREATE (:Ship)
      """
    Then the result should be empty
'''


@pytest.fixture(scope="module")
def found():
    return [s for lines in tck._split_scenarios(FEATURE) for s in tck._read_scenario("ships", lines, {})]


def test_a_scenario_has_its_graph_query_and_parameters(found):
    params = (("name", "Ann"), ("list", [1, -2.5]), ("map", {"a": True}))
    text = "MATCH (s:Ship)\nWHERE s.name = $name\nRETURN count(s)"

    assert found[0] == tck.Scenario("ships", ("CREATE (:Ship {name: 'Ann'})",), text, params)


def test_an_outline_gives_a_scenario_for_each_example(found):
    assert [(s.text, s.refused) for s in found[1:3]] == [("RETURN 'a | b' + 1", True), ("RETURN 2 + 1", True)]


def test_a_scenario_that_writes_is_left_out(found):
    assert found[3:] == [None]
