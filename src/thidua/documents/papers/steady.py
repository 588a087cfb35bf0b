"""Equal documents as equal files: what Word's package tells of its making is the same each time."""

import io
import struct
import zipfile
from typing import Any

MADE = struct.pack("<HH", 0, (2026 - 1980) << 9 | 6 << 5 | 9)
"""Time and day in a zip file: 00:00, 09/06/2026."""
PART_TIME, ENTRY_TIME = 10, 12
"""Where they stand in the head of a part, and in its entry in the directory at the end."""
ENTRY, LENGTHS = 46, struct.Struct("<28x3H")
"""An entry is so long, and by its name, extra field and remark longer."""


def steady_bytes(document: Any) -> bytes:
    """What the document (anything with `save`) writes, with fixed times in its directory.

    The times are set where they stand: packing it all anew would take as long as the first time.
    """
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as package:
        parts, entry = package.infolist(), package.start_dir
    made = bytearray(out.getvalue())
    for part in parts:
        _put(made, part.header_offset + PART_TIME)
        _put(made, entry + ENTRY_TIME)
        entry += ENTRY + sum(LENGTHS.unpack_from(made, entry))
    return bytes(made)


def _put(made: bytearray, place: int) -> None:
    made[place : place + len(MADE)] = MADE
