"""Certificates drawn by the office's own form: a .docx for each, packed into one file."""

import io
import zipfile
from collections.abc import Callable, Sequence

from thidua.core.text import fold
from thidua.documents.papers.certificate import Certificate, Progress

MADE = (2026, 6, 9, 0, 0, 0)
"""The day that files say they were made on, so that equal ones are equal files."""


def packed_certificates(
    sheets: Sequence[Certificate],
    draw: Callable[[Certificate], bytes],
    *,
    progress: Progress | None = None,
) -> bytes:
    """In the order of the paper, which their names begin with; `progress` hears of each."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as pack:  # each is packed already
        for done, sheet in enumerate(sheets, 1):
            pack.writestr(zipfile.ZipInfo(f"{done:04d}-{_file_name(sheet)}.docx", MADE), draw(sheet))
            if progress:
                progress(done, len(sheets))
    return out.getvalue()


def _file_name(sheet: Certificate) -> str:
    """The name in plain letters, which every system unpacks alike."""
    return "-".join("".join(char if char.isalnum() else " " for char in fold(sheet.name)).split())[:80]
