"""The placeholder that the organisation's logo replaces: a small PNG, drawn here."""

import struct
import zlib

WIDTH, HEIGHT = 180, 60  # pixels; its box in the header has the same proportions
_PAPER, _INK = 0xF2, 0x8A
_DOT = 4
_LETTERS = {
    "L": ("1000", "1000", "1000", "1000", "1111"),
    "O": ("0110", "1001", "1001", "1001", "0110"),
    "G": ("0111", "1000", "1011", "1001", "0111"),
}
_WORD = "LOGO"


def logo() -> bytes:
    """A framed grey box that says LOGO."""
    rows = [bytearray([_PAPER] * WIDTH) for _ in range(HEIGHT)]
    for x in range(WIDTH):
        rows[0][x] = rows[-1][x] = _INK
    for row in rows:
        row[0] = row[-1] = _INK
    left = (WIDTH - (5 * len(_WORD) - 1) * _DOT) // 2
    top = (HEIGHT - 5 * _DOT) // 2
    for rank, letter in enumerate(_WORD):
        for y, line in enumerate(_LETTERS[letter]):
            for x, dot in enumerate(line):
                if dot == "1":
                    _dot(rows, left + (5 * rank + x) * _DOT, top + y * _DOT)
    return _png(rows)


def _dot(rows: list[bytearray], left: int, top: int) -> None:
    for row in rows[top : top + _DOT]:
        row[left : left + _DOT] = bytes([_INK] * _DOT)


def _png(rows: list[bytearray]) -> bytes:
    # Greyscale, eight bits, no filter (PNG specification, clauses 5 and 11).
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\x00" + bytes(row) for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
