"""What Gephi holds after opening a file, told by the Gephi Toolkit: the importers of the program without its window."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from maven import CACHE, Unavailable, check_java, get_classpath  # noqa: E402

ARTIFACT = "org.gephi:gephi-toolkit:0.10.1"
WITHOUT = ("org.gephi:core-library-wrapper",)
"""Not needed to open files, and one of its own dependencies is not on Maven Central."""
TYPES = {"String": str, "Long": int, "Double": float, "Boolean": {"true": True, "false": False}.__getitem__}


@dataclass
class Opened:
    """The network in Gephi: node id -> what it shows; edges as (source, target, kind) -> what they carry."""

    nodes: dict[str, dict[str, object]] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], dict[str, object]] = field(default_factory=dict)


def open_files(*paths: Path) -> list[Opened]:
    """Open files with Gephi, one after the other; Unavailable where this machine can't."""
    java, classpath = check_java(), get_classpath(CACHE / "gephi", ARTIFACT, WITHOUT)
    if not shutil.which("javac"):
        raise Unavailable("a Java compiler (javac) is not installed")
    program = ROOT / "tests" / "data" / "ReadWithGephi.java"
    options = ["-Djava.awt.headless=true", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    command = [java, *options, "-cp", classpath, str(program), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, timeout=120, env={**os.environ, "LC_ALL": "C"})
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-3000:]
    return _parsed(done.stdout.decode("utf-8"))


def _parsed(told: str) -> list[Opened]:
    opened: list[Opened] = []
    values: dict[str, object] = {}
    for record in told.split("\x1e")[:-1]:
        kind, *fields = record.split("\x1f")[:-1]
        if kind == "file":
            opened.append(Opened())
        elif kind == "node":
            values = {"label": fields[1], "colour": fields[2], "size": float(fields[3])}
            opened[-1].nodes[fields[0]] = values
        elif kind == "edge":
            values = {"weight": float(fields[3]), "directed": fields[4] == "true"}
            opened[-1].edges[fields[0], fields[1], fields[2]] = values
        else:
            values[f"column {fields[0]}"] = TYPES[fields[1]](fields[2])
    return opened
