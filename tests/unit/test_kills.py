"""A writer killed at any moment leaves the old or the new whole, and the next write removes what it left."""

import inspect
import os
import random
import select
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from graphkit.files import recover_dir, replace_dir, write_text

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills and locks of processes are tried on POSIX systems")
ROOT = Path(__file__).resolve().parents[2]
PARTS = 40
LIMIT = 60
"""Seconds after which a process is given up."""
HEAD = f"""
import os, signal, sys, time
from pathlib import Path
from graphkit import files
from graphkit.files import write_text

target, mark = Path(sys.argv[1]), sys.argv[2]
PARTS = {PARTS}
"""


def fill(mark: str):
    def write(place: Path) -> None:
        for i in range(PARTS):
            write_text(place / f"{i}.txt", mark * 2000)

    return write


def start(work: str, target: Path, mark: str = "") -> subprocess.Popen:
    """Start a process that works on a target, and return when it says that it is at work."""
    script = HEAD + inspect.getsource(fill) + textwrap.dedent(work)
    child = subprocess.Popen([sys.executable, "-c", script, str(target), mark], stdout=subprocess.PIPE, cwd=ROOT)
    if not select.select([child.stdout], [], [], LIMIT)[0]:
        kill(child)
        pytest.fail(f"a writer was not at work within {LIMIT} seconds")
    return child


def kill(child: subprocess.Popen, seconds: float = 0) -> None:
    time.sleep(seconds)
    child.kill()
    child.communicate(timeout=LIMIT)


def test_a_directory_is_the_old_or_the_new_one_after_every_kill(tmp_path):
    target, chance = tmp_path / "store", random.Random(5)
    replace_dir(target, fill("a"))
    work = """
        print(flush=True)
        for _ in range(500):
            files.replace_dir(target, fill(mark))
    """
    for round_ in range(20):
        kill(start(work, target, "ab"[round_ % 2]), chance.random() / 20)
        recover_dir(target)
        held = {p.read_text() for p in target.glob("*.txt")}
        assert len(list(target.iterdir())) == PARTS
        assert held in ({"a" * 2000}, {"b" * 2000})
    replace_dir(target, fill("c"))
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


def test_a_file_is_the_old_or_the_new_one_after_every_kill(tmp_path):
    target, chance = tmp_path / "out.txt", random.Random(6)
    write_text(target, "a" * 50_000)
    work = """
        print(flush=True)
        for turn in range(5000):
            files.write_text(target, "ab"[turn % 2] * 50_000)
    """
    for _ in range(20):
        kill(start(work, target), chance.random() / 50)
        assert target.read_text() in ("a" * 50_000, "b" * 50_000)
    write_text(target, "c")
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]


def test_without_an_exchange_a_kill_between_the_two_renames_loses_nothing(tmp_path):
    target = tmp_path / "store"
    replace_dir(target, fill("a"))
    work = """
        files._exchange = lambda one, other: False
        rename = Path.replace

        def stop_at_the_second(self, to):
            if to == target:
                os.kill(os.getpid(), signal.SIGKILL)
            return rename(self, to)

        Path.replace = stop_at_the_second
        files.replace_dir(target, fill("b"))
    """
    start(work, target).communicate(timeout=LIMIT)
    assert not target.exists()
    recover_dir(target)
    assert {p.read_text() for p in target.glob("*.txt")} == {"a" * 2000}


def test_what_a_living_writer_holds_is_left_alone(tmp_path):
    target = tmp_path / "store"
    work = """
        def slow(place):
            (place / "half").write_text("x")
            print(flush=True)
            time.sleep(60)

        files.replace_dir(target, slow)
    """
    child = start(work, target)
    replace_dir(target, fill("a"))
    assert list(tmp_path.glob(".store.*/half"))
    kill(child)
