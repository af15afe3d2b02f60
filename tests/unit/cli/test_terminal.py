"""What a terminal is given: no character that it would obey, no secret, one line for what is wrong."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphkit.cli.common import shown
from graphkit.errors import StoreError

TITLE = "\x1b[31mHarbour\x1b]0;mine\x07 \u202eoffice"
TEXT = "## Recommendations\n\n- Create information campaigns for migrant workers at every \x1b[5mport.\n"


@pytest.fixture
def hostile(tmp_path):
    """A file whose name, title and text hold what a terminal would obey."""
    path = tmp_path / "in" / "\x1b[31mname.md"
    path.parent.mkdir()
    path.write_text(f"# {TITLE}\n\n{TEXT}", encoding="utf-8")
    return path


def obeyed(text: str) -> list[str]:
    return [c for c in text if shown(c) != c]


def test_what_a_terminal_would_obey_is_written_out(run, hostile, tmp_path):
    (hostile.parent / "\x1b]0;bad\x07.md").write_bytes(b"")
    out = tmp_path / "out"
    status, said, err = run("build", hostile.parent, "--out", out)
    assert (status, obeyed(said), obeyed(err)) == (1, [], [])
    assert r"\x1b]0;bad\x07.md: is empty" in err
    for args in (["info"], ["info", "--json"], ["query", "MATCH (s:Statement) RETURN s.text"], ["gaps"]):
        said = "".join(run(*args, "--store", out)[1:])
        assert obeyed(said) == [], args


def test_data_for_programs_keeps_every_character(run, hostile, tmp_path):
    run("build", hostile, "--out", tmp_path / "out", "--quiet")
    query = "MATCH (r:Recommendation) RETURN r.text AS text"
    out = run("query", query, "--store", tmp_path / "out", "--format", "csv")[1]
    assert "\x1b[5mport" in out


def test_out_naming_a_file_is_one_line(run, hostile, tmp_path):
    (tmp_path / "graph").write_text("mine", encoding="utf-8")
    status, _, err = run("build", hostile, "--out", tmp_path / "graph")
    assert (status, err) == (2, f"Error: {tmp_path / 'graph'} is a file. Name a directory for the build.\n")
    assert (tmp_path / "graph").read_text() == "mine"


def test_a_secret_in_an_address_is_masked(run, hostile, tmp_path, monkeypatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "mole")
    run("build", hostile, "--out", tmp_path / "out", "--quiet")
    _, _, err = run("push", "--store", tmp_path / "out", "--uri", "neo4j://neo4j:S3cret@localhost:1")
    assert ("S3cret" in err, "neo4j://***@localhost:1" in err) == (False, True)
    assert str(StoreError("ftp://u:p/w@host")) == "ftp://u:p/w@host"


def test_links_out_of_a_folder_are_followed_on_request_only(run, tmp_path):
    (tmp_path / "away").mkdir()
    for name in ("away/far", "home/near"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.md").write_text(TEXT.replace("every", name), encoding="utf-8")
    (tmp_path / "home" / "link.md").symlink_to(tmp_path / "away" / "far.md")
    (tmp_path / "home" / "same.md").symlink_to(tmp_path / "home" / "near.md")
    (tmp_path / "home" / "loop").symlink_to(tmp_path / "home")
    (tmp_path / "home" / "more").symlink_to(tmp_path / "away")
    args = ["build", tmp_path / "home", "--out", tmp_path / "out"]
    status, _, err = run(*args)
    assert (status, err.count("leads out of the directory")) == (0, 1)
    assert read_names(tmp_path) == {"near.md"}
    assert run(*args, "--follow-links")[0] == 0
    assert read_names(tmp_path) == {"near.md", "link.md"}


def read_names(folder: Path) -> set[str]:
    import json

    return set(json.loads((folder / "out" / "manifest.json").read_text())["sources"])


def test_being_ended_by_the_system_leaves_nothing_half_done(tmp_path):
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number}.md").write_text(TEXT * 200, encoding="utf-8")
    command = [sys.executable, "-m", "graphkit.cli", "build", str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    code = "import sys; from graphkit.cli import main; sys.argv[0] = 'graphkit'; main()"
    running = subprocess.Popen([sys.executable, "-c", code, *command[3:]], stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 30
    while not children(running.pid) and time.monotonic() < end:
        time.sleep(0.05)
    readers = children(running.pid)
    running.send_signal(signal.SIGTERM)
    _, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (143, "Stopped.\n")
    assert [p for p in tmp_path.iterdir() if p.name != "in"] == []
    assert readers
    assert [r for r in readers if Path(f"/proc/{r}").exists()] == []


def children(pid: int) -> list[int]:
    try:
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        if not Path("/proc/self/task").is_dir():
            pytest.skip("this system does not list the children of a process")
        return []
