"""Small PDFs with traits that the files of the field have: forms, pictures, passwords, turned pages."""

import hashlib
import zlib
from collections.abc import Callable, Sequence

FONTS = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>",
)
SALT = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
"""What the standard pads passwords with."""


def show(left: float, base: float, size: float, text: str, bold: bool = False, turn: str = "1 0 0 1") -> str:
    """Return the operators that print a line; ``turn`` is the matrix of its direction."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F{1 + bold} {size} Tf {turn} {left} {base} Tm ({escaped}) Tj ET"


def column(
    texts: Sequence[str], left: float = 60, top: float = 740, size: float = 10, leading: float = 12
) -> list[str]:
    """Return the operators of lines one under the other; an empty text leaves a gap."""
    return [show(left, top - leading * i, size, text) for i, text in enumerate(texts) if text]


def make(
    pages: Sequence[Sequence[str]],
    resources: str = "",
    more: Sequence[bytes] = (),
    entries: str = "",
    password: str | None = None,
    catalog: str = "",
) -> bytes:
    """Return a PDF of pages of operators.

    ``resources`` are further entries of each page's resources, ``more`` further objects (the first is number 5),
    ``entries`` further entries of each page, ``catalog`` of the whole file. With a password the
    file is locked (RC4, 40 bits).
    """
    first = 5 + len(more)
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        *(font.encode() for font in FONTS),
        *more,
    ]
    lock = Lock(password) if password is not None else None
    for number, page in enumerate(pages):
        place = first + 2 * number
        fonts = "/Font << /F1 3 0 R /F2 4 0 R >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << {fonts} {resources} >> "
            f"/Contents {place + 1} 0 R {entries} >>".encode()
        )
        content = "\n".join(page).encode("cp1252")
        objects.append(stream("", lock.seal(content, place + 1) if lock else content))
    return _write(objects, lock.entries() if lock else "")


def stream(entries: str, data: bytes) -> bytes:
    """Return a stream object."""
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def form(operators: Sequence[str], place: str = "1 0 0 1 0 0") -> bytes:
    """Return a form XObject that uses the fonts of the page."""
    fonts = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
    entries = f"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [{place}] {fonts}"
    return stream(entries, "\n".join(operators).encode("cp1252"))


def picture(width: int, height: int) -> bytes:
    """Return a grey picture."""
    kind = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8"
    return stream(f"{kind} /Filter /FlateDecode", zlib.compress(bytes(width * height)))


class Lock:
    """The standard's oldest protection, which readers must still open."""

    def __init__(self, password: str) -> None:
        padded = (password.encode("latin-1") + SALT)[:32]
        self.owner = rc4(hashlib.md5(padded).digest()[:5])(padded)
        self.key = hashlib.md5(padded + self.owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + b"id").digest()[:5]

    def seal(self, data: bytes, number: int) -> bytes:
        """Return the bytes of an object's stream, locked."""
        return rc4(hashlib.md5(self.key + number.to_bytes(3, "little") + b"\0\0").digest()[:10])(data)

    def entries(self) -> str:
        """Return what the trailer says of it."""
        user = rc4(self.key)(SALT)
        rules = f"/Filter /Standard /V 1 /R 2 /P -4 /O <{self.owner.hex()}> /U <{user.hex()}>"
        return f"/Encrypt << {rules} >> /ID [<{b'id'.hex()}> <{b'id'.hex()}>]"


def rc4(key: bytes) -> Callable[[bytes], bytes]:
    """Return the cipher of a key."""

    def run(data: bytes) -> bytes:
        box, j = list(range(256)), 0
        for i in range(256):
            j = (j + box[i] + key[i % len(key)]) % 256
            box[i], box[j] = box[j], box[i]
        out, i, j = bytearray(), 0, 0
        for byte in data:
            i = (i + 1) % 256
            j = (j + box[i]) % 256
            box[i], box[j] = box[j], box[i]
            out.append(byte ^ box[(box[i] + box[j]) % 256])
        return bytes(out)

    return run


def _write(objects: Sequence[bytes], trailer: str) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{p:010} 00000 n \n" for p in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + (table + end).encode()
