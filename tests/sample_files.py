"""The same invented report as a file of each kind, and a writer of small PDFs."""

import io
from collections.abc import Sequence
from pathlib import Path

HEADING = "1. Ferries and crews"
PARAGRAPH = "The harbour board held talks on crews from abroad in May 2019 and heard nine ports."
ITEMS = ("Ports should register every crew member.", "Train inspectors in three languages.")
ROWS = (("Capacity", "Countries", "N.º"), ("Hosts", "Antigua and Barbuda, the Bahamas and Peru", "3"))

MARKDOWN = f"""# Report on ferry crews

## {HEADING}

{PARAGRAPH}

Recommendations:

- {ITEMS[0]}
- {ITEMS[1]}

Table 1. Countries represented, by capacity

| {" | ".join(ROWS[0])} |
|---|---|---|
| {" | ".join(ROWS[1])} |
"""

HTML = f"""<!DOCTYPE html>
<html lang="en"><head><title>Ferry crews</title><script>var ports = 1;</script></head>
<body><nav><ul><li>Home</li></ul></nav>
<main><h1>Report on ferry crews</h1><h2>{HEADING}</h2>
<p>{PARAGRAPH}</p><p>Recommendations:</p>
<ul><li>{ITEMS[0]}</li><li><b>Train inspectors</b> in three languages.</li></ul>
<p>Table 1. Countries represented, by capacity</p>
<table><tr><th>{"</th><th>".join(ROWS[0])}</th></tr><tr><td>{"</td><td>".join(ROWS[1])}</td></tr></table>
</main></body></html>
"""


def make_docx() -> bytes:
    """Return the report as a Word document."""
    from docx import Document

    word = Document()
    word.add_heading("Report on ferry crews", 1)
    word.add_heading(HEADING, 2)
    word.add_paragraph(PARAGRAPH)
    word.add_paragraph("Recommendations:")
    for item in ITEMS:
        word.add_paragraph(item, style="List Bullet")
    word.add_paragraph("Table 1. Countries represented, by capacity")
    table = word.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return save_docx(word)


def save_docx(word: object) -> bytes:
    """Return the bytes of a Word document."""
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


Placed = tuple[float, float, float, str]
"""Left edge, height above the foot of the page, size of letters (negative: bold; 0: a drawing), text or drawing."""


def make_pdf(pages: Sequence[Sequence[Placed]] | None = None, extra: str = "") -> bytes:
    """Return a PDF of lines placed on pages of 600 x 800 points; by default the report on two pages.

    ``extra`` goes into the trailer, such as an /Encrypt entry.
    """
    pages = report_pages() if pages is None else pages
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * i} 0 R' for i in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
            f" /Contents {6 + 2 * number} 0 R >>"
        )
        content = "\n".join(_placed(*line) for line in page)
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    return _with_table(objects, extra)


def report_pages() -> list[list[Placed]]:
    """Return the report as lines on two pages."""
    words = PARAGRAPH.split()
    return [
        [
            (50, 750, 20, "Report on ferry crews"),
            (50, 700, 15, HEADING),
            (50, 670, 10, " ".join(words[:8])),
            (50, 658, 10, " ".join(words[8:])),
        ],
        [
            (50, 750, -10, "Recommendations:"),
            *((50, 720 - 14 * i, 10, f"• {t}") for i, t in enumerate(ITEMS)),
            (50, 660, 10, "Table 1. Countries represented, by capacity"),
            *(
                (x + 4, 628 - 20 * i, 10, t)
                for i, row in enumerate(ROWS)
                for x, t in zip((50, 130, 420), row, strict=True)
            ),
            *grid((50, 130, 420, 460), (640, 620, 600)),
        ],
    ]


def grid(columns: Sequence[float], rows: Sequence[float]) -> list[Placed]:
    """Return the rules of a table: lines down and across, given as lines of text without letters."""
    ends = [(x, rows[0], x, rows[-1]) for x in columns] + [(columns[0], y, columns[-1], y) for y in rows]
    return [(0, 0, 0, f"{a} {b} m {c} {d} l S") for a, b, c, d in ends]


def _placed(left: float, height: float, size: float, text: str) -> str:
    if not size:
        return text
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F{1 + (size < 0)} {abs(size)} Tf {left} {height} Td ({escaped}) Tj ET"


def _with_table(objects: list[str], extra: str) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{p:010} 00000 n \n" for p in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {extra} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + (table + trailer).encode("cp1252")


def make_odt() -> bytes:
    """Return the report as an OpenDocument text."""
    import zipfile

    names = {n: f"urn:oasis:names:tc:opendocument:xmlns:{n}:1.0" for n in ("office", "text", "table")}
    cells = ["".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row) for row in ROWS]
    rows = "".join(f"<table:table-row>{c}</table:table-row>" for c in cells)
    items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in ITEMS)
    body = (
        '<text:h text:outline-level="1">Report on ferry crews</text:h>'
        f'<text:h text:outline-level="2">{HEADING}</text:h><text:p>{PARAGRAPH}</text:p>'
        "<text:p>Recommendations:</text:p>"
        f"<text:list>{items}</text:list><text:p>Table 1. Countries represented, by capacity</text:p>"
        f"<table:table>{rows}</table:table>"
    )
    spaces = " ".join(f'xmlns:{n}="{url}"' for n, url in names.items())
    inner = f"<office:automatic-styles/><office:body><office:text>{body}</office:text></office:body>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:document-content {spaces}>{inner}</office:document-content>")
        styles = "<office:styles/><office:automatic-styles/><office:master-styles/>"
        archive.writestr("styles.xml", f"<office:document-styles {spaces}>{styles}</office:document-styles>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return file.getvalue()


MAKERS = {
    "converted": (".odt", make_odt),
    "text": (".md", lambda: MARKDOWN.encode()),
    "html": (".html", HTML.encode),
    "docx": (".docx", make_docx),
    "pdf": (".pdf", make_pdf),
}
"""Door -> suffix and maker of a file it opens."""


def write_sample(folder: Path, door: str) -> Path:
    """Write the report as a file for a door."""
    suffix, make = MAKERS[door]
    path = folder / f"ferries{suffix}"
    path.write_bytes(make())
    return path
