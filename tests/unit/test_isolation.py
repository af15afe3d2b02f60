"""Each file for itself: what one file does to its process costs that file alone."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from graphkit.isolation import FORKS, Failure, Limits, read_each

pytestmark = pytest.mark.skipif(not FORKS, reason="the functions of these tests can't be imported by a new process")
PLACES = [Path(n) for n in ("a", "b", "bad", "c", "d", "e")]


def reading(bad):
    """Return a function that reads every file but one named ``bad``."""

    def read(path: Path) -> str:
        return bad() if path.name == "bad" else path.name.upper()

    return read


def kill_me():
    os.kill(os.getpid(), signal.SIGKILL)


def fail():
    raise KeyError("no such part")


def sink():
    return sink()


def swallow():
    return len(bytearray(3_000_000_000))


def hang():
    while True:
        pass


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (kill_me, "ended the process that read it (signal SIGKILL"),
        (lambda: os._exit(3), "ended the process that read it (exit status 3)"),
        (fail, "(KeyError: 'no such part'). Please report it."),
        (sink, "nested too deeply"),
        (swallow, "takes over 500 MB of memory to read"),
        (hang, "takes over 1 seconds to read"),
        (lambda: lambda: 1, "by a fault of graphkit"),
    ],
    ids=["killed", "left", "raised", "deep", "memory", "time", "answer"],
)
def test_a_bad_file_costs_itself_alone_whatever_it_does(bad, said: str, jobs: int) -> None:
    answers = list(read_each(reading(bad), PLACES, Limits(1, 500), jobs))
    assert [a for a in answers if not isinstance(a, Failure)] == ["A", "B", "C", "D", "E"]
    assert isinstance(answers[2], Failure)
    assert said in answers[2].reason


def test_a_file_is_not_blamed_for_what_files_before_it_left_in_memory() -> None:
    kept = []

    def read(path: Path) -> int:
        kept.append(bytearray(60_000_000))
        return len(kept)

    answers = list(read_each(read, PLACES, Limits(30, 200)))
    assert not [a for a in answers if isinstance(a, Failure)]


def test_without_limits_a_file_may_take_what_it_takes() -> None:
    answers = list(read_each(lambda path: len(bytearray(700_000_000)), PLACES[:1], Limits(0, 0)))
    assert answers == [700_000_000]


def test_readers_end_with_the_one_who_started_them(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import os, sys, time
        from pathlib import Path
        from graphkit.isolation import read_each

        def read(path):
            Path(sys.argv[1], str(os.getpid())).touch()
            time.sleep(60)

        list(read_each(read, [Path("a"), Path("b")], jobs=2))
    """)
    parent = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)])
    end = time.monotonic() + 20
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    readers = [int(p.name) for p in tmp_path.iterdir()]
    parent.kill()
    parent.wait()
    while any(map(alive, readers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert (len(readers), [r for r in readers if alive(r)]) == (2, [])


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
