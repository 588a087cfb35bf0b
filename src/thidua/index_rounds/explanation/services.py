"""Explaining: the unit writes to each cut, its head sends all once, appraisers decide with a reason."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import Role
from thidua.core.text import compose, format_date
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.autosave import StaleVersion, show_again
from thidua.foundation.notify import notify
from thidua.index_rounds.appraisal.access import require_judge
from thidua.index_rounds.appraisal.services import (
    Verdict,
    checked_verdict,
    judge_at,
    locked_answer,
    typed_component,
)
from thidua.index_rounds.enums import PhaseKind, SheetState, Stage
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.explanation.judged import own_cut
from thidua.index_rounds.explanation.moves import MOVES, state_of
from thidua.index_rounds.models import Answer, Explanation, Judgement, KeptAnswer, Round, Sheet
from thidua.index_rounds.notification_kinds import EXPLAINED, EXPLANATION_DECIDED, TWO_WRITERS
from thidua.index_rounds.rounds.dates import days_of, require_open
from thidua.index_rounds.selectors import phases_at
from thidua.people.selectors import people_of_units, people_wearing
from thidua.units.enums import STANDING_OFFICE_UNIT
from thidua.units.selectors import UnitRecord

LONGEST = 3000
FIELD = "text"
KEPT = "explanation"


def save_explanation(*, by: Actor, at: datetime, answer: Answer, text: str, version: int) -> Explanation:
    """Saves the words to one cut if `version` is still the present one (0: nothing was written yet).

    StaleVersion when somebody saved in between: the refused words are kept and both people are told.
    RoundRefused: not open, sent already, nothing was cut, too long. Not in a transaction of the caller.
    """
    words = compose(text).replace("\r\n", "\n").strip()
    if len(words) > LONGEST:
        raise RoundRefused(
            _("Giải trình dài hơn %d ký tự. Hãy rút gọn, phần chi tiết đưa vào tài liệu.") % LONGEST
        )
    with transaction.atomic():
        sheet = being_explained(answer.sheet, at)
        require_cut(answer)
        row = Explanation.objects.select_for_update().filter(answer=answer).first()
        if row is None and version == 0:
            return Explanation.objects.create(answer=answer, text=words, by_id=by.pk, saved_at=at)
        if row is not None and row.text == words:
            return row
        if row is not None and row.version == version:
            row.text, row.version, row.by_id, row.saved_at = words, row.version + 1, by.pk, at
            row.save()
            return row
    if row is None:
        raise RoundRefused(_("Trang đã cũ. Tải lại trang rồi viết tiếp."))
    _keep(by, at, sheet, row, words)
    raise StaleVersion(
        version=row.version,
        theirs={FIELD: row.text},
        by=row.by.get_full_name() if row.by else "",
        at=row.saved_at,
    )


@transaction.atomic
def _keep(by: Actor, at: datetime, sheet: Sheet, row: Explanation, words: str) -> None:
    """Keeps refused words, once, and tells both people."""
    code = row.answer.code
    kept, is_new = KeptAnswer.objects.get_or_create(
        answer=row.answer,
        by_id=by.pk,
        digest=sha256(json.dumps([KEPT, words]).encode()).hexdigest(),
        defaults={"fields": {KEPT: words}, "at": at, "other_id": row.by_id},
    )
    if is_new:
        notify(
            at=at,
            user_ids={by.pk, *([row.by_id] if row.by_id else [])},
            kind=TWO_WRITERS,
            key=f"index_rounds.kept.{kept.pk}",
            title=_("Hai người cùng viết giải trình tiêu chí %s") % code,
            body=_("Không chữ nào bị mất: bản chưa lưu được của %(name)s được giữ lại để hai người cùng xem.")
            % {"name": by.get_full_name()},
            url=reverse("index_rounds:judged_answer", kwargs={"pk": sheet.pk, "code": code}),
        )
    else:
        show_again(kept, at)


@transaction.atomic
def send_explanations(*, by: Actor, at: datetime, sheet: Sheet, unit: UnitRecord) -> Sheet:
    """The head sends every written explanation, once; appraisers are told. A second press changes nothing.

    A cut without words is taken as it is. RoundRefused: not open, nothing was written.
    """
    locked = Sheet.objects.select_for_update(of=("self",)).select_related("round", "unit").get(pk=sheet.pk)
    if locked.explained_at is not None:
        return locked
    require_open(locked.round, PhaseKind.EXPLANATION, at)
    rows = [
        row
        for row in Explanation.objects.filter(answer__sheet=locked).exclude(text="").select_related("answer")
        if own_cut(row.answer) is not None
    ]
    if not rows:
        raise RoundRefused(
            _("Chưa viết giải trình cho tiêu chí nào. Đồng ý với kết quả thẩm định thì không cần gửi gì.")
        )
    Explanation.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=at)
    locked.explained_by_id, locked.explained_at = by.pk, at
    locked.save(update_fields=["explained_by", "explained_at"])
    notify(
        at=at,
        user_ids=_appraisers(locked, at),
        kind=EXPLAINED,
        key=f"index_rounds.explained.{locked.pk}",
        title=_("%(unit)s đã gửi giải trình") % {"unit": unit.full_name},
        body=_("%d tiêu chí chờ kết quả giải trình.") % len(rows),
        url=reverse("index_rounds:queue") + "?tinh-trang=giai-trinh",
    )
    record(
        by=by, at=at, action="index_rounds.explanations_sent", subject=locked, before=None,
        after={"components": sorted(row.answer.code for row in rows)},
    )  # fmt: skip
    return locked


def _appraisers(sheet: Sheet, at: datetime) -> set[int]:
    """Everybody who appraises an area of the sheet's block; the board for the office's own."""
    if sheet.unit.code == STANDING_OFFICE_UNIT:
        return set(people_wearing(at.date(), Role.EMULATION_BOARD))
    return set(sheet.round.appraisers.filter(block=sheet.block).values_list("user", flat=True))


def decide_explanation(
    *, by: Any, at: datetime, answer: Answer, verdict: Verdict, seen: int | None
) -> Judgement:
    """What becomes of an explained cut: the unit's points stand again, or points with a reason.

    Refused: not one's area, one's own unit. RoundRefused: nothing was sent, the council has begun, no
    reason, points out of range, somebody decided in between. The unit is told when the last is decided.
    """
    with transaction.atomic():
        locked = locked_answer(answer)
        if not Explanation.objects.filter(answer=locked, sent_at__isnull=False).exists():
            raise RoundRefused(_("Đơn vị không gửi giải trình cho tiêu chí này."))
        require_before_council(locked.sheet.round, at)
        require_judge(by, at.date(), locked)
        checked = checked_verdict(typed_component(locked), locked, verdict, needs_reason=True)
        made = judge_at(by, at, locked, Stage.EXPLANATION, checked, seen, "index_rounds.explanation_decided")
        _tell_when_all_decided(locked.sheet, at)
        return made


def require_before_council(found: Round, at: datetime) -> None:
    """RoundRefused once the council's phase has begun, or the round was called off."""
    if found.called_off_at is not None:
        require_open(found, PhaseKind.EXPLANATION, at)
    council = phases_at(found, at).get(PhaseKind.COUNCIL)
    if council is not None and (council.is_open or council.is_past):
        raise RoundRefused(
            _("Hội đồng đã bắt đầu từ ngày %s; từ nay điểm do hội đồng quyết định.")
            % format_date(days_of(council.phase).first)
        )


