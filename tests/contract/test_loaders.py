"""What every loader keeps: it is installed, reads the same file the same way, and a bad file costs one clear line."""

import random
import shutil
import tomllib
from collections.abc import Iterable
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_files import HEADING, ITEMS, MAKERS, PARAGRAPH, write_sample

from graphkit.errors import InputError, UnknownNameError
from graphkit.loading import GROUP, find_loaders, load_document, pick_loader
from graphkit.text.document import Document, Loader
from loaders.formats.file_loader import Door
from loaders.genres.genre import Genre

ROOT = Path(__file__).parent.parent.parent


def listed() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return project["entry-points"][GROUP]


def needing_programs(names: Iterable[str]) -> list[object]:
    """Return the names as parameters; the tests of the loader that calls other programs are marked so."""
    return [pytest.param(n, marks=pytest.mark.programs if n == "converted" else ()) for n in sorted(names)]


@pytest.fixture(params=needing_programs(listed()))
def loader(request: pytest.FixtureRequest) -> Loader:
    return find_loaders()[request.param]


@pytest.fixture(params=needing_programs(MAKERS))
def door(request: pytest.FixtureRequest) -> str:
    if request.param == "converted" and shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    return request.param


def wordings(document: Document, kind: str) -> list[str]:
    return [document.wording(b).strip("*") for b in document.blocks if b.kind == kind]


def test_every_loader_of_the_project_is_installed() -> None:
    installed = {p.name: p.value for p in entry_points(group=GROUP)}
    assert {k: installed.get(k) for k in listed()} == listed(), "entry points changed: run 'pip install -e .' again"


def test_every_module_with_a_loader_is_listed() -> None:
    folder = ROOT / "loaders"
    holders = [p.relative_to(folder) for p in folder.rglob("*.py") if "\nloader = " in p.read_text()]
    modules = {".".join(p.with_suffix("").parts) for p in holders}
    assert modules == {v.removeprefix("loaders.").partition(":")[0] for v in listed().values()}


def test_every_door_has_a_sample_file() -> None:
    assert {n for n, d in find_loaders().items() if isinstance(d, Door)} == set(MAKERS)


def test_a_loader_is_named_as_it_is_listed(loader: Loader) -> None:
    assert find_loaders()[loader.name] is loader


def test_a_loader_says_how_well_it_fits_between_0_and_1(loader: Loader, tmp_path: Path) -> None:
    heads = [b"", b"\0\1\2", "Núñez".encode(), b"%PDF-1.7", b"PK\3\4word/", b"<html>", random.Random(1).randbytes(8192)]
    names = ["a.md", "a.pdf", "a.docx", "a.html", "a", "a.xyz"]
    assert all(0 <= loader.accepts(tmp_path / n, h) <= 1 for n in names for h in heads)


def test_a_door_fits_its_own_files_best(door: str, tmp_path: Path) -> None:
    picked, score = pick_loader(write_sample(tmp_path, door))
    assert picked.name == door
    assert score >= 0.5


def test_blocks_are_in_order_do_not_overlap_and_lie_inside_the_text(door: str, tmp_path: Path) -> None:
    document = load_document(write_sample(tmp_path, door))
    edges = [edge for b in document.blocks for edge in (b.start, b.end)]
    assert edges == sorted(edges)
    assert 0 <= edges[0] <= edges[-1] <= len(document.text)
    assert [b.index for b in document.blocks] == list(range(len(document.blocks)))


def test_the_same_file_gives_the_same_document(door: str, tmp_path: Path) -> None:
    path = write_sample(tmp_path, door)
    assert load_document(path) == load_document(path)


def test_headings_paragraphs_and_items_are_told_apart(door: str, tmp_path: Path) -> None:
    document = load_document(write_sample(tmp_path, door))
    found = (
        HEADING in wordings(document, "heading"),
        PARAGRAPH in wordings(document, "paragraph"),
        [w for w in wordings(document, "item") if w in ITEMS],
    )
    assert found == (True, True, list(ITEMS))


def test_tables_of_participants_are_read(door: str, tmp_path: Path) -> None:
    document = load_document(write_sample(tmp_path, door))
    found = [(p.name, p.capacity, p.table, document.text[p.start : p.end]) for p in document.participation]
    caption = "Table 1. Countries represented, by capacity"
    assert found == [(n, "Hosts", caption, n) for n in ("Antigua and Barbuda", "Bahamas", "Peru")]


def test_what_a_text_tells_of_itself_is_named_as_assumed(door: str, tmp_path: Path) -> None:
    meta = load_document(write_sample(tmp_path, door), title="Crews", issuers="SLV").metadata
    assert (meta.year, meta.date, meta.language, meta.genre) == (2019, "2019-05", "en", "general")
    assert {"year", "date", "genre"} <= set(meta.assumed)
    assert not {"title", "issuers"} & set(meta.assumed)


def test_an_empty_file_costs_one_clear_line(door: str, tmp_path: Path) -> None:
    path = tmp_path / f"empty{MAKERS[door][0]}"
    path.write_bytes(b"")
    with pytest.raises(InputError, match=r"empty\.\w+: is empty\.$"):
        load_document(path)


def test_a_file_without_words_costs_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "dashes.txt"
    path.write_text("--- \n\n ***\n")
    with pytest.raises(InputError, match="holds no words"):
        load_document(path)


@given(seed=st.integers(0, 10**9), cut=st.floats(0, 1), noise=st.integers(0, 40))
@settings(max_examples=25, deadline=None)
def test_a_damaged_file_is_read_or_costs_one_line(
    tmp_path_factory: pytest.TempPathFactory, seed: int, cut: float, noise: int
) -> None:
    chance = random.Random(seed)
    for name in sorted(MAKERS):
        path = write_sample(tmp_path_factory.getbasetemp(), name)
        data = bytearray(path.read_bytes()[: max(1, int(path.stat().st_size * cut))])
        for _ in range(noise):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            document = load_document(path, loader=name)
        except InputError as error:
            assert "\n" not in str(error)
        else:
            assert document.blocks


def test_noise_is_no_document(door: str, tmp_path: Path) -> None:
    path = tmp_path / f"noise{MAKERS[door][0]}"
    path.write_bytes(random.Random(7).randbytes(20_000))
    with pytest.raises(InputError, match=r"noise"):
        load_document(path)


def test_a_missing_file_costs_one_clear_line(loader: Loader, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        load_document(tmp_path / "gone.txt", loader=loader.name)


def test_an_unknown_option_is_refused(loader: Loader, tmp_path: Path) -> None:
    if loader.name == "converted" and shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    path = write_sample(tmp_path, loader.name if isinstance(loader, Door) else "text")
    with pytest.raises(UnknownNameError, match="Did you mean 'title'"):
        load_document(path, loader=loader.name, titel="x")


def test_a_genre_reads_every_kind_of_file(door: str, tmp_path: Path) -> None:
    path = write_sample(tmp_path, door)
    genres = [n for n, g in find_loaders().items() if isinstance(g, Genre)]
    assert [load_document(path, loader=g).metadata.genre for g in genres] == genres
