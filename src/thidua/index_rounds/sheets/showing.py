"""Giving out evidence: a PDF is shown by the browser itself, so that a link can lead to a page of it."""

from django.http import FileResponse
from django.utils.http import content_disposition_header

from thidua.foundation.files import Kind, give_out
from thidua.foundation.files.models import StoredFile

POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""The viewer of a browser does not start in a sandbox; nothing of ours can be reached from a PDF."""


def show(stored: StoredFile) -> FileResponse:
    """The file behind a door: a PDF in the browser, also in a frame of ours; anything else as a download."""
    response = give_out(stored)
    if stored.kind == Kind.PDF:
        response["Content-Disposition"] = content_disposition_header(False, stored.name) or "inline"
        response["Content-Security-Policy"] = POLICY
        response["X-Frame-Options"] = "SAMEORIGIN"
    return response
