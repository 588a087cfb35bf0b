"""A drawn picture for the demonstration's stories: houses by the water, no photograph of anybody."""

import struct
import zlib
from random import Random

WIDTH, HEIGHT = 640, 360
_SKY, _WATER = (229, 240, 241), (11, 85, 99)
_WALLS = ((239, 232, 216), (166, 30, 34), (8, 62, 73), (217, 164, 65), (247, 244, 237))


def draw(chance: Random) -> bytes:
    """A PNG of 640 × 360 pixels."""
    shore = HEIGHT * 2 // 3
    houses = []
    x = 20
    while x < WIDTH - 90:
        width, height = chance.randint(50, 95), chance.randint(60, 170)
        houses.append((x, x + width, shore - height, chance.choice(_WALLS)))
        x += width + chance.randint(6, 30)
    rows = []
    for y in range(HEIGHT):
        row = bytearray(bytes(_SKY if y < shore else _WATER) * WIDTH)
        for left, right, top, wall in houses:
            if top <= y < shore:
                row[left * 3 : right * 3] = bytes(wall) * (right - left)
        rows.append(b"\x00" + bytes(row))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = (_part(b"IHDR", header), _part(b"IDAT", zlib.compress(b"".join(rows), 6)), _part(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _part(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
