"""All sheets of a decision are asked for, and made by the worker."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.deadlines import VIETNAM_TIME
from thidua.decisions.certificates.packing import packed_certificates
from thidua.decisions.certificates.sheets import certified, sheets_of
from thidua.decisions.enums import DecisionState
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import CertificateRun, Decision
from thidua.decisions.notification_kinds import CERTIFICATES
from thidua.documents.papers.certificate import certificates_pdf
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import Kind, inspect_upload, keep_file
from thidua.foundation.jobs import enqueue
from thidua.foundation.notify import notify
from thidua.paper_forms.selectors import certificate_drawer

JOB = "decisions.make_certificates"
STEP = 20
"""So many sheets between two notes of the progress."""
STUCK_AFTER = timedelta(hours=1)
"""Well after the last of three tries (`foundation.jobs`)."""


@transaction.atomic
def ask_for_certificates(*, by: Actor, at: datetime, decision: Decision, address: str) -> CertificateRun:
    """Puts the making of all sheets in the queue. `address` is that of the installation, for the QR codes.

    While one is being made, that one is given; one that is stuck is put in the queue again. DecisionRefused
    before the decision is confirmed, and for one of which the city gave nothing that stands.
    """
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    if locked.state != DecisionState.CONFIRMED:
        raise DecisionRefused(_("Giấy chứng nhận chỉ làm được khi quyết định đã được xác nhận."))
    open_run = locked.certificate_runs.filter(finished_at__isnull=True).first()
    if open_run is not None:
        return _again(open_run, by, at) if is_stuck(open_run, at) else open_run
    total = certified(locked).count()
    if not total:
        raise DecisionRefused(
            _("Quyết định này không có khen thưởng nào của thành phố còn hiệu lực để làm giấy chứng nhận.")
        )
    run = CertificateRun.objects.create(
        decision=locked, asked_by_id=by.pk, asked_at=at, address=address, total=total
    )
    enqueue(JOB, run=run.pk)
    record(
        by=by,
        at=at,
        action="decisions.certificates_asked",
        subject=locked,
        before=None,
        after={"count": total},
    )
    return run


def is_stuck(run: CertificateRun, at: datetime) -> bool:
    """Whether a making should long be done: its job failed for good, or no worker runs."""
    return run.finished_at is None and at - run.asked_at > STUCK_AFTER


def _again(run: CertificateRun, by: Actor, at: datetime) -> CertificateRun:
    run.asked_by_id, run.asked_at, run.done = by.pk, at, 0
    run.save(update_fields=["asked_by", "asked_at", "done"])
    enqueue(JOB, run=run.pk)
    after = {"count": run.total}
    record(
        by=by, at=at, action="decisions.certificates_asked", subject=run.decision, before=None, after=after
    )
    return run


def make_certificates(run_id: int, *, is_demo: bool) -> None:
    """Makes the file of one run and tells who asked; a second time it changes nothing.

    One PDF in our layout; where the office has a form of its own, a .docx for each by that form, packed
    together. The form is that of the day on which they were asked for.
    """
    run = CertificateRun.objects.select_related("decision", "asked_by").get(pk=run_id)
    if run.finished_at is not None:
        return
    with override("vi"):
        sheets = sheets_of(run.decision, run.address, is_demo=is_demo)
        draw = certificate_drawer(run.asked_at.astimezone(VIETNAM_TIME).date())
        content = (
            packed_certificates(sheets, draw, progress=_noting(run_id))
            if draw
            else certificates_pdf(sheets, progress=_noting(run_id))
        )
        title = _("Đã làm xong %(count)s giấy chứng nhận theo Quyết định số %(number)s") % {
            "count": len(sheets),
            "number": run.decision.number,
        }
    at = timezone.now()
    kind = Kind.ZIP if draw else Kind.PDF
    named = ContentFile(content, name=f"giay-chung-nhan-{run.decision_id}.{kind}")
    with transaction.atomic():
        locked = CertificateRun.objects.select_for_update().get(pk=run_id)
        if locked.finished_at is not None:
            return
        upload = inspect_upload(named, kinds=(kind,), max_bytes=len(content))
        locked.file = keep_file(by=run.asked_by, at=at, upload=upload)
        locked.done, locked.total, locked.finished_at = len(sheets), len(sheets), at
        locked.save()
        notify(
            at=at,
            user_ids=[run.asked_by_id],
            kind=CERTIFICATES,
            key=f"decisions.certificates.{run_id}",
            title=title,
            url=reverse("decisions:certificates", args=[run.decision_id]),
        )


def _noting(run_id: int) -> Callable[[int, int], None]:
    def note(done: int, _total: int) -> None:
        if done % STEP == 0:
            CertificateRun.objects.filter(pk=run_id, finished_at__isnull=True).update(done=done)

    return note
