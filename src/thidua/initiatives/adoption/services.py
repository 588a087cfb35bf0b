"""Writes of adoptions: an officer declares, the head of that unit answers, the origin is told."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.text import format_date, nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.initiatives.adoption import telling
from thidua.initiatives.adoption.models import Adoption
from thidua.initiatives.enums import AdoptionState
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.models import Initiative
from thidua.initiatives.rows import locked
from thidua.units.models import Unit


@transaction.atomic
def declare(
    *,
    by: Actor,
    at: datetime,
    initiative: Initiative,
    unit: Unit,
    since: date,
    how: str,
    file: InspectedFile | None = None,
) -> Adoption:
    """`unit` says that it works with the initiative of another. Its head is asked to confirm."""
    row = locked(initiative)
    if row.is_draft:
        raise InitiativeRefused(_("Sáng kiến chưa vào sổ nên chưa nhân rộng được."))
    if unit.pk == row.unit_id:
        raise InitiativeRefused(
            _("Đây là sáng kiến của chính đơn vị bạn; nơi áp dụng trong đơn vị ghi ở phần xác nhận áp dụng.")
        )
    words = nfc(how)
    if not words:
        raise InitiativeRefused(_("Ghi đã áp dụng thế nào: làm gì, ở đâu, kết quả ra sao."))
    if since > localdate(at):
        raise InitiativeRefused(_("Ngày %(day)s chưa tới; xem lại ngày.") % {"day": format_date(since)})
    standing = [AdoptionState.DECLARED, AdoptionState.CONFIRMED]
    if Adoption.objects.filter(initiative=row, unit=unit, state__in=standing).exists():
        raise InitiativeRefused(_("Đơn vị đã khai áp dụng sáng kiến này; một đơn vị chỉ tính một lần."))
    found = Adoption(
        initiative=row, unit=unit, since=since, how=words[:1000], declared_by_id=by.pk, declared_at=at
    )
    if file is not None:
        found.file = keep_file(by=by, at=at, upload=file)
    found.save()
    record(
        by=by, at=at, action="initiatives.adoption_declared", subject=found, before=None, after=_facts(found)
    )
    telling.declared(found, at)
    return found


@transaction.atomic
def confirm(*, by: Actor, at: datetime, adoption: Adoption) -> Adoption:
    """The head stands behind it: from now on it is counted, and the people of the origin know."""
    found = _waiting(adoption)
    found.state, found.answered_by_id, found.answered_at = AdoptionState.CONFIRMED, by.pk, at
    found.save(update_fields=["state", "answered_by", "answered_at"])
    after = _facts(found)
    record(by=by, at=at, action="initiatives.adoption_confirmed", subject=found, before=None, after=after)
    telling.confirmed(found, at)
    return found


@transaction.atomic
def decline(*, by: Actor, at: datetime, adoption: Adoption, reason: str) -> Adoption:
    """The head does not stand behind it; the declarer reads why and may declare again."""
    found, words = _waiting(adoption), nfc(reason)
    if not words:
        raise InitiativeRefused(_("Ghi lý do không xác nhận để người khai biết cần làm gì."))
    found.state, found.reason = AdoptionState.DECLINED, words[:300]
    found.answered_by_id, found.answered_at = by.pk, at
    found.save(update_fields=["state", "reason", "answered_by", "answered_at"])
    record(
        by=by,
        at=at,
        action="initiatives.adoption_declined",
        subject=found,
        before=None,
        after=_facts(found),
        note=words,
    )
    telling.declined(found, at)
    return found


@transaction.atomic
def end(*, by: Actor, at: datetime, adoption: Adoption, reason: str) -> Adoption:
    """What was declared or confirmed by mistake counts no longer; the row stays, the unit may declare again.

    InitiativeRefused without a reason. The origin is told of what it knew.
    """
    found, words = _locked(adoption), nfc(reason)
    if found.state not in (AdoptionState.DECLARED, AdoptionState.CONFIRMED):
        raise InitiativeRefused(_("Lần nhân rộng này không còn được tính; tải lại trang để xem."))
    if not words:
        raise InitiativeRefused(_("Ghi lý do vì sao lần nhân rộng này thôi được tính."))
    before, was_confirmed = _facts(found), found.state == AdoptionState.CONFIRMED
    found.state, found.reason = AdoptionState.ENDED, words[:300]
    found.answered_by_id, found.answered_at = found.answered_by_id or by.pk, found.answered_at or at
    found.save(update_fields=["state", "reason", "answered_by", "answered_at"])
    after = _facts(found)
    record(
        by=by,
        at=at,
        action="initiatives.adoption_ended",
        subject=found,
        before=before,
        after=after,
        note=words,
    )
    if was_confirmed:
        telling.ended(found, at)
    return found


def _waiting(adoption: Adoption) -> Adoption:
    found = _locked(adoption)
    if found.state != AdoptionState.DECLARED:
        raise InitiativeRefused(_("Lần nhân rộng này đã được trả lời; tải lại trang để xem."))
    return found


def _locked(adoption: Adoption) -> Adoption:
    rows = Adoption.objects.select_for_update(of=("self",)).select_related("initiative__unit", "unit")
    return rows.get(pk=adoption.pk)


def _facts(found: Adoption) -> dict[str, object]:
    return {
        "initiative": found.initiative.code,
        "unit": found.unit.code,
        "since": found.since,
        "state": found.state,
    }
