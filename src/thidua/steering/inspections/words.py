"""Small checks that every act of inspections makes."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor
from thidua.foundation.files import InspectedFile, Kind, keep_file
from thidua.foundation.files.models import StoredFile
from thidua.steering.inspections.errors import InspectionRefused

PAPER_KINDS = frozenset({Kind.PDF, Kind.DOCX})
EVIDENCE_KINDS = frozenset({Kind.PDF, Kind.DOCX, Kind.XLSX, Kind.PNG, Kind.JPEG})


def day_of(at: datetime) -> date:
    """The day of a moment in Hải Phòng."""
    return at.astimezone(VIETNAM_TIME).date()


def needed(text: str) -> str:
    """Words in normal form. InspectionRefused for none."""
    words = nfc(text)
    if not words:
        raise InspectionRefused(_("Hãy viết nội dung trước khi gửi."))
    return words


def kept(by: Actor, at: datetime, file: InspectedFile | None) -> StoredFile | None:
    """The file stored, or None for none."""
    return None if file is None else keep_file(by=by, at=at, upload=file)
