"""A tiny PDF writer for tests: Chinese text without embedded fonts, lines, filled boxes. y is measured from the top."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from msgspec import Struct

WIDTH, HEIGHT = 595, 842


class Leaf(Struct, frozen=True, kw_only=True):
    """One page. `texts`: (x, y of the baseline, size, text); `lines`: (x0, y0, x1, y1); `frames`: (x, y, width,
    height); `boxes`: (x, y, width, height, grey from 0 to 1)."""

    texts: Sequence[tuple[float, float, float, str]] = ()
    lines: Sequence[tuple[float, float, float, float]] = ()
    frames: Sequence[tuple[float, float, float, float]] = ()
    boxes: Sequence[tuple[float, float, float, float, float]] = ()
    picture: bool = False
    turned: int = 0
    packed: bool = True
    matrix: str = "1 0 0 1 0 0"


def write(leaves: Sequence[Leaf], title: str = "") -> bytes:
    """The bytes of a PDF with these pages."""
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(leaves)))
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(leaves)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        4: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        5: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -150 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 90 >>",
        6: _stream(b"\x80" * 64, b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray"),
        7: b"<< /Title <" + ("\ufeff" + title).encode("utf-16-be").hex().encode() + b"> >>",
    }  # fmt: skip
    for n, leaf in enumerate(leaves):
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {leaf.turned} /Contents {11 + 2 * n} 0 R"
            " /Resources << /Font << /F 3 0 R >> /XObject << /P 6 0 R >> >> >>"
        )
        objects[10 + 2 * n] = page.encode()
        content = _content(leaf)
        packed = (zlib.compress(content), b"/Filter /FlateDecode") if leaf.packed else (content, b"")
        objects[11 + 2 * n] = _stream(*packed)
    return _file(objects)


def _content(leaf: Leaf) -> bytes:
    parts = [f"{grey} g {x} {HEIGHT - y - high} {wide} {high} re f" for x, y, wide, high, grey in leaf.boxes]
    parts.insert(0, f"{leaf.matrix} cm")
    parts.append("0 g 0 G 0.5 w")
    parts += [f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S" for x0, y0, x1, y1 in leaf.lines]
    parts += [f"{x} {HEIGHT - y - high} {wide} {high} re S" for x, y, wide, high in leaf.frames]
    if leaf.picture:
        parts.append(f"q {WIDTH - 20} 0 0 {HEIGHT - 20} 10 10 cm /P Do Q")
    for x, y, size, text in leaf.texts:
        parts.append(f"BT /F {size} Tf {x} {HEIGHT - y} Td <{text.encode('utf-16-be').hex()}> Tj ET")
    return "\n".join(parts).encode()


def _stream(data: bytes, keys: bytes) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), keys, data)


def _file(objects: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    last = max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, start)
    return bytes(out)


def grid(
    xs: Sequence[float], ys: Sequence[float], cells: Sequence[Sequence[str]], size: float = 10
) -> tuple[list[tuple[float, float, float, float]], list[tuple[float, float, float, str]]]:
    """The lines and texts of a plain table: every edge drawn, each text centred in height at the left of its cell."""
    lines = [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]
    texts = [
        (xs[x] + 3, (ys[y] + ys[y + 1]) / 2 + size * 0.38, size, text)
        for y, row in enumerate(cells)
        for x, text in enumerate(row)
        if text
    ]
    return lines, texts
