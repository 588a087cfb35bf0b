"""Who is told of a correction; in Vietnamese whoever presses, for the words stay."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.deadlines import VIETNAM_TIME
from thidua.decisions.access import RECORDERS
from thidua.decisions.correcting.selectors import changes_in
from thidua.decisions.models import Correction, Outcome, OutcomeCorrection
from thidua.decisions.notification_kinds import CORRECTED, TO_CONFIRM
from thidua.dossiers.routes import is_of_state
from thidua.foundation.audit.services import Actor
from thidua.foundation.notify import notify
from thidua.foundation.notify.services import Message, notify_many
from thidua.people.selectors import people_of_units, people_wearing


def to_confirm(row: Correction, by: Actor, at: datetime) -> None:
    """Those who may confirm, but for the person who asked."""
    with override("vi"):
        notify(
            at=at,
            user_ids=people_wearing(at.astimezone(VIETNAM_TIME).date(), *RECORDERS) - {by.pk},
            kind=TO_CONFIRM,
            key=f"decisions.correction.{row.pk}",
            title=_("Đính chính Quyết định số %s chờ xác nhận") % row.old_number,
            body=_("%s đã đề nghị. Mở, đối chiếu với bản đã ký rồi xác nhận.") % by.get_full_name(),
            url=reverse("decisions:decision", args=[row.decision_id]) + "#dinh-chinh",
        )


def corrected(row: Correction, outcomes: Sequence[Outcome], at: datetime) -> None:
    """The people of every unit with a dossier in the decision, with the holders of its awards by name."""
    with override("vi"):
        # A form of State level where none stood is of an award that is still to be put right, and told then.
        changes = [f"{what}: {before} → {after}" for what, before, after in changes_in(row) if before]
        if row.file is not None:
            changes.append(_("Bản đã ký được thay bằng bản đúng."))
        if not changes:
            return
        holders: dict[int, list[str]] = defaultdict(list)
        for one in outcomes:
            name = one.dossier.subject_name
            holders[one.dossier.filing.unit_id] += [name] if one.is_awarded and name else []
        people = people_of_units(set(holders), at.astimezone(VIETNAM_TIME).date())
        notify_many(
            at=at,
            kind=CORRECTED,
            messages=[
                Message(
                    user_id=person,
                    key=f"{CORRECTED}.{row.pk}.{unit}",
                    title=_("Đính chính Quyết định khen thưởng số %s") % row.old_number,
                    body="\n".join([*changes, *_for_holders(names, row)]),
                    url=reverse("decisions:register"),
                )
                for unit, names in holders.items()
                for person in people[unit]
            ],
        )


def outcome_to_confirm(row: OutcomeCorrection, by: Actor, at: datetime) -> None:
    """Those who may confirm, but for the person who asked."""
    outcome = row.outcome
    with override("vi"):
        notify(
            at=at,
            user_ids=people_wearing(at.astimezone(VIETNAM_TIME).date(), *RECORDERS) - {by.pk},
            kind=TO_CONFIRM,
            key=f"decisions.outcome_correction.{row.pk}",
            title=_("Đính chính kết quả hồ sơ %(code)s (Quyết định số %(number)s) chờ xác nhận")
            % {"code": outcome.dossier.code, "number": outcome.decision.number},
            body=_("%s đã đề nghị. Mở, đối chiếu với bản đã ký rồi xác nhận.") % by.get_full_name(),
            url=reverse("decisions:correct_outcome", args=[outcome.decision_id, outcome.pk]),
        )


def outcome_corrected(row: OutcomeCorrection, outcome: Outcome, at: datetime) -> None:
    """The people of the unit: what they were told of this dossier does not hold."""
    unit, day = outcome.dossier.filing.unit_id, at.astimezone(VIETNAM_TIME).date()
    with override("vi"):
        if outcome.is_awarded:
            words = [_("Bản đã ký ghi: được tặng.")]
        elif outcome.is_chosen:
            words = [_("Bản đã ký ghi: được chọn trình cấp Nhà nước.")]
        else:
            words = [
                _("Bản đã ký ghi: không được tặng. Lý do: %s") % row.reason,
                _("Giấy chứng nhận, hiện vật, tiền thưởng đã nhận: liên hệ cơ quan thường trực để trả lại."),
            ]
            if outcome.decision.proposal_id is not None and is_of_state(outcome.dossier.award):
                # The Chairman chooses and gives nothing: there is nothing to bring back.
                words = [_("Bản đã ký ghi: không được chọn trình cấp Nhà nước. Lý do: %s") % row.reason]
        notify(
            at=at,
            user_ids=people_of_units([unit], day)[unit],
            kind=CORRECTED,
            key=f"{CORRECTED}.outcome.{row.pk}",
            title=_("Đính chính kết quả hồ sơ %(code)s theo Quyết định số %(number)s")
            % {"code": outcome.dossier.code, "number": outcome.decision.number},
            body="\n".join(words),
            url=reverse("decisions:register"),
        )


def _for_holders(names: Sequence[str], row: Correction) -> list[str]:
    told = [_("Báo lại cho: %s.") % ", ".join(names)] if names else []
    if row.changes_sheets:
        told.append(
            _("Giấy chứng nhận in trước khi đính chính được làm lại; khen thưởng giữ nguyên hiệu lực.")
        )
    return told
