"""A writer killed at any moment leaves the old or the new whole, and the next write removes what it left."""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from graphkit import files
from graphkit.files import recover_dir, replace_dir, write_text

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills and locks of processes are tried on POSIX systems")
PARTS = 40


def fill(mark: str):
    def write(place: Path) -> None:
        for i in range(PARTS):
            write_text(place / f"{i}.txt", mark * 2000)

    return write


def in_child(work) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def kill_after(child: int, seconds: float) -> None:
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_directory_is_the_old_or_the_new_one_after_every_kill(tmp_path):
    target, chance = tmp_path / "store", random.Random(5)
    replace_dir(target, fill("a"))
    for round_ in range(30):
        mark = "ab"[round_ % 2]
        kill_after(
            in_child(lambda mark=mark: [replace_dir(target, fill(mark)) for _ in range(50)]), chance.random() / 20
        )
        recover_dir(target)
        held = {p.read_text() for p in target.glob("*.txt")}
        assert len(list(target.iterdir())) == PARTS
        assert held in ({"a" * 2000}, {"b" * 2000})
    replace_dir(target, fill("c"))
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


def test_a_file_is_the_old_or_the_new_one_after_every_kill(tmp_path):
    target, chance = tmp_path / "out.txt", random.Random(6)
    write_text(target, "a" * 50_000)
    for _ in range(30):
        kill_after(in_child(lambda: [write_text(target, m * 50_000) for m in "ab" * 500]), chance.random() / 50)
        assert target.read_text() in ("a" * 50_000, "b" * 50_000)
    write_text(target, "c")
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]


def test_without_an_exchange_a_kill_between_the_two_renames_loses_nothing(tmp_path, monkeypatch):
    target = tmp_path / "store"
    replace_dir(target, fill("a"))
    monkeypatch.setattr(files, "_exchange", lambda one, other: False)

    def killed_between() -> None:
        rename = Path.replace

        def stop_at_the_second(self, to):
            if to == target:
                os.kill(os.getpid(), signal.SIGKILL)
            return rename(self, to)

        Path.replace = stop_at_the_second
        replace_dir(target, fill("b"))

    os.waitpid(in_child(killed_between), 0)
    assert not target.exists()
    recover_dir(target)
    assert {p.read_text() for p in target.glob("*.txt")} == {"a" * 2000}


def test_what_a_living_writer_holds_is_left_alone(tmp_path):
    target, ready = tmp_path / "store", tmp_path / "ready"

    def slow(place: Path) -> None:
        (place / "half").write_text("x")
        ready.touch()
        time.sleep(60)

    child = in_child(lambda: replace_dir(target, slow))
    while not ready.exists():
        time.sleep(0.01)
    replace_dir(target, fill("a"))
    assert list(tmp_path.glob(".store.*/half"))
    kill_after(child, 0)
