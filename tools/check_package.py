"""Build wheel and sdist, check them, install the wheel into an empty environment and use it from another directory.

usage: python tools/check_package.py
"""

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (
    "graphkit/py.typed",
    "graphkit/_cypher/",
    "graphkit/reference/framework/",
    "graphkit/reference/gazetteer/",
    "graphkit/publish/view/dist/atlas.js",
    "loaders/",
)
UNWANTED = ("tests/", "corpus/", "benchmarks/", "tools/", "training/", "graphkit/publish/view/src/")


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command; stop with its output where it fails."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHONPATH", "VIRTUAL_ENV"))}
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=env, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed ({done.returncode}):\n{done.stdout}{done.stderr}")
    return done.stdout


def check_contents(wheel: Path) -> None:
    """Stop where the wheel lacks what it needs or holds what it should not."""
    names = zipfile.ZipFile(wheel).namelist()
    missing = [n for n in NEEDED if not any(name.startswith(n) for name in names)]
    unwanted = [n for n in names if n.startswith(UNWANTED)]
    if missing or unwanted:
        sys.exit(f"{wheel.name}: missing {missing}, should not hold {unwanted[:5]}")
    print(f"{wheel.name}: {len(names)} files, {wheel.stat().st_size // 1024} KiB")


def check_use(wheel: Path, place: Path) -> None:
    """Install the wheel into an empty environment and walk the main way in another directory."""
    venv.create(place / "env", with_pip=True)
    binaries = place / "env" / "bin"
    run(binaries / "python", "-m", "pip", "install", "--quiet", wheel)
    size = sum(f.stat().st_size for f in (place / "env").rglob("*") if f.is_file()) // 2**20
    work = place / "elsewhere"
    work.mkdir()
    graphkit = binaries / "graphkit"
    run(graphkit, "build", ROOT / "corpus", "--out", "graph", "--quiet", cwd=work)
    run(graphkit, "queries", cwd=work)
    run(graphkit, "view", "network", "--store", "graph", "-o", "network.html", cwd=work)
    query = "MATCH (s:State) RETURN count(s) AS n"
    rows = run(graphkit, "query", query, "--store", "graph", "--format", "csv", cwd=work)
    print(f"installed ({size} MiB with all it needs), built, queried ({rows.split()[-1]} states) and drawn elsewhere")


def main() -> None:
    """Run all checks."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        run(sys.executable, "-m", "build", "--outdir", place / "dist")
        files = sorted((place / "dist").iterdir())
        run(sys.executable, "-m", "twine", "check", "--strict", *files)
        wheel = next(f for f in files if f.suffix == ".whl")
        check_contents(wheel)
        check_use(wheel, place)


if __name__ == "__main__":
    main()