def _tell_when_all_decided(sheet: Sheet, at: datetime) -> None:
    waiting = Explanation.objects.filter(answer__sheet=sheet, sent_at__isnull=False).exclude(
        answer__judgements__stage=Stage.EXPLANATION, answer__judgements__is_current=True
    )
    if waiting.exists():
        return
    notify(
        at=at,
        user_ids=people_of_units([sheet.unit_id], at.date())[sheet.unit_id],
        kind=EXPLANATION_DECIDED,
        key=f"index_rounds.explanation_decided.{sheet.pk}",
        title=_("Đã có kết quả giải trình điểm chỉ số năm %d") % sheet.round.year,
        body=_("Mở để xem kết quả và lý do của từng tiêu chí."),
        url=reverse("index_rounds:judged", kwargs={"pk": sheet.pk}),
    )


def being_explained(sheet: Sheet, at: datetime) -> Sheet:
    """The row, locked. RoundRefused when nothing can be written: not sent, explained already, not open."""
    locked = Sheet.objects.select_for_update(of=("self",)).select_related("round", "unit").get(pk=sheet.pk)
    if why := closed_words(locked):
        raise RoundRefused(why)
    require_open(locked.round, PhaseKind.EXPLANATION, at)
    return locked


def closed_words(sheet: Sheet) -> str:
    """Why a sheet cannot be explained in its state; "" when it can."""
    if sheet.state != SheetState.SENT:
        return _("Phiếu chưa ký gửi nên không có kết quả thẩm định để giải trình.")
    if state_of(sheet) not in MOVES["write"].before:
        return _("Giải trình đã gửi; mỗi kỳ đơn vị gửi một lần, kết quả hiện ở từng tiêu chí.")
    return ""


def require_cut(answer: Answer) -> Judgement:
    """The cut an answer is explained against. RoundRefused when nothing was cut."""
    found = own_cut(answer)
    if found is None:
        raise RoundRefused(_("Điểm tiêu chí này được giữ nguyên nên không cần giải trình."))
    return found
