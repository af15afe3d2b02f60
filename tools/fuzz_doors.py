"""Mutate small files of each kind and read them all, under limits; print what came out and fail at a traceback.

    python tools/fuzz_doors.py --count 2000 --seed 1

Each file is read as a build reads it, in a process of its own under limits of time and memory. What must not happen: a
fault of graphkit (any exception that is not one clear line), a process that ends, a message of several lines. A file
over its limits is counted and named. Kinds: plain text with front matter, sidecars, HTML, DOCX, PDF, ODT (where
pandoc is installed), tables (CSV, JSON, XLSX), and what other tools write (DNA, REFI-QDA, INCEpTION).
"""

import argparse
import json
import random
import re
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from openpyxl import Workbook  # noqa: E402
from sample_files import MAKERS, MARKDOWN  # noqa: E402

from graphkit.isolation import Failure, Limits, attempt, read_each  # noqa: E402
from graphkit.pipeline import Options, make_graph, read_file  # noqa: E402
from graphkit.publish.export import write_export  # noqa: E402

FRONT = "---\ntitle: Crews\nyear: 2019\nissuers: [PER, CHL]\nlanguage: en\n---\n"
ROWS = (
    ("To", "From", "Text", "Year", "GCM objective(s)", "Theme", "Coder"),
    ("Malta", "Peru; Chile", "Mend the pier for crews.", "2019", "21; 6", "Piers", "A. Coder"),
    ("Latvia", "Togo", "Ratify the convention on seafarers and light piers.", "2015", "", "Lamps", "A. Coder"),
)
SIDECAR = '{"title": "Crews", "year": 2019, "issuers": ["PER"], "language": "en", "date": "2019-05"}'
WORDS = (b"[" * 3000, b"{" * 3000, b"&a *a", b"\\ud800", b"\x00", b"\xff\xfe", b"\x1b[31m", "\u202e".encode(),
         b"9" * 5000, b"-1", b"999999999", b"<!ENTITY a 'b'>", b"(" * 500, b"endstream", b"\r", b"\n---\n", b"<w:p>",
         b"</w:p>", b"1e308", b"%PDF-", b"PK\x03\x04", b"\xf0\x9f\x92\xa5")  # fmt: skip
"""What upsets readers: put in at random."""


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a few changes: bits, cuts, copies, swaps, and words that upset readers."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        if not changed:
            break
        at, size = chance.randrange(len(changed)), chance.choice((1, 4, 32, 256))
        match chance.randrange(6):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + size]
            case 2:
                changed[at:at] = changed[at : at + size] * chance.choice((1, 2, 50))
            case 3:
                changed[at:at] = chance.choice(WORDS)
            case 4:
                changed[at : at + size] = chance.randbytes(size)
            case _:
                other = chance.randrange(len(changed))
                changed[at : at + size], changed[other : other + size] = (
                    changed[other : other + size], changed[at : at + size])  # fmt: skip
    return bytes(changed)


def mutate_archive(data: bytes, chance: random.Random) -> bytes:
    """Return a zip archive with one of its parts changed, or the archive itself."""
    if chance.random() < 0.3:
        return mutate(data, chance)
    source, target = zipfile.ZipFile(BytesIO(data)), BytesIO()
    names = source.namelist()
    chosen = chance.choice(names)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            part = source.read(name)
            archive.writestr(name, mutate(part, chance) if name == chosen else part)
    return target.getvalue()


def mutate_pdf(data: bytes, chance: random.Random) -> bytes:
    """Return a PDF with a change in its objects, or in a packed stream of page operators."""
    if chance.random() < 0.7:
        return mutate(data, chance)
    begin, end = data.index(b"stream\n") + 7, data.index(b"\nendstream")
    packed = zlib.compress(mutate(data[begin:end], chance))
    head = data[:begin].replace(b"/Length ", b"/Filter /FlateDecode /Length ", 1)
    return head + packed + data[end:]


