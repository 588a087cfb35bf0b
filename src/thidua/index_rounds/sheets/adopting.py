"""A corrected set takes the place of its earlier version in a round; its effect on each sheet comes first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.scorecard.card import CardScore, Sum, score_card
from thidua.core.scorecard.given import Given
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.notify import notify
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Round, RoundBlock
from thidua.index_rounds.notification_kinds import ROUND
from thidua.index_rounds.selectors import given_of, judged_of, surveyed_of
from thidua.index_rounds.sheets.opening import add_answers
from thidua.index_sets.enums import SetState
from thidua.index_sets.models import CriteriaSet
from thidua.index_sets.selectors import card_of, set_in_force
from thidua.people.selectors import people_of_units
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord, history


@dataclass(frozen=True, slots=True)
class Effect:
    """What a corrected set does to one sheet; `codes`: the components whose points change."""

    unit: UnitRecord
    before: Sum
    after: Sum
    codes: tuple[str, ...]

    @property
    def is_change(self) -> bool:
        """Whether the score that is ranked changes."""
        return self.before.score != self.after.score


def newer_set(row: RoundBlock) -> CriteriaSet | None:
    """The version in force, when the round still uses an earlier one."""
    if row.criteria_set.state != SetState.REPLACED:
        return None
    found = set_in_force(row.criteria_set.year, Block(row.block))
    return found if found is not None and found.version > row.criteria_set.version else None


def effects_of(row: RoundBlock, corrected: CriteriaSet, on: date) -> list[Effect]:
    """Every sheet of the block before and after, those that change first; a constant number of queries."""
    block, found = Block(row.block), row.round
    old, new = card_of(row.criteria_set), card_of(corrected)
    given, judged = given_of(found, block, sent_only=False), judged_of(found, block)
    surveyed = surveyed_of(found, block)
    units = history(on).by_id()
    effects = []
    for unit_id in found.sheets.filter(block=row.block).values_list("unit_id", flat=True):
        facts: Mapping[str, Given] = {**given.get(unit_id, {}), **surveyed.get(unit_id, {})}
        before = score_card(old, facts, judged.get(unit_id))
        after = score_card(new, facts, judged.get(unit_id))
        codes = {
            code for code in {**before.marks, **after.marks} if _points(before, code) != _points(after, code)
        }
        in_order = tuple(code for code in {**after.marks, **before.marks} if code in codes)
        effects.append(Effect(units[unit_id], before.total, after.total, in_order))
    return sorted(effects, key=lambda one: (not one.is_change, one.unit.sort_key))


def _points(score: CardScore, code: str) -> Decimal | None:
    mark = score.marks.get(code)
    return mark.points if mark else None


@transaction.atomic
def adopt_set(*, by: Actor, at: datetime, row: RoundBlock, corrected: CriteriaSet) -> list[Effect]:
    """The round scores the block by the corrected set from now on; the block's people are told.

    RoundRefused when the version shown is no longer the one in force, or the round was called off.
    """
    found = Round.objects.select_for_update().get(pk=row.round_id)
    locked = RoundBlock.objects.select_related("criteria_set", "round").get(pk=row.pk)
    if found.called_off_at is not None:
        raise RoundRefused(_("Kỳ chấm này đã hủy."))
    present = newer_set(locked)
    if present is None or present.pk != corrected.pk:
        raise RoundRefused(
            _("Bộ tiêu chí vừa có bản khác, hoặc bản này đã được áp dụng. Mở lại trang để xem ảnh hưởng mới.")
        )
    effects = effects_of(locked, corrected, at.date())
    before = locked.criteria_set
    locked.criteria_set = corrected
    locked.save(update_fields=["criteria_set"])
    add_answers(found, corrected, list(found.sheets.filter(block=row.block)), at)
    changed = [one for one in effects if one.is_change]
    people = people_of_units([one.unit.id for one in effects], at.date())
    notify(
        at=at,
        user_ids=frozenset(found.appraisers.filter(block=row.block).values_list("user_id", flat=True)).union(
            *people.values()
        ),
        kind=ROUND,
        key=f"index_rounds.adopted.{corrected.pk}",
        title=_("Bộ tiêu chí năm %(year)d khối %(block)s dùng bản %(version)d")
        % {"year": found.year, "block": BlockChoice(row.block).label, "version": corrected.version},
        body=corrected.reason,
        url=reverse("index_rounds:round", kwargs={"pk": found.pk}),
    )
    record(
        by=by, at=at, action="index_rounds.set_adopted", subject=found,
        before={"block": None, "set_version": before.version},
        after={
            "block": row.block,
            "set_version": corrected.version,
            "sheets": len(effects),
            "changed": len(changed),
        },
    )  # fmt: skip
    return effects
