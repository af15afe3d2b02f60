"""Cost of loading: each kind of file beside plain text, and 1, 10 and 100 times the same text.

usage: python benchmarks/loading.py [FILE]      the text to load; by default the digest of the regional review
"""

import io
import sys
import tempfile
import time
from pathlib import Path

from graphkit.loading import load_document

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print times as ratios to plain text, and to ten and a hundred times less text."""
    file = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "corpus" / "lac-2022.md")
    text = file.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
    with tempfile.TemporaryDirectory() as folder:
        seconds = {name: time_load(write(Path(folder), name, text)) for name in ("text", "html", "docx", "pdf")}
        for name, spent in seconds.items():
            ratio = spent / seconds["text"]
            print(f"{name:5} {spent:6.2f} s  {ratio:6.1f} x plain text  {len(text) / spent / 1e6:6.2f} MB/s")
        base = time_load(write(Path(folder), "text", text * 10))
        for times in (100, 1000):
            spent = time_load(write(Path(folder), "text", text * times))
            print(f"{times // 10:4} x the text costs {spent / base:6.1f} x the time")


def time_load(path: Path) -> float:
    """Return the seconds of processor time of the second load; the first one imports libraries."""
    load_document(path, id="benchmark")
    begun = time.process_time()
    load_document(path, id="benchmark")
    return time.process_time() - begun


def write(folder: Path, name: str, text: str) -> Path:
    """Write a text as a file of a kind: every paragraph one of its own."""
    lines = [line for line in text.splitlines() if line.strip()]
    path = folder / f"text.{ {'text': 'md'}.get(name, name) }"
    path.write_bytes(MAKERS[name](lines) if name in MAKERS else text.encode())
    return path


def make_html(lines: list[str]) -> bytes:
    """Return a page with a paragraph for each line."""
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()


def make_docx(lines: list[str]) -> bytes:
    """Return a Word document with a paragraph for each line."""
    from docx import Document

    word, file = Document(), io.BytesIO()
    for line in lines:
        word.add_paragraph(line)
    word.save(file)
    return file.getvalue()


def make_pdf(lines: list[str]) -> bytes:
    """Return a PDF with 45 printed lines a page."""
    sys.path.insert(0, str(ROOT / "tests"))
    from sample_files import make_pdf

    printed = [line[i : i + 90] for line in lines for i in range(0, len(line), 90)]
    plain = [line.encode("cp1252", "replace").decode("cp1252") for line in printed]
    pages = [plain[i : i + 45] for i in range(0, len(plain), 45)]
    return make_pdf([[(50, 760 - 16 * n, 10, line) for n, line in enumerate(page)] for page in pages])


MAKERS = {"html": make_html, "docx": make_docx, "pdf": make_pdf}

if __name__ == "__main__":
    main()
