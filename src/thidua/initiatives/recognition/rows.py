"""Rows of recognitions as every service of the room finds, checks and saves them. The typed columns of the
initiative follow the first recognition of any level.
"""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.initiatives.enums import Level, RecognitionState
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.models import Initiative
from thidua.initiatives.recognition.models import Recognition
from thidua.initiatives.recognition.moves import MOVES

STANDING = (RecognitionState.RECEIVED, RecognitionState.MET, RecognitionState.RECOGNISED)
"""A level with a row in one of these states is taken."""


def follow_first(row: Initiative) -> None:
    """The rules read the decision of the earliest day, of whatever level, not what was typed first."""
    first = row.recognitions.filter(state=RecognitionState.RECOGNISED).order_by("decided_on", "pk").first()
    row.recognised_on, row.recognition_decision = (first.decided_on, first.decision) if first else (None, "")
    row.save(update_fields=["recognised_on", "recognition_decision"])
    revision.bump()


def refuse_taken(row: Initiative, level: Level) -> None:
    """InitiativeRefused when the level has recognised it or is considering it."""
    found = row.recognitions.filter(level=level, state__in=STANDING).first()
    if found is None:
        return
    if found.is_open:
        raise InitiativeRefused(_("Đơn của sáng kiến này đang được xét; ghi kết quả vào đơn đó."))
    raise InitiativeRefused(
        _("Sáng kiến này đã được công nhận ở cấp đó; một sáng kiến không công nhận hai lần ở một nơi.")
    )


def open_application(row: Initiative, action: str) -> Recognition:
    """The open application, when `action` can be done on it now."""
    found = row.recognitions.filter(state__in=[RecognitionState.RECEIVED, RecognitionState.MET]).first()
    if found is None:
        raise InitiativeRefused(_("Sáng kiến này không có đơn nào đang được xét; nhận đơn trước."))
    if found.state not in MOVES[action].before:
        raise InitiativeRefused(
            _("Đơn đang ở bước “%(state)s” nên chưa làm được việc này.")
            % {"state": found.get_state_display()}
        )
    return found


def refuse_before_council(found: Recognition, day: date) -> None:
    if found.met_on is not None and day < found.met_on:
        raise InitiativeRefused(
            _("Quyết định ký trước ngày hội đồng họp %(day)s; xem lại ngày.")
            % {"day": format_date(found.met_on)}
        )


def refuse_ahead(day: date, at: datetime) -> None:
    if day > localdate(at):
        raise InitiativeRefused(_("Ngày %(day)s chưa tới; xem lại ngày.") % {"day": format_date(day)})


def keep(found: Recognition, by: Actor | None, at: datetime, event: str) -> Recognition:
    """Saves the row, with an event unless the initiative's own tells it."""
    found.recorded_by_id, found.recorded_at = by.pk if by else None, at
    found.save()
    if event:
        after = {
            "level": found.level,
            "state": found.state,
            "receipt": found.receipt,
            "received_on": found.received_on,
            "met_on": found.met_on,
            "agreed": found.agreed,
            "decision": found.decision,
            "decided_on": found.decided_on,
        }
        record(by=by, at=at, action=event, subject=found, before=None, after=after, note=found.reason)
    return found
