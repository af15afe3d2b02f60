"""The check of licences refuses what binds those who use graphkit, and the bill of materials names all."""

import json
import sys
from email.message import Message
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from check_licences import PROJECT, add_needed, is_permissive, list_faults, make_bill, read_bundled, read_licence


def make_distribution(**fields: str) -> SimpleNamespace:
    meta = Message()
    for name, value in fields.items():
        meta[name.replace("_", "-")] = value
    return SimpleNamespace(metadata=meta, version="1")


@pytest.mark.parametrize(
    ("expression", "fits"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND (MIT)", True),
        ("GPL-2.0-only OR Apache-2.0", True),
        ("MIT AND GPL-3.0-or-later", False),
        ("LGPL-2.1-only", False),
        ("", False),
    ],
)
def test_of_several_licences_one_or_all_must_be_permissive(expression: str, fits: bool) -> None:
    assert is_permissive(expression) is fits


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License_Expression": "MIT", "License": "GPL"}, "MIT"),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        ({"License": "A whole\nlicence text", "Classifier": "License :: OSI Approved :: BSD License"}, "BSD"),
        ({"License": "UNKNOWN"}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_a_licence_is_read_wherever_the_metadata_names_it(fields: dict[str, str], licence: str) -> None:
    assert read_licence(make_distribution(**fields)) == licence


def test_an_unknown_or_binding_licence_is_named() -> None:
    found = {"one": make_distribution(License="MIT"), "two": make_distribution(License="GPL-3.0"),
             "three": make_distribution(), "certifi": make_distribution(License="MPL-2.0")}  # fmt: skip
    assert [line.split(" ")[0] for line in list_faults(found)] == ["three", "two"]


def test_the_bill_names_all_that_is_needed_and_is_the_same_each_time() -> None:
    found, absent = {}, set()
    add_needed(PROJECT["dependencies"], set(), found, absent)
    bill = json.loads(make_bill(found))
    assert {"pydantic", "pydantic-core", "numpy", "d3-zoom"} <= {part["name"] for part in bill["components"]}
    assert len(bill["components"]) == len(found) + len(read_bundled())
    assert make_bill(found) == make_bill(dict(reversed(found.items())))
    assert not list(list_faults(found))


def test_packages_in_the_scripts_of_the_pages_are_judged_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = tmp_path / "licences.txt"
    listed.write_text("@a/one 1.2.3: MIT\ntwo 2.0.0: GPL-3.0\n\nCopyright 2010: all rights\n", encoding="utf-8")
    monkeypatch.setattr("check_licences.BUNDLED", listed)
    assert read_bundled() == {("@a/one", "1.2.3"): "MIT", ("two", "2.0.0"): "GPL-3.0"}
    assert [line.split(",")[0] for line in list_faults({})] == ["two 2.0.0"]
    assert "pkg:npm/%40a/one@1.2.3" in make_bill({})
