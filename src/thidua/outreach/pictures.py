"""Pictures without what a camera or a phone wrote into them: place, time, owner, thumbnail, film behind it.

Only parts that draw the picture are kept. How the phone was held is kept too (as the smallest EXIF there
is), or pictures would lie on their side.
"""

import struct
import zlib
from dataclasses import dataclass

SIGNATURE_PNG = b"\x89PNG\r\n\x1a\n"
SIGNATURE_JPEG = b"\xff\xd8"
KEPT_CHUNKS = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"pHYs",
        b"bKGD",
    }
)
_EXIF = b"Exif\x00\x00"
_ORIENTATION = 0x0112
_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


class BrokenPicture(ValueError):
    """The bytes are no whole JPEG or PNG."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of `width` × `height` pixels as it is shown."""

    content: bytes
    width: int
    height: int


def without_traces(content: bytes) -> Picture:
    """The same picture without metadata. Raises BrokenPicture for anything but a whole JPEG or PNG."""
    try:
        if content.startswith(SIGNATURE_PNG):
            return _clean_png(content)
        if content.startswith(SIGNATURE_JPEG):
            return _clean_jpeg(content)
    except (struct.error, IndexError) as fault:
        raise BrokenPicture("the picture ends too early") from fault
    raise BrokenPicture("neither JPEG nor PNG")


def _clean_png(content: bytes) -> Picture:
    kept = [SIGNATURE_PNG]
    width = height = 0
    at = len(SIGNATURE_PNG)
    while True:
        (length,) = struct.unpack_from(">I", content, at)
        name = content[at + 4 : at + 8]
        body = content[at + 8 : at + 8 + length]
        (told,) = struct.unpack_from(">I", content, at + 8 + length)
        if zlib.crc32(name + body) != told:
            raise BrokenPicture("a part of the PNG is damaged")
        if name == b"IHDR":
            width, height = struct.unpack_from(">II", body)
        if name in KEPT_CHUNKS:
            kept.append(content[at : at + 12 + length])
        at += 12 + length
        if name == b"IEND":
            break
    return _whole(kept, width, height)


def _clean_jpeg(content: bytes) -> Picture:
    kept = [SIGNATURE_JPEG]
    width = height = 0
    turned = 1
    at = 2
    while True:
        if content[at] != 0xFF:
            raise BrokenPicture("a marker was expected")
        marker = content[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
            continue
        if marker == _EOI:
            kept.append(b"\xff\xd9")
            break
        (length,) = struct.unpack_from(">H", content, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(content):
            raise BrokenPicture("a segment of the JPEG ends too early")
        body = content[at + 4 : end]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", body, 1)
        if marker == _APP1 and body.startswith(_EXIF):
            turned = _orientation(body[len(_EXIF) :])
        if marker == _SOS:
            end = _end_of_scan(content, end)
        if _draws(marker, body):
            kept.append(content[at:end])
        at = end
    if turned != 1:
        kept.insert(1, _smallest_exif(turned))
    if turned >= 5:  # lying on its side
        width, height = height, width
    return _whole(kept, width, height)


def _draws(marker: int, body: bytes) -> bool:
    """Whether a segment is needed to draw the picture in its true colours."""
    if marker == _APP0:
        return body.startswith(b"JFIF\x00")
    if marker == _APP2:
        return body.startswith(b"ICC_PROFILE\x00")
    return marker == _APP14 or not (_APP1 <= marker <= 0xEF or marker == _COM)


def _end_of_scan(content: bytes, start: int) -> int:
    """Where the next marker stands; FF00 and FFD0–FFD7 belong to the scan."""
    at = start
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise BrokenPicture("the JPEG has no end")
        if content[at + 1] == 0 or 0xD0 <= content[at + 1] <= 0xD7:
            at += 2
        elif content[at + 1] == 0xFF:
            at += 1
        else:
            return at


def _orientation(tiff: bytes) -> int:
    """The orientation in an EXIF block, 1 (upright) when it says none or makes no sense."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except (KeyError, struct.error):
        return 1
    return 1


def _smallest_exif(orientation: int) -> bytes:
    tiff = b"MM\x00\x2a" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    body = _EXIF + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _whole(kept: list[bytes], width: int, height: int) -> Picture:
    if not width or not height:
        raise BrokenPicture("the picture has no size")
    return Picture(b"".join(kept), width, height)
