"""The minutes of a closed session as they were signed outside: kept, with what their signatures say."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.councils.enums import SessionState
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import CouncilSession
from thidua.documents.signatures import signatures_in
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, Kind, keep_file

MINUTES_KINDS = frozenset({Kind.PDF, Kind.DOCX})


def keep_minutes(*, by: Actor, at: datetime, session: CouncilSession, file: InspectedFile) -> CouncilSession:
    """Keeps the signed minutes; a later file takes the place of an earlier one, which stays in the store.

    CouncilRefused before the session is closed, and for a PDF that cannot be read.
    """
    # Before the transaction begins: it takes its time, and nobody else should wait for it.
    signatures = signatures_in(file, CouncilRefused, _("biên bản đã ký"))
    with transaction.atomic():
        row = CouncilSession.objects.select_for_update().get(pk=session.pk)
        if row.state != SessionState.CLOSED:
            raise CouncilRefused(_("Phiên họp chưa kết thúc. Tải biên bản đã ký lên sau khi kết thúc."))
        before = None if row.minutes is None else {"sha256": row.minutes.sha256}
        row.minutes, row.minutes_signatures = keep_file(by=by, at=at, upload=file), signatures
        row.minutes_by_id, row.minutes_at = by.pk, at
        row.save(update_fields=["minutes", "minutes_signatures", "minutes_by", "minutes_at"])
        after = {"sha256": file.sha256, "signers": [one["signer"] for one in signatures]}
        record(by=by, at=at, action="councils.minutes_kept", subject=row, before=before, after=after)
    return row
