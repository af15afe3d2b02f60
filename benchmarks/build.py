"""What a build of the corpus costs: seconds, start-up, peak memory, growth with the text, gain of a second process.

usage: python benchmarks/build.py [CORPUS]

Wall-clock seconds of fresh processes, the best of three; peak memory is the maximum resident set of the child.
Growth: extraction alone over 1, 10 and 100 copies of the corpus, each copy with its own ids; 1.00 is proportional.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(os.environ.get("GRAPHKIT_CORPUS", ROOT / "corpus"))


def best(command: list[str], repeat: int = 3) -> float:
    """Return the shortest of several wall-clock times of a command."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def make_copies(place: Path, times: int) -> list[Path]:
    """Write copies of the corpus under names of their own; front matter and catalogue ids are overruled later."""
    files = []
    for source in sorted(p for p in CORPUS.iterdir() if p.suffix in {".txt", ".md"} and p.name != "README.md"):
        for n in range(times):
            copy = place / f"{n:03}-{source.name}"
            copy.write_bytes(source.read_bytes())
            files.append(copy)
    return files


def extraction_seconds(times: int, jobs: int = 1) -> float:
    """Return seconds of reading all copies of the corpus, loading included."""
    from graphkit.pipeline import Options, read_files

    with tempfile.TemporaryDirectory() as name:
        files = make_copies(Path(name), times)
        start = time.perf_counter()
        for _reading, _issues in read_files(files, Options(jobs=jobs)):
            pass
        return time.perf_counter() - start


def main() -> None:
    """Print all figures."""
    graphkit = str(Path(sys.executable).with_name("graphkit"))
    size = sum(p.stat().st_size for p in CORPUS.iterdir() if p.is_file())
    print(f"corpus: {CORPUS.name}, {size / 1000:.0f} KB")
    with tempfile.TemporaryDirectory() as name:
        seconds = best([graphkit, "build", str(CORPUS), "--out", f"{name}/graph", "--quiet"])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"graphkit build, store written: {seconds:.2f} s, peak {peak:.0f} MB")
    print(f"graphkit --help: {best([graphkit, '--help'], 5):.3f} s")
    extraction_seconds(1)  # imports and caches are not part of the growth
    one, ten, hundred = (extraction_seconds(n) for n in (1, 10, 100))
    print(f"extraction: 1x {one:.2f} s, 10x {ten:.2f} s, 100x {hundred:.2f} s")
    print(f"growth, 1.00 is proportional: 10x {ten / one / 10:.2f}, 100x {hundred / one / 100:.2f}")
    two = extraction_seconds(100, jobs=2)
    print(f"two processes over 100x: {hundred / two:.2f} times one")


if __name__ == "__main__":
    main()
