"""The measures of a draft: add, change part by part without losing anybody's words, take out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor
from thidua.foundation.autosave import StaleVersion, show_again
from thidua.foundation.notify import notify
from thidua.movement.contents import Area, Content
from thidua.unit_plans.comparisons import target_in_words, typed_number
from thidua.unit_plans.drafts import draft_to_write, record_act
from thidua.unit_plans.errors import PlanRefused
from thidua.unit_plans.models import KeptMeasureWords, Measure, MeasureLine, UnitPlan
from thidua.unit_plans.notification_kinds import TWO_WRITERS

MAX_MEASURES = 200
SITTING = timedelta(minutes=30)
"""What one person saves within so long is one event, unless a button was pressed."""


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """What a person says about a measure."""

    content: str
    text: str
    areas: Sequence[str] = ()
    owner: str = ""
    target_number: Decimal | None = None
    target_unit: str = ""
    target_words: str = ""
    due: date | None = None
    joined_movement: str = ""


@transaction.atomic
def add_measure(*, by: Actor, at: datetime, plan: UnitPlan, measure: NewMeasure) -> Measure:
    """One more measure at the end of its content.

    Word for word the same as one in the draft: that one, so that a form sent twice adds one measure.
    """
    locked = draft_to_write(plan)
    if locked.measures.count() >= MAX_MEASURES:
        raise PlanRefused(_("Một kế hoạch có nhiều nhất %(most)s biện pháp.") % {"most": MAX_MEASURES})
    last = locked.measures.filter(content=measure.content).aggregate(Max("order"))["order__max"] or 0
    added = Measure(plan=locked, order=last + 1, saved_by_id=by.pk, saved_at=at)
    fill_measure(added, measure)
    for there in locked.measures.filter(content=added.content, text=added.text):
        if fields_of(there) == fields_of(added):
            return there
    added.line = MeasureLine.objects.create()
    added.save(force_insert=True)
    record_act(by, at, "measure_added", locked, after=_measure_facts(added))
    return added


def add_measures(*, by: Actor, at: datetime, plan: UnitPlan, measures: Sequence[NewMeasure]) -> int:
    """Many at once, with one event; gives how many."""
    with transaction.atomic():
        locked = draft_to_write(plan)
        lines = MeasureLine.objects.bulk_create(MeasureLine() for _measure in measures)
        rows = []
        for order, (line, measure) in enumerate(zip(lines, measures, strict=True), 1):
            row = Measure(plan=locked, line=line, order=order)
            fill_measure(row, measure)
            rows.append(row)
        Measure.objects.bulk_create(rows)
        record_act(by, at, "measures_added", locked, after={"measures": len(rows)})
    return len(rows)


def change_measure(
    *,
    by: Actor,
    at: datetime,
    measure: Measure,
    version: int,
    new: NewMeasure,
    is_pressed: bool = True,
) -> Measure:
    """The measure as it now reads, if `version` is still the present one. `is_pressed`: by a button, not
    by the form itself; what a form saves by itself is one event for each sitting.

    StaleVersion when somebody saved in between: then the refused words are kept and both people are told.
    PlanRefused when the plan was signed. Not in a transaction of the caller: it keeps words.
    """
    wanted = Measure()
    fill_measure(wanted, new)
    with transaction.atomic():
        plan = draft_to_write(measure.plan)
        locked = Measure.objects.select_for_update(of=("self",)).select_related("saved_by").get(pk=measure.pk)
        if fields_of(locked) == fields_of(wanted):
            return _looked_at(locked)
        if locked.edition == version:
            before, is_new_sitting = _measure_facts(locked), _is_new_sitting(locked, by, at)
            fill_measure(locked, new)
            locked.due_to_check = False
            locked.edition += 1
            locked.saved_by_id, locked.saved_at = by.pk, at
            locked.save()
            if is_pressed or is_new_sitting:
                record_act(by, at, "measure_changed", plan, before=before, after=_measure_facts(locked))
            return locked
    _keep(by, at, locked, fields_of(wanted))
    raise StaleVersion(
        version=locked.edition,
        theirs=fields_of(locked),
        by=locked.saved_by.get_full_name() if locked.saved_by else _("một người khác"),
        at=locked.saved_at or at,
    )


def _looked_at(measure: Measure) -> Measure:
    """Nothing is changed but that somebody has looked at the day that was carried over."""
    if measure.due_to_check:
        measure.due_to_check = False
        measure.save(update_fields=["due_to_check"])
    return measure


def _is_new_sitting(measure: Measure, by: Actor, at: datetime) -> bool:
    return measure.saved_at is None or measure.saved_by_id != by.pk or at - measure.saved_at > SITTING


@transaction.atomic
def _keep(by: Actor, at: datetime, measure: Measure, fields: dict[str, str]) -> None:
    """Keeps refused words, once, and tells both people."""
    digest = sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()
    kept, is_new = KeptMeasureWords.objects.get_or_create(
        measure=measure,
        by_id=by.pk,
        digest=digest,
        defaults={"fields": fields, "at": at, "other_id": measure.saved_by_id},
    )
    if not is_new:
        show_again(kept, at)
        return
    notify(
        at=at,
        user_ids={by.pk, *([measure.saved_by_id] if measure.saved_by_id else [])},
        kind=TWO_WRITERS,
        key=f"unit_plans.kept.{kept.pk}",
        title=_("Hai người cùng sửa một biện pháp của kế hoạch năm %(year)s") % {"year": measure.plan.year},
        body=_("Không chữ nào bị mất: bản chưa lưu được của %(name)s được giữ lại để hai người cùng xem.")
        % {"name": by.get_full_name()},
        url=reverse("unit_plans:measure_change", args=[measure.pk]),
    )


@transaction.atomic
def settle_kept(*, at: datetime, kept: KeptMeasureWords) -> None:
    """The words were looked at; they stay stored but are shown no longer."""
    KeptMeasureWords.objects.filter(pk=kept.pk, settled_at__isnull=True).update(settled_at=at)


def fields_of(measure: Measure) -> dict[str, str]:
    """The fields of the form by name, as the page has them."""
    return {
        "content": measure.content,
        "text": measure.text,
        "areas": "\n".join(measure.areas),
        "owner": measure.owner,
        "target_number": typed_number(measure.target_number),
        "target_unit": measure.target_unit,
        "target_words": measure.target_words,
        "due": measure.due.isoformat() if measure.due else "",
        "joined_movement": measure.joined_movement,
    }


@transaction.atomic
def remove_measure(*, by: Actor, at: datetime, measure: Measure) -> None:
    """Takes a measure out of the draft; a signed version keeps its own."""
    plan = draft_to_write(measure.plan)
    before = _measure_facts(measure)
    line = measure.line
    measure.delete()
    if not line.measures.exists() and not line.notes.exists():
        line.delete()
    record_act(by, at, "measure_removed", plan, before=before, after={})


def fill_measure(row: Measure, said: NewMeasure) -> None:
    """Puts what a person said into a row; PlanRefused for what cannot be."""
    text = nfc(said.text)
    if not text:
        raise PlanRefused(_("Ghi nội dung biện pháp."))
    if said.content not in Content.values:
        raise PlanRefused(_("Chọn một trong sáu nội dung thi đua."))
    if said.target_number is not None and said.target_number < 0:
        raise PlanRefused(_("Chỉ tiêu không thể là số âm."))
    row.content = said.content
    row.text = text
    row.areas = [area.value for area in Area if area.value in said.areas] if said.content == "ND2" else []
    row.owner = nfc(said.owner)
    row.target_number = said.target_number
    row.target_unit = nfc(said.target_unit)
    row.target_words = nfc(said.target_words)
    row.due = said.due
    row.joined_movement = nfc(said.joined_movement)


def _measure_facts(measure: Measure) -> dict[str, object]:
    return {
        "content": measure.content,
        "measure": measure.text,
        "owner": measure.owner,
        "target": target_in_words(measure),
        "due": measure.due,
        "joined_movement": measure.joined_movement,
    }
