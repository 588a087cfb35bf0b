"""Who states that something bars a subject, or that nothing does; the dossier keeps the last word."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.text import nfc
from thidua.dossiers.bars.models import BarStatement
from thidua.dossiers.bars.selectors import standing_bars
from thidua.dossiers.enums import BarKind, DossierState
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier
from thidua.dossiers.notification_kinds import BAR_REPORTED
from thidua.dossiers.sending.steps import receivers_of, tell
from thidua.dossiers.services import being_written, check_undecided, locked
from thidua.foundation.audit.services import Actor, record


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement. `kind` empty: nothing bars the subject."""

    kind: str = ""
    words: str = ""
    since: date | None = None


@transaction.atomic
def declare_bars(
    *, by: Actor, at: datetime, dossier: Dossier, stated: Stated, seen: int | None = None
) -> BarStatement:
    """The unit's declaration; it lifts nothing once the office has spoken. `seen`: the last statement that
    the page showed (its key), something else when there was none; None: no page was open. A second press
    changes nothing.
    DossierRefused for a case without its words, or when more was stated since.
    """
    row = being_written(dossier, "bars", at.date())
    last = row.bar_statements.filter(has_lapsed=False).select_related("by").order_by("-pk").first()
    if last is not None and seen is not None and seen != last.pk:
        if says_the_same(last, by, stated, by_office=False):
            return last
        raise DossierRefused(
            _(
                "Chưa lưu: %s đã ghi vào phần này sau khi bạn mở trang. Đọc nội dung đó; cam kết của bạn vẫn "
                "đúng thì bấm Lưu lần nữa."
            )
            % last.by.get_full_name()
        )
    return _state(by, at, row, stated, by_office=False)


@transaction.atomic
def report_bar(*, by: Actor, at: datetime, dossier: Dossier, stated: Stated) -> BarStatement:
    """What came up after the dossier went out: the unit adds it, whatever parts are closed, and those who
    appraise are told to look. DossierRefused: no case named, not handed in, or decided.
    """
    row = locked(dossier)
    check_undecided(row)
    if not row.is_handed_in:
        raise DossierRefused(
            _("Hồ sơ chưa gửi hoặc đã rút. Hồ sơ đang lập thì ghi ở phần Cam kết về trường hợp chưa xét.")
        )
    if not stated.kind:
        raise DossierRefused(_("Chọn trường hợp mới phát sinh. Chỉ bên thẩm định ghi được là đã hết."))
    found = _state(by, at, row, stated, by_office=False)
    readers = [pk for pk in receivers_of(row, at.date()) if pk != by.pk]
    # No word of what it is: a notice also goes out as an e-mail.
    with override("vi"):
        tell(
            at, readers, BAR_REPORTED, f"dossiers.bar_reported.{found.pk}",
            _("Hồ sơ %s: đơn vị báo thêm, cần xem lại") % row.code, _("Mở hồ sơ để xem đơn vị báo gì."), row,
        )  # fmt: skip
    return found


@transaction.atomic
def record_bars(*, by: Actor, at: datetime, dossier: Dossier, stated: Stated) -> BarStatement:
    """What the appraiser found, confirmed or lifted; words are needed always (the source)."""
    row = locked(dossier)
    if row.state in (DossierState.DRAFT, DossierState.WITHDRAWN):
        raise DossierRefused(_("Hồ sơ chưa gửi hoặc đã rút; chưa có gì để xác nhận."))
    if not nfc(stated.words).strip():
        raise DossierRefused(_("Ghi nguồn đã kiểm tra (văn bản, cơ quan trả lời, ngày)."))
    return _state(by, at, row, stated, by_office=True)


def says_the_same(said: BarStatement, by: Actor, stated: Stated, *, by_office: bool) -> bool:
    """Whether a statement is just this one: a second press."""
    now = (by.pk, by_office, stated.kind, nfc(stated.words).strip()[:1000], stated.since)
    return (said.by_id, said.by_office, said.kind, said.words, said.since) == now


def _state(by: Actor, at: datetime, row: Dossier, stated: Stated, *, by_office: bool) -> BarStatement:
    words = nfc(stated.words).strip()[:1000]
    if stated.kind and stated.kind not in BarKind.values:
        raise DossierRefused(_("Chọn một trường hợp trong danh sách."))
    if stated.kind and not words:
        raise DossierRefused(
            _("Ghi nội dung và văn bản liên quan, để người thẩm định biết khi nào xét lại được.")
        )
    found = BarStatement.objects.create(
        dossier=row,
        subject_key=row.subject_key,
        kind=stated.kind,
        words=words,
        since=stated.since,
        by_office=by_office,
        by_id=by.pk,
        at=at,
    )
    row.barred = bool(standing_bars([row.pk])[row.pk].kind)
    row.save(update_fields=["barred"])
    # Not what was stated: the trail is read by more people than may know (law-and-practice 5.1).
    record(
        by=by, at=at, action="dossiers.bar_recorded" if by_office else "dossiers.bar_declared", subject=row,
        before=None, after=None,
    )  # fmt: skip
    return found
