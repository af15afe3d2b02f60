"""Kill commands that write, at random moments, and look at what is left: the old, the new, or a fault.

    python tools/kill_writers.py [--count 500] [--seed 1]

Builds, exports, reports, pages and review sheets take turns. Each command begins as a copy of this process and is ended
by SIGKILL at a moment within the time that it takes. Then its target must hold what it held before, or what it would
hold had the command come to its end; after the next whole run nothing may lie beside it. Pushes are killed by
tests/contract/test_neo4j_failures.py, as they need a server.
"""

import argparse
import atexit
import hashlib
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from graphkit.cli import main as run_command
from graphkit.errors import GraphkitError
from graphkit.pipeline import Options, make_graph
from graphkit.workspace import DATABASE, open_workspace

LINE = "- States should {} migrant {} at every {}.\n"
WORDS = (("protect", "register", "train", "advise"), ("children", "workers", "nurses"), ("port", "border", "office"))
COMMANDS: dict[str, Callable[[str, Path], list[str]]] = {
    "build": lambda side, place: ["build", f"{side}.md", "--out", str(place), "--no-cache", "--quiet"],
    "export csv": lambda side, place: ["export", "csv", "--store", f"{side}-store", "-o", str(place), "--force"],
    "export graphml": lambda side, place: ["export", "graphml", "--store", f"{side}-store", "-o", str(place),
                                           "--force"],
    "report": lambda side, place: ["report", "all", "--store", f"{side}-store", "--format", "html", "-o", str(place),
                                   "--force"],
    "workbook": lambda side, place: ["report", "all", "--store", f"{side}-store", "--format", "xlsx", "-o", str(place),
                                     "--force"],
    "page": lambda side, place: ["view", "network", "--store", f"{side}-store", "-o", str(place), "--force"],
    "review sheet": lambda side, place: ["code", "export", "--store", f"{side}-store", "-o", str(place), "--force"],
}  # fmt: skip
SAID = "said.txt"
ENDINGS = {"export graphml": ".graphml", "report": ".html", "workbook": ".xlsx", "page": ".html",
           "review sheet": ".csv"}  # fmt: skip


def start(words: list[str]) -> int:
    """Run a command in a copy of this process; return its process id."""
    child = os.fork()
    if child:
        return child
    status: object = 1
    atexit._clear()  # what the first process tidies up at its end is not this one's
    try:
        said = os.open(SAID, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(said, 1)
        os.dup2(said, 2)
        sys.argv = ["graphkit", *words]
        run_command()
    except SystemExit as end:
        status = end.code
    finally:
        atexit._run_exitfuncs()
        os._exit(status if isinstance(status, int) else 1)


def run_whole(words: list[str]) -> float:
    """Run a command to its end; return its seconds."""
    began = time.monotonic()
    status = os.waitstatus_to_exitcode(os.waitpid(start(words), 0)[1])
    if status:
        last = Path(SAID).read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]
        raise SystemExit(f"graphkit {' '.join(words)} ended with status {status}: {last}")
    return time.monotonic() - began


def digest(place: Path) -> str:
    """Return a digest of a file or folder, empty where there is none; of a build its database is asked instead."""
    if not place.exists():
        return ""
    files = sorted(p for p in place.rglob("*") if p.is_file()) if place.is_dir() else [place]
    sha = hashlib.sha256()
    for file in files:
        if DATABASE not in file.parts:
            sha.update(f"{file.relative_to(place.parent)} {file.stat().st_size} ".encode() + file.read_bytes())
    return sha.hexdigest()


def is_sound(place: Path) -> bool:
    """Whether a build opens with the database that belongs to it."""
    if not (place / "manifest.json").exists():
        return True
    child = os.fork()
    if not child:
        with suppress(GraphkitError):
            ((found,),) = open_workspace(place).store().query("MATCH (s:Statement) RETURN count(s) AS n")
            os._exit(found == 0)
        os._exit(1)
    return os.waitpid(child, 0)[1] == 0


class Trial:
    """A command, its target, what the target may hold, and how long the command takes."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder / name.replace(" ", "-")
        self.folder.mkdir()
        self.target = self.folder / f"made{ENDINGS.get(name, '')}"
        self.whole, self.seconds = {}, 0.0
        for side in "ab":
            self.seconds = max(self.seconds, run_whole(self.words(side)))
            self.whole[side] = digest(self.target)
        self.held = "b"

    def words(self, side: str) -> list[str]:
        """Return the command that writes one of the two graphs."""
        return COMMANDS[self.name](side, self.target)

    def kill_once(self, rng: random.Random) -> str:
        """Write the other graph and kill that; return what is left: old, new, or a fault."""
        side = "a" if self.held == "b" else "b"
        child = start(self.words(side))
        time.sleep(rng.uniform(0, 1.1 * self.seconds))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = digest(self.target)
        if found not in self.whole.values() or not is_sound(self.target):
            return "FAULT"
        kept = "old" if found == self.whole[self.held] else "new"
        self.held = side if kept == "new" else self.held
        return kept

    def find_leftovers(self) -> list[str]:
        """Run the command whole once more; return what lies beside its target then."""
        run_whole(self.words(self.held))
        return sorted(p.name for p in self.folder.iterdir() if p != self.target)


def main() -> None:
    """Print how often the old and the new was found for each command; status 1 where there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng, faults = random.Random(given.seed), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        for side, many in (("a", 60), ("b", 90)):
            lines = (LINE.format(*(rng.choice(part) for part in WORDS)) for _ in range(many))
            (folder / f"{side}.md").write_text(f"# Kenya\n\n{''.join(lines)}", encoding="utf-8")
        make_graph(folder / "a.md", Options(isolated=False))  # what each command would make anew
        for side in "ab":
            run_whole(["build", f"{side}.md", "--out", f"{side}-store", "--no-cache", "--quiet"])
        trials = [Trial(command, folder) for command in COMMANDS]
        found = {trial.name: Counter[str]() for trial in trials}
        for number in range(given.count):
            trial = trials[number % len(trials)]
            found[trial.name][trial.kill_once(rng)] += 1
        for trial in trials:
            left = trial.find_leftovers()
            faults += found[trial.name]["FAULT"] + len(left)
            counted = ", ".join(f"{many} {what}" for what, many in sorted(found[trial.name].items()))
            print(f"{trial.name}: {counted}; left behind: {', '.join(left) or 'nothing'}", flush=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
