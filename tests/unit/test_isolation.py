"""Each file for itself: what one file does to its process costs that file alone."""

import faulthandler
import os
import signal
import subprocess
import sys
import textwrap
import time
import zlib
from pathlib import Path

import pytest
from pdf_files import column, make, stream

from graphkit import isolation
from graphkit.errors import GraphkitError
from graphkit.isolation import FORKS, Failure, Limits, read_each
from graphkit.loading import load_document

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
    parent.wait(20)
    while any(map(alive, readers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert (len(readers), [r for r in readers if alive(r)]) == (2, [])


def stop_copies(monkeypatch, folder: Path, stuck: int) -> None:
    """Have the first processes stop before they read, as one does that waits for a lock of a thread left behind."""
    serve = isolation._serve

    def stop(*work) -> None:
        (folder / str(os.getpid())).touch()
        if len(list(folder.iterdir())) <= stuck:
            time.sleep(60)
        serve(*work)

    monkeypatch.setattr(isolation, "_serve", stop)
    monkeypatch.setattr(isolation, "_BEGINS", 1.0)


def test_a_process_that_never_begins_is_replaced(monkeypatch, tmp_path: Path) -> None:
    stop_copies(monkeypatch, tmp_path, stuck=2)
    began = time.monotonic()
    assert list(read_each(str, PLACES, jobs=2)) == list(map(str, PLACES))
    assert time.monotonic() - began < 30
    assert not [p for p in tmp_path.iterdir() if alive(int(p.name))]


def test_where_no_process_begins_one_line_says_so(monkeypatch, tmp_path: Path) -> None:
    stop_copies(monkeypatch, tmp_path, stuck=99)
    with pytest.raises(GraphkitError, match=r"^4 processes to read files were started and none was ready within 1 sec"):
        list(read_each(str, PLACES))
    assert [alive(int(p.name)) for p in tmp_path.iterdir()] == [False] * 4


def test_a_process_that_ends_before_it_reads_is_replaced(monkeypatch, tmp_path: Path) -> None:
    serve = isolation._serve

    def leave(*work) -> None:
        (tmp_path / str(os.getpid())).touch()
        if len(list(tmp_path.iterdir())) > 1:
            serve(*work)

    monkeypatch.setattr(isolation, "_serve", leave)
    assert list(read_each(str, PLACES)) == list(map(str, PLACES))


def test_a_pdf_that_unpacks_to_more_than_its_memory_costs_itself_alone(tmp_path: Path) -> None:
    packer = zlib.compressobj()
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(330)) + packer.flush()
    form = stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Filter /FlateDecode", packed)
    (tmp_path / "bomb.pdf").write_bytes(make([["/X1 Do"]], "/XObject << /X1 5 0 R >>", [form]))
    (tmp_path / "good.pdf").write_bytes(make([column(["Ports should register crews."])]))

    def read(path: Path) -> str:
        faulthandler.disable()  # the crash that is wanted needs no report
        return load_document(path).text

    bomb, good = read_each(read, [tmp_path / "bomb.pdf", tmp_path / "good.pdf"], Limits(60, memory=300))
    assert (good, isinstance(bomb, Failure)) == ("Ports should register crews.\n", True)
    assert "memory" in bomb.reason


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_largest_of_the_next_files_is_begun_first_where_several_are_read_at_once(tmp_path):
    files = [tmp_path / name for name in "abcde"]
    for file in files:
        file.write_bytes(b"x" * (1000 if file.name == "e" else 10))

    def read(path: Path) -> float:
        began = time.monotonic()
        time.sleep(0.3)
        return began

    assert sorted(began := list(read_each(read, files, jobs=2)))[:2] == sorted([began[0], began[4]])
    assert sorted(began := list(read_each(read, files, jobs=1))) == began


def test_running_out_of_memory_inside_a_library_in_c_is_told_as_that() -> None:
    error = SystemError("returned a result with an exception set")
    error.__cause__ = MemoryError()
    assert "takes over 150 MB" in isolation._explain(error, 150).reason