MUTATORS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "docx": mutate_archive,
    "converted": mutate_archive,
    "xlsx": mutate_archive,
    "qdpx": mutate_archive,
    "zip": mutate_archive,
    "pdf": mutate_pdf,
}


Kind = tuple[str, str, bytes]
"""Name, suffix and content of a whole file."""


def make_kinds(folder: Path) -> list[Kind]:
    """Return a whole file of each kind; uses the folder."""
    kinds = [(name, suffix, make()) for name, (suffix, make) in sorted(MAKERS.items())]
    kinds += [("front", ".md", (FRONT + MARKDOWN).encode()), ("sidecar", ".md", MARKDOWN.encode())]
    table, workbook = folder / "rows.csv", Workbook()
    table.write_text("\n".join(",".join(row) for row in ROWS), encoding="utf-8")
    for row in ROWS:
        workbook.active.append(row)
    workbook.save(folder / "rows.xlsx")
    records = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]
    (folder / "rows.json").write_text(json.dumps(records), encoding="utf-8")
    graph = make_graph(table, Options(isolated=False)).graph
    for form, name in (("dna-db", "all.dna"), ("qdpx", "all.qdpx"), ("uima", "all.zip")):
        write_export(graph, form, folder / name)
    return kinds + [(p.suffix[1:], p.suffix, p.read_bytes()) for p in sorted(folder.iterdir()) if p.is_file()]


def write_files(folder: Path, kinds: list[Kind], count: int, chance: random.Random) -> list[Path]:
    """Write mutated files, as many of each kind."""
    files = []
    for number in range(count):
        kind, suffix, data = kinds[number % len(kinds)]
        path = folder / kind / f"{number}{suffix}"
        path.parent.mkdir(exist_ok=True)
        if kind == "sidecar":
            path.with_name(path.name + ".meta.json").write_bytes(mutate(SIDECAR.encode(), chance))
        else:
            data = MUTATORS.get(kind, mutate)(data, chance)
        path.write_bytes(data)
        files.append(path)
    return files


def read(path: Path) -> str:
    """Return what reading a file came to; raises what a build would have to catch."""
    reading, issues = read_file(path, Options())
    wrong = [i.reason for i in issues if "\n" in i.reason or "Traceback" in i.reason]
    if wrong:
        raise ValueError(f"a message of several lines: {wrong[0]!r}")
    return "read" if reading else "refused in one line"


def main() -> int:
    """Run; 1 where a file met a fault."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20, help="limit a file")
    parser.add_argument("--keep", type=Path, help="folder for files that met a fault")
    asked = parser.parse_args()
    chance, begin = random.Random(asked.seed), time.monotonic()
    outcomes: Counter[tuple[str, str]] = Counter()
    faults = 0
    with tempfile.TemporaryDirectory() as place:
        kinds = make_kinds(Path(place))
        for path in write_files(Path(place), kinds, len(kinds), random.Random(0)):
            attempt(read, path)  # fills the caches of this process, of which the others begin as copies
        files = write_files(Path(place), kinds, asked.count, chance)
        for path, answer in zip(files, read_each(read, files, Limits(asked.seconds, 1000), asked.jobs), strict=True):
            outcome = answer
            if isinstance(answer, Failure):
                fault = not re.search("takes over|nested too deeply", answer.reason)
                outcome = "FAULT" if fault else "over a limit"
                faults += fault
                print(f"{path.parent.name}/{path.name}: {answer.reason}")
                if asked.keep:
                    asked.keep.mkdir(parents=True, exist_ok=True)
                    (asked.keep / path.name).write_bytes(path.read_bytes())
            outcomes[path.parent.name, str(outcome)] += 1
    for (kind, outcome), number in sorted(outcomes.items()):
        print(f"{kind:10} {outcome:22} {number:7,}")
    print(f"{asked.count:,} files, {faults} faults, seed {asked.seed}, {time.monotonic() - begin:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
