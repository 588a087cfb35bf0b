"""Keeping files and giving them out."""

import hashlib
import secrets
from datetime import datetime
from typing import IO

from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext as _

from thidua.foundation.access import Refused
from thidua.foundation.audit.services import Actor
from thidua.foundation.files.inspection import MEDIA_TYPES, InspectedFile, Kind
from thidua.foundation.files.models import StoredFile


@transaction.atomic
def keep_file(*, by: Actor | None, at: datetime, upload: InspectedFile) -> StoredFile:
    """Keeps an inspected file under a random name; the act that asked for it writes the audit event.

    When the transaction of the caller fails, the bytes stay behind without a row: nothing refers to
    them and no address leads to them.
    """
    token = secrets.token_hex(16)
    path = default_storage.save(f"{token[:2]}/{token}", upload.file)
    return StoredFile.objects.create(
        path=path,
        name=upload.name,
        kind=upload.kind,
        size=upload.size,
        sha256=upload.sha256,
        kept_at=at,
        kept_by_id=None if by is None else by.pk,
    )


class FileGone(Refused):
    """The row is there, the bytes are not: somebody cleared the store, or a backup came back without it."""

    status = 410

    def __init__(self, stored: StoredFile) -> None:
        super().__init__(
            _("Tệp “%s” không còn trong kho lưu tệp của hệ thống.") % stored.name,
            _("Báo quản trị kỹ thuật khôi phục từ bản sao lưu, kèm dấu vân tay SHA-256: %s.") % stored.sha256,
        )


class FileChanged(Refused):
    """The bytes are not those that were kept: the disk failed, or somebody changed the store by hand."""

    status = 410

    def __init__(self, stored: StoredFile) -> None:
        super().__init__(
            _("Tệp “%s” trong kho lưu tệp không còn đúng như lúc được nộp, nên không đưa ra.") % stored.name,
            _("Báo quản trị kỹ thuật khôi phục từ bản sao lưu, kèm dấu vân tay SHA-256: %s.") % stored.sha256,
        )


def _open(stored: StoredFile) -> IO[bytes]:
    try:
        stream: IO[bytes] = default_storage.open(stored.path, "rb")
    except FileNotFoundError as missing:
        raise FileGone(stored) from missing
    if hashlib.file_digest(stream, "sha256").hexdigest() != stored.sha256:  # type: ignore[arg-type]
        stream.close()
        raise FileChanged(stored)
    stream.seek(0)
    return stream


def read_file(stored: StoredFile) -> bytes:
    """The bytes of a kept file; FileGone when they are not there, FileChanged when they are others."""
    with _open(stored) as stream:
        return stream.read()


def give_out(stored: StoredFile) -> FileResponse:
    """The file as a download, never shown inside the page. Call it only behind a door (`access.py`).

    FileGone when its bytes are not there, FileChanged when they are others than were kept.
    """
    response = FileResponse(
        _open(stored),
        as_attachment=True,
        filename=stored.name,
        content_type=MEDIA_TYPES[Kind(stored.kind)],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
