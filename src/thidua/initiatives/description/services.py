"""Writing about an initiative: a draft that saves itself, its entry in the register, later changes."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.autosave import StaleVersion
from thidua.initiatives.description.models import Author, ConfidentialPart, Effect
from thidua.initiatives.description.selectors import described, fields_of, missing_for
from thidua.initiatives.description.words import Description, fault_of, fault_of_shares, tidied
from thidua.initiatives.enums import RecognitionState
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.likeness.bars import refuse_while_barred
from thidua.initiatives.likeness.register import next_change
from thidua.initiatives.models import Initiative
from thidua.initiatives.rows import author_rows, effect_rows, lock_numbers, locked, set_texts, snapshot
from thidua.units.models import Unit

SITTING = timedelta(minutes=30)
"""What one person's form saves by itself within so long is one event."""


@transaction.atomic
def begin_draft(*, by: Actor, at: datetime, unit: Unit, said: Description) -> Initiative:
    """A draft of the unit, under its next code. Only a title is needed."""
    said = checked(said)
    lock_numbers(unit)
    row = Initiative(
        code=_next_code(unit, at.year),
        unit=unit,
        registered_at=at,
        is_draft=True,
        saved_by_id=by.pk,
        saved_at=at,
    )
    _fill(row, said)
    row.save(force_insert=True)
    _write_rows(row, said)
    record(by=by, at=at, action="initiatives.drafted", subject=row, before=None, after=snapshot(row))
    return row


@transaction.atomic
def rewrite(
    *, by: Actor, at: datetime, row: Initiative, version: int, said: Description, is_pressed: bool = True
) -> Initiative:
    """Changes what is written, also after the entry; not while recognition is being considered.

    StaleVersion when somebody saved after `version`: then nothing is written, and the page shows both texts.
    `is_pressed`: by a button. What the form saves by itself is one event for each sitting of one person.
    """
    mine = locked(row)
    said = checked(said)
    if bar := bar_to_writing(mine):
        raise InitiativeRefused(bar)
    old = described(mine)
    if mine.recognised_on is not None:
        # What was recognised keeps its name and its authors; the papers name them.
        said = _with_recognised(said, old)
    if not mine.is_draft and said.authors != old.authors and (fault := fault_of_shares(said.authors)):
        raise InitiativeRefused(fault)
    before, old_fields = snapshot(mine), fields_of(mine)
    if said == old:
        return mine
    if mine.edition != version:
        who = mine.saved_by.get_full_name() if mine.saved_by else _("một người khác")
        raise StaleVersion(version=mine.edition, theirs=old_fields, by=who, at=mine.saved_at or at)
    is_same_sitting = (
        mine.saved_by_id == by.pk and mine.saved_at is not None and at - mine.saved_at <= SITTING
    )
    is_told = is_pressed or not is_same_sitting
    mine.edition += 1
    mine.saved_by_id, mine.saved_at = by.pk, at
    # The rules read the title and nothing else of a description.
    if not mine.is_draft and mine.title != said.title:
        revision.bump()
    if not mine.is_draft and (mine.title, mine.summary) != (said.title, said.summary):
        mine.register_change = next_change()
    _fill(mine, said)
    mine.save()
    _write_rows(mine, said)
    if is_told:
        record(
            by=by, at=at, action="initiatives.rewritten", subject=mine, before=before, after=snapshot(mine)
        )
    return mine


@transaction.atomic
def enter(*, by: Actor, at: datetime, initiative: Initiative) -> Initiative:
    """A complete draft enters the register. InitiativeRefused names the first thing that is missing, or the
    look-alikes of which the unit has said nothing, or that it calls the same."""
    row = locked(initiative)
    if not row.is_draft:
        raise InitiativeRefused(_("Sáng kiến này đã ở trong sổ."))
    if missing := missing_for(row):
        raise InitiativeRefused(missing[0])
    refuse_while_barred(row)
    revision.bump()
    row.is_draft, row.registered_at, row.register_change = False, at, next_change()
    row.save(update_fields=["is_draft", "registered_at", "register_change"])
    record(by=by, at=at, action="initiatives.registered", subject=row, before=None, after=snapshot(row))
    return row


@transaction.atomic
def drop_draft(*, by: Actor, at: datetime, initiative: Initiative) -> None:
    """A draft is thrown away, with proofs that were removed before. InitiativeRefused for what stands in the
    register or has a proof in force.
    """
    row = locked(initiative)
    if not row.is_draft:
        raise InitiativeRefused(_("Sáng kiến đã vào sổ thì không bỏ được; sửa lại nếu ghi sai."))
    if row.proofs.filter(removed_at__isnull=True).exists():
        raise InitiativeRefused(
            _("Bản nháp đang có xác nhận áp dụng. Bỏ xác nhận đó trước, kèm lý do, rồi bỏ bản nháp.")
        )
    record(by=by, at=at, action="initiatives.draft_dropped", subject=row, before=snapshot(row), after=None)
    row.proofs.all().delete()  # their acts stay in the audit trail, their files in the store
    row.delete()


def bar_to_writing(row: Initiative) -> str:
    """Why the description cannot be changed now; empty when it can. What a council reads stays as it is."""
    open_states = [RecognitionState.RECEIVED, RecognitionState.MET]
    if row.recognitions.filter(state__in=open_states).exists():
        return _("Sáng kiến đang được xét công nhận nên không sửa được; đợi có kết quả rồi sửa.")
    return ""


def checked(said: Description) -> Description:
    """The same words, tidied; InitiativeRefused for what cannot be kept."""
    clean = tidied(said)
    if fault := fault_of(clean):
        raise InitiativeRefused(fault)
    return clean


def _with_recognised(said: Description, old: Description) -> Description:
    return replace(said, title=old.title, authors=old.authors or said.authors)


def _fill(row: Initiative, said: Description) -> None:
    for name in ("area", "problem", "novelty", "reach"):
        setattr(row, name, getattr(said, name))
    set_texts(row, said.title, said.summary)


def _write_rows(row: Initiative, said: Description) -> None:
    row.authors.all().delete()
    Author.objects.bulk_create(author_rows(row, said.authors))
    row.effects.all().delete()
    Effect.objects.bulk_create(effect_rows(row, said.effects))
    if said.confidential:
        ConfidentialPart.objects.update_or_create(initiative=row, defaults={"text": said.confidential})
    else:
        ConfidentialPart.objects.filter(initiative=row).delete()


def _next_code(unit: Unit, year: int) -> str:
    """11311-2030-01 and so on; numbers of dropped drafts may come again."""
    prefix = f"{unit.code}-{year}-"
    taken = Initiative.written.filter(code__startswith=prefix).values_list("code", flat=True)
    numbers = [int(code.removeprefix(prefix)) for code in taken if code.removeprefix(prefix).isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1:02d}"
