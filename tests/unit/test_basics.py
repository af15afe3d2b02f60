"""Ids, errors, registry, issues and files."""

import os

import pytest

from graphkit.errors import InputError, StoreError, UnknownNameError
from graphkit.files import read_text, replace_dir, write_text
from graphkit.ids import make_id, make_slug
from graphkit.issues import Issue, Issues
from graphkit.registry import Registry


def test_ids_follow_from_content_alone():
    assert make_id("statement", "a", "b") == make_id("statement", "a", "b")
    assert make_id("statement", "ab", "") != make_id("statement", "a", "b")
    assert make_slug("Convención  Iberoamericana (2007)") == "convencion-iberoamericana-2007"


def test_an_unknown_name_is_answered_with_the_nearest_and_all_known():
    error = UnknownNameError("store", "arcadb", ["neo4j", "arcadedb"])
    assert str(error) == "No store is named 'arcadb'. Did you mean 'arcadedb'? Known: arcadedb, neo4j."


def test_a_registry_imports_on_first_use_and_knows_its_names():
    registry = Registry("number", {"pi": "math:pi"})
    assert (registry["pi"] > 3, list(registry), "pi" in registry) == (True, ["pi"], True)
    with pytest.raises(UnknownNameError, match="No number is named 'e'"):
        registry["e"]


def test_issues_are_counted_most_frequent_first():
    issues = Issues()
    for place in ("a", "b"):
        issues.add("load", place, "empty", "error")
    issues.add("read", "c", "furniture")
    assert issues.count() == {("error", "load", "empty"): 2, ("note", "read", "furniture"): 1}
    assert issues.errors()[0] == Issue("load", "a", "empty", "error")


def test_writing_replaces_the_whole_file_and_leaves_nothing_beside_it(tmp_path):
    target = tmp_path / "a.txt"
    write_text(target, "old")
    write_text(target, ["new ", "text"])
    assert (target.read_text(), [p.name for p in tmp_path.iterdir()]) == ("new text", ["a.txt"])


def test_a_failing_writer_leaves_the_old_file(tmp_path):
    def chunks():
        yield "half"
        raise KeyboardInterrupt

    write_text(tmp_path / "a.txt", "old")
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "a.txt", chunks())
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.txt", "old")]


def test_a_directory_is_replaced_as_a_whole_or_not_at_all(tmp_path):
    target = tmp_path / "store"
    replace_dir(target, lambda place: write_text(place / "a", "1"))

    def fail(place):
        write_text(place / "a", "2")
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="No space left on device"):
        replace_dir(target, fail)
    assert [p.name for p in tmp_path.iterdir()] == ["store"]
    assert (target / "a").read_text() == "1"


def test_text_that_is_not_utf8_is_named_by_its_byte(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"abc\xff")
    with pytest.raises(InputError, match=r"a\.txt is not UTF-8 \(byte 3\)"):
        read_text(tmp_path / "a.txt")


def test_no_public_name_is_that_of_a_module():
    """Importing graphkit.x sets the attribute x of the package, which would hide the public name."""
    import pkgutil

    import graphkit

    assert not {m.name for m in pkgutil.iter_modules(graphkit.__path__)} & set(graphkit.__all__)


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="tests run in one process")
def test_the_tests_of_a_file_run_in_one_process(request: pytest.FixtureRequest) -> None:
    assert request.node.nodeid.endswith("@" + request.path.as_posix())
