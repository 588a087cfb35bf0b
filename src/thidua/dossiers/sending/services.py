"""The head signs: what waits goes out under one receipt, frozen as it stands."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.frozen import fingerprint
from thidua.core.roles import Role
from thidua.dossiers.enums import DossierState, Proposer
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, Filing, SentDossier, Submission
from thidua.dossiers.notification_kinds import SENT
from thidua.dossiers.sending.content import content_of, signed
from thidua.dossiers.sending.due import day_of, sent_as, timing_together
from thidua.dossiers.sending.steps import require_room, require_whole
from thidua.dossiers.writing.counting import count_again
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.notify import notify
from thidua.initiatives.ledger.services import NewUse, end_uses, note_uses
from thidua.people.selectors import holders
from thidua.units.selectors import UnitRecord


@transaction.atomic
def send_filing(
    *,
    by: Actor,
    at: datetime,
    filing: Filing,
    unit: UnitRecord,
    knows_not_met: bool = False,
    proposer: Proposer = Proposer.UNIT,
) -> Submission:
    """The head signs: every dossier that waits goes out under one receipt; late is marked and kept.

    `proposer` OFFICE: the standing office sends what it proposes itself. With nothing waiting the last
    receipt is given. DossierRefused: no Tờ trình, a gap, a broken limit, a verdict that is already
    "no" without `knows_not_met`.
    """
    row = (
        Filing.objects.select_for_update(of=("self",)).select_related("unit", "letter_file").get(pk=filing.pk)
    )
    waiting = list(
        row.dossiers.select_for_update(of=("self",))
        .filter(state=DossierState.WAITING, proposer=proposer)
        .select_related("filing__unit")
    )
    ordinal = row.submissions.count() + 1
    if not waiting:
        last = row.submissions.order_by("-ordinal").first()
        if last is None:
            raise DossierRefused(_("Chưa có hồ sơ nào chờ ký. Người lập hoàn thành hồ sơ rồi bấm Trình ký."))
        return last
    on = at.date()
    if not row.letter_number and proposer == Proposer.UNIT:
        raise DossierRefused(_("Ghi số và ngày Tờ trình của đơn vị trước khi ký gửi."))
    require_whole(waiting, on)
    require_room(row, waiting, on)
    count_again(waiting, on)
    content = signed(content_of(row, waiting, unit, on), by=by.get_full_name(), ordinal=ordinal, at=at)
    refused = [one["code"] for one in content["dossiers"] if one["verdict"]["truth"] == "not_met"]
    if refused and not knows_not_met:
        raise DossierRefused(
            _("Theo tiêu chuẩn, các hồ sơ sau không đạt: %s. Rút lại, hoặc đánh dấu đã biết rồi vẫn gửi.")
            % ", ".join(refused)
        )
    day = day_of([one.award for one in waiting], row.cycle, unit, on)
    sent = sent_as(waiting, row.cycle, day, at)
    submission = Submission.objects.create(
        filing=row,
        ordinal=ordinal,
        receipt=receipt_number(row, unit, ordinal),
        sent_at=at,
        signed_by_id=by.pk,
        timing=timing_together(sent),
        last_moment=day.last_moment if day else None,
        letter_file=row.letter_file,
        content=content,
        sha256=fingerprint(content),
    )
    for going in sent:
        going.submission = submission
    SentDossier.objects.bulk_create(sent)
    _note_uses(by, at, waiting)
    for one in waiting:
        one.state, one.words_back, one.open_parts = DossierState.SENT, "", None
    Dossier.objects.bulk_update(waiting, ["state", "words_back", "open_parts", "par_months"])
    notify(
        at=at,
        user_ids=[found.pk for found in holders(on, Role.UNIT_OFFICER, Role.UNIT_HEAD, unit_id=unit.id)],
        kind=SENT,
        key=f"dossiers.sent.{submission.receipt}",
        title=_("Đã gửi hồ sơ khen thưởng của %s") % unit.full_name,
        body=_("Biên nhận số %s.") % submission.receipt,
        url=reverse("dossiers:receipt", kwargs={"pk": submission.pk}),
    )
    record(
        by=by, at=at, action="dossiers.sent", subject=submission, before=None,
        after={
            "receipt": submission.receipt, "sha256": submission.sha256, "timing": str(submission.timing),
            "dossiers": len(waiting),
        },
    )  # fmt: skip
    return submission


def receipt_number(filing: Filing, unit: UnitRecord, ordinal: int) -> str:
    """“KT-2029/P.HONGBANG-1”: cycle, unit, which sending."""
    return f"KT-{filing.cycle}/{unit.code}-{ordinal}"


def _note_uses(by: Actor, at: datetime, rows: Iterable[Dossier]) -> None:
    """What the dossiers name is used; what one named when it went out before, and no longer does, is free."""
    uses = []
    for row in rows:
        named = list(row.initiatives.values_list("pk", flat=True))
        uses += [NewUse(pk, row.award, row.filing.cycle, row.code) for pk in named]
        if row.open_parts is not None:
            left_out = _("Hồ sơ %s gửi lại không còn ghi sáng kiến này") % row.code
            end_uses(by=by, at=at, sources=[row.code], but=named, reason=left_out)
    note_uses(by=by, at=at, uses=uses)
