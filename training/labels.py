"""Where labels are: our own coded texts, and, where it lies beside the repository, shared material of real texts."""

import csv
import json
import os
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphkit.evaluation.gold import Unit, read_gold

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("GRAPHKIT_SHARED", HERE.parent.parent / "shared"))
OFF = frozenset({"off", "ofd", "ofs"})
"""Our own texts about other things, in words that migration shares with them."""
ASKS = 40
"""Texts that the loose recommendations are spread over, by the State they are made to."""
TYPES = {
    "w": "government", "u": "human-rights report", "n": "civil-society report", "i": "evaluation",
    "e": "mixed, Spanish",
}  # fmt: skip
COUNTS = {
    "mixed, two coders": (1.5, 1.5), "source": (0.7, 0.8), "invented": (0.5, 0.6), "off-topic": (0.3, 1.0),
    "recommendations": (0.15, 0.6), "sub-themes": (0.0, 0.3),
}  # fmt: skip
"""Type of text -> what its units count for kinds and for topics; 1 for others. Real texts coded twice count most."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its coded units."""

    type: str
    path: Path
    coded: tuple[Unit, ...]
    published: bool = True
    """Whether figures on it are published: not those of texts that are only for learning."""

    @property
    def name(self) -> str:
        """The first letters of its file, by which coded units name it."""
        return self.path.stem

    @property
    def counts(self) -> tuple[float, float]:
        """What its units count for kinds and for topics."""
        return COUNTS.get(self.type, (1.0, 1.0))


def find_labelled(scratch: Path) -> Iterator[Labelled]:
    """Yield every labelled text; those that are made of loose sentences are written to ``scratch``."""
    for path in sorted((HERE / "coded").glob("*.jsonl")):
        kind = "off-topic" if path.stem in OFF else "invented"
        yield Labelled(kind, path.with_suffix(".md"), tuple(read_gold(path)))
    if not SHARED.is_dir():
        return
    for path in sorted((SHARED / "gold").glob("*.jsonl")):
        (text,) = (SHARED / "corpus").glob(f"{path.stem[:3]}_*.txt")
        yield Labelled("source", text, tuple(read_gold(path)))
    for path in sorted((SHARED / "field" / "gold").glob("*.jsonl")):
        text = SHARED / "field" / "texts" / f"{path.stem}.md"
        yield Labelled("mixed, two coders", text, tuple(read_gold(path)))
    for path in sorted((SHARED / "field" / "train" / "gold").glob("*.jsonl")):
        (text,) = (SHARED / "field" / "train" / "texts").glob(f"{path.stem}.*")
        yield Labelled(TYPES[path.stem[0]], text, tuple(read_gold(path)))
    yield from _loose_asks(scratch)
    yield from _subthemes(scratch)


def _loose_asks(scratch: Path) -> Iterator[Labelled]:
    held: dict[int, list[dict[str, object]]] = defaultdict(list)
    for line in (SHARED / "upr" / "objectives.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        held[zlib.crc32(row["to"].encode()) % ASKS].append(row)
    for number, rows in sorted(held.items()):
        yield _write(scratch / f"r{number:02}.md", "# Recommendations", rows, "recommendations")


def _subthemes(scratch: Path) -> Iterator[Labelled]:
    with (SHARED / "design" / "subthemes.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for i, (column, heading) in enumerate(
        (("title_en", "# Recommendations"), ("scope", "# Recommendations"), ("title_es", "# Recomendaciones"))
    ):
        made = [{"text": r[column], "objectives": [int(r["objective"])]} for r in rows]
        yield _write(scratch / f"t{i:02}.md", heading, made, "sub-themes")


def _write(path: Path, heading: str, rows: list[dict[str, object]], type: str) -> Labelled:
    """Write loose sentences as a list under a heading, with their codes beside it."""
    text, coded = f"{heading}\n\n", []
    for i, row in enumerate(rows):
        words = " ".join(str(row["text"]).split()).rstrip(".") + "."
        start = len(text) + 2
        text += f"- {words}\n"
        unit = {"id": f"{path.stem}-{i:03}", "start": start, "end": start + len(words), "kinds": ["recommendation"]}
        listed = {f: row.get(f, []) for f in ("objectives", "principles", "groups")}
        coded.append({**unit, **listed, "primary": listed["objectives"][:1]})  # type: ignore[index]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    gold = path.with_suffix(".jsonl")
    gold.write_text("".join(json.dumps(c) + "\n" for c in coded), encoding="utf-8")
    return Labelled(type, path, tuple(read_gold(gold)), published=type != "sub-themes")
