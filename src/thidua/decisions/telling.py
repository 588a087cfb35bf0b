"""Whom a decision concerns is told, once; in Vietnamese whoever presses, for the words stay."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.awards.models import AwardRecord
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import format_date
from thidua.decisions.access import RECORDERS
from thidua.decisions.models import Decision, Outcome, Revocation
from thidua.decisions.notification_kinds import AWARDED, CHOSEN, NOT_AWARDED, REVOKED, TO_CONFIRM
from thidua.decisions.selectors import is_giving, title_of
from thidua.dossiers.routes import is_of_state
from thidua.foundation.audit.services import Actor
from thidua.foundation.notify import notify
from thidua.foundation.notify.services import Message, notify_many
from thidua.movement.selectors import programme_for
from thidua.people.selectors import people_of_units, people_wearing


def to_confirm(decision: Decision, by: Actor, at: datetime) -> None:
    """Those who may confirm, but for the person who recorded it."""
    with override("vi"):
        words = {"paper": _paper(decision), "number": decision.number}
        notify(
            at=at,
            user_ids=people_wearing(_day(at), *RECORDERS) - {by.pk},
            kind=TO_CONFIRM,
            key=f"decisions.to_confirm.{decision.pk}",
            title=_("%(paper)s số %(number)s chờ xác nhận") % words,
            body=_("%s đã ghi. Mở, đối chiếu với bản đã ký rồi xác nhận.") % by.get_full_name(),
            url=reverse("decisions:decision", args=[decision.pk]),
        )


def decided(decision: Decision, outcomes: Sequence[Outcome], at: datetime) -> None:
    """Every unit with a dossier in it: what was given, what was chosen, what was not and why."""
    with override("vi"):
        names = {award.id: award.name for award in programme_for(decision.cycle, decision.decided_on).awards}
        given, chosen, refused = defaultdict(list), defaultdict(list), defaultdict(list)
        for one in outcomes:
            row = one.dossier
            name = decision.state_form if one.is_awarded and is_of_state(row.award) else ""
            line = f"{row.code}: {name or names.get(row.award, row.award)}"
            line += f", {row.subject_name}" if row.subject_name else ""
            if one.is_awarded:
                given[row.filing.unit_id].append(line)
            elif one.is_chosen:
                chosen[row.filing.unit_id].append(line)
            else:
                refused[row.filing.unit_id].append(f"{line}. " + _("Lý do: %s") % one.reason)
        people = people_of_units({*given, *chosen, *refused}, _day(at))
        words = {
            "paper": _paper(decision),
            "number": decision.number,
            "day": format_date(decision.decided_on),
        }
        for kind, lines, title in (
            (AWARDED, given, _("Được khen thưởng theo Quyết định số %(number)s ngày %(day)s") % words),
            (
                CHOSEN,
                chosen,
                _("Được chọn trình cấp Nhà nước khen thưởng (Quyết định số %(number)s)") % words,
            ),
            (
                NOT_AWARDED,
                refused,
                _("Chưa được khen thưởng theo %(paper)s số %(number)s ngày %(day)s") % words,
            ),
        ):
            messages = [
                Message(
                    user_id=person,
                    key=f"{kind}.{decision.pk}.{unit}",
                    title=title,
                    body="\n".join(told),
                    url=reverse("decisions:register"),
                )
                for unit, told in lines.items()
                for person in people[unit]
            ]
            notify_many(at=at, kind=kind, messages=messages)


def _paper(decision: Decision) -> str:
    """What the signed paper is."""
    return _("Quyết định") if is_giving(decision) else _("Văn bản")


def revocation_to_confirm(row: Revocation, by: Actor, at: datetime) -> None:
    """Those who may confirm it."""
    with override("vi"):
        notify(
            at=at,
            user_ids=people_wearing(_day(at), *RECORDERS) - {by.pk},
            kind=TO_CONFIRM,
            key=f"decisions.revocation.{row.pk}",
            title=_("Quyết định hủy bỏ số %s chờ xác nhận") % row.decision_number,
            url=reverse("decisions:revocation", args=[row.pk]),
        )


def mistake_to_confirm(row: Revocation, by: Actor, at: datetime) -> None:
    """Those who may agree that it was recorded by mistake."""
    with override("vi"):
        notify(
            at=at,
            user_ids=people_wearing(_day(at), *RECORDERS) - {by.pk},
            kind=TO_CONFIRM,
            key=f"decisions.revocation.{row.pk}.mistake.{at.isoformat()}",
            title=_("Có người báo ghi nhầm Quyết định hủy bỏ số %s, chờ xác nhận") % row.decision_number,
            url=reverse("decisions:revocation", args=[row.pk]),
        )


def reinstated(row: Revocation, at: datetime) -> None:
    """The people of the unit: what they were told of a revocation does not hold."""
    with override("vi"):
        award = row.award
        notify(
            at=at,
            user_ids=people_of_units([award.unit_id], _day(at))[award.unit_id],
            kind=REVOKED,
            key=f"decisions.reinstated.{row.pk}",
            title=_("Khen thưởng theo Quyết định số %s còn hiệu lực") % award.decision_number,
            body=_which(award)
            + "\n"
            + _(
                "Việc hủy bỏ theo Quyết định số %s là ghi nhầm, đã bỏ. "
                "Hiện vật, tiền thưởng đã nộp lại (nếu có): liên hệ cơ quan thường trực để nhận lại."
            )
            % row.decision_number,
            url=reverse("decisions:award", args=[award.pk]),
        )


def revoked(row: Revocation, at: datetime) -> None:
    """The people of the unit."""
    with override("vi"):
        award = row.award
        notify(
            at=at,
            user_ids=people_of_units([award.unit_id], _day(at))[award.unit_id],
            kind=REVOKED,
            key=f"decisions.revoked.{row.pk}",
            title=_("Khen thưởng theo Quyết định số %s bị hủy bỏ") % award.decision_number,
            body="\n".join(
                filter(
                    None,
                    (
                        _which(award),
                        _("Quyết định hủy bỏ số %(number)s ngày %(day)s.")
                        % {"number": row.decision_number, "day": format_date(row.decided_on)},
                        str(row.get_ground_display()),
                        _("Nộp lại hiện vật, tiền thưởng theo quyết định."),
                    ),
                )
            ),
            url=reverse("decisions:award", args=[award.pk]),
        )


def _which(award: AwardRecord) -> str:
    """One decision may have given a unit and its people several."""
    names = {one.id: one.name for one in programme_for(award.cycle, award.decided_on).awards}
    return ", ".join(filter(None, (title_of(award, names), award.person_name)))


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM_TIME).date()
