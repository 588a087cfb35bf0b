"""Pictures made by hand: a PNG and a JPEG with everything a phone writes into them."""

import struct
import zlib

GPS = b"GPS 20.8561N 106.6822E"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int = 400, height: int = 300, *extra: bytes) -> bytes:
    rows = b"".join(b"\x00" + b"\x0b\x55\x63" * width for _row in range(height))
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            *extra,
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        ]
    )


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(orientation: int = 1, order: str = "<") -> bytes:
    """An EXIF segment with an orientation and a place."""
    mark = b"II*\x00" if order == "<" else b"MM\x00*"
    entries = struct.pack(f"{order}H", 1) + struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    return segment(0xE1, b"Exif\x00\x00" + mark + struct.pack(f"{order}I", 8) + entries + GPS)


def jpeg(
    width: int = 400, height: int = 300, *extra: bytes, scan: bytes = b"\x12\xff\x00\x34\xff\xd0\x56"
) -> bytes:
    """The skeleton of a JPEG; what its scan draws does not matter here."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return b"".join(
        [
            b"\xff\xd8",
            segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"),
            *extra,
            segment(0xDB, b"\x00" + bytes(64)),
            segment(0xC0, frame),
            segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
            scan,
            b"\xff\xd9",
        ]
    )
