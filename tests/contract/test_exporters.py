"""What every export keeps: it is in the registry, it is told in full, and equal graphs give equal bytes."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sample_graph import check_complete, sample_graph

from graphkit.errors import OptionError, StoreError
from graphkit.graph.graph import Graph
from graphkit.publish.export import EXPORTERS, get_exporter, write_export

GOLDEN = Path(__file__).parent.parent / "golden"
PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from sample_graph import sample_graph
from graphkit.publish.export import EXPORTERS, write_export
for name in EXPORTERS:
    write_export(sample_graph(int(sys.argv[3])), name, Path(sys.argv[2]) / name)
"""


@pytest.fixture(params=EXPORTERS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def contents(place: Path) -> dict[str, bytes]:
    if place.is_file():
        return {"": place.read_bytes()}
    return {str(p.relative_to(place)): p.read_bytes() for p in sorted(place.rglob("*")) if p.is_file()}


def golden_form(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the text files; binary files change with the library that writes them and are read back instead.

    Of a page that a library writes only our data are kept.
    """
    ours = {k: b"\n".join(re.findall(rb"new vis\.DataSet\((\[.*\])\);", v)) for k, v in files.items()}
    return {k: ours[k] or v for k, v in files.items() if b"\x00" not in v}


def test_the_sample_has_every_label_and_link_type():
    check_complete(sample_graph())


def test_every_exporter_says_what_it_is_for(name):
    exporter = get_exporter(name)

    assert re.fullmatch(r"|\.[a-z0-9.]+", exporter.suffix)
    assert exporter.about.endswith(".")
    assert exporter.opens


def test_the_export_is_the_golden_file(name, tmp_path, request):
    write_export(sample_graph(), name, tmp_path / "export")
    made = golden_form(contents(tmp_path / "export"))
    golden = GOLDEN / f"export-{name}"
    if request.config.getoption("--update-golden"):
        for part, data in made.items():
            (golden / (part or "file")).parent.mkdir(parents=True, exist_ok=True)
            (golden / (part or "file")).write_bytes(data)

    assert made == {part if part != "file" else "": data for part, data in contents(golden).items()}


def test_equal_graphs_give_equal_bytes_whatever_order_they_were_made_in(name, tmp_path):
    write_export(sample_graph(), name, tmp_path / "one")
    write_export(sample_graph(seed=7), name, tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.fixture(scope="module")
def with_hash_seeds(tmp_path_factory) -> list[dict[str, str]]:
    digests = []
    for seed in ("0", "1"):
        place = tmp_path_factory.mktemp(f"seed{seed}")
        command = [sys.executable, "-c", PROGRAM, str(GOLDEN.parent), str(place), seed]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        digests.append({k: hashlib.sha256(v).hexdigest() for k, v in contents(place).items()})
    return digests


def test_the_hash_seed_changes_no_byte(with_hash_seeds):
    assert with_hash_seeds[0] == with_hash_seeds[1]


def test_writing_twice_changes_nothing(name, tmp_path):
    write_export(sample_graph(), name, tmp_path / "export")
    before = contents(tmp_path / "export")
    write_export(sample_graph(), name, tmp_path / "export")

    assert contents(tmp_path / "export") == before


def test_nothing_is_left_beside_the_export(name, tmp_path):
    write_export(sample_graph(), name, tmp_path / "export")

    assert [p.name for p in tmp_path.iterdir()] == ["export"]


def test_an_export_that_fails_leaves_the_old_file(name, tmp_path):
    write_export(sample_graph(), name, tmp_path / "export")
    before = contents(tmp_path / "export")

    class Broken(Graph):
        def links(self, *_):
            raise StoreError("broken")

        out = into = rows = links

    with pytest.raises(StoreError, match="broken"):
        write_export(Broken(sample_graph().nodes()), name, tmp_path / "export")
    assert contents(tmp_path / "export") == before


def test_an_empty_graph_can_be_exported(name, tmp_path):
    write_export(Graph(), name, tmp_path / "export")

    assert (tmp_path / "export").exists()


def test_a_folder_with_other_files_is_left_alone(name, tmp_path):
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "thesis.txt").write_text("years of work")

    with pytest.raises(StoreError, match="export"):
        write_export(sample_graph(), name, tmp_path / "export")
    assert contents(tmp_path / "export") == {"thesis.txt": b"years of work"}


def test_an_older_export_of_another_graph_is_replaced(name, tmp_path):
    write_export(sample_graph(), name, tmp_path / "export")
    write_export(Graph(), name, tmp_path / "export")
    write_export(Graph(), name, tmp_path / "fresh")

    assert contents(tmp_path / "export") == contents(tmp_path / "fresh")


def test_only_text_of_one_file_is_printed(name):
    exporter = get_exporter(name)
    if exporter.text and exporter.suffix:
        assert "".join(exporter.lines(sample_graph()))
    else:
        with pytest.raises(OptionError, match="-o"):
            exporter.lines(sample_graph())
