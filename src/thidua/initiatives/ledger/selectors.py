"""The ledger of one initiative, and what the reading in force says of another use."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.programme import Programme, load_programme
from thidua.core.text import format_date
from thidua.initiatives.enums import BASE_LEVEL
from thidua.initiatives.likeness.selectors import counted_as
from thidua.initiatives.models import Initiative, InitiativeUse
from thidua.movement.selectors import ReadingEntry, programme_for, reading_register


@dataclass(frozen=True, slots=True)
class Use:
    """One use in words. `through`: the code of another initiative that is the same; empty for its own."""

    row: InitiativeUse
    award: str
    cycle: str
    through: str

    @property
    def is_base_level(self) -> bool:
        """Whether a unit's own award was given: another use needs no ruling for that."""
        return self.row.award == BASE_LEVEL

    @property
    def told(self) -> str:
        """Cycle, dossier or decision, and through which other initiative."""
        return self.with_way(f"{self.cycle}: {self.row.source}")

    def with_way(self, words: str) -> str:
        """`words` of this use, with the other initiative where it is not the own one that served."""
        if not self.through:
            return words
        return f"{words}, " + _("qua %(code)s, được xác định là trùng") % {"code": self.through}


@dataclass(frozen=True, slots=True)
class Reuse:
    """What another use would meet. `effect`: block, ask, or empty when it is free."""

    effect: str
    clause: str
    entry: ReadingEntry

    @property
    def is_asked(self) -> bool:
        """Whether somebody has to rule; otherwise a ruling would change nothing."""
        return self.effect == "ask"

    @property
    def is_chosen(self) -> bool:
        """Whether the standing office decided the reading; else the plan's own default holds."""
        return self.entry.choice is not None


def award_names(on: date) -> dict[str, str]:
    """Award → its name in the plan as it is on a day, and what a unit's own award is called."""
    named = {award.id: award.name for award in programme_for(str(on.year), on).awards}
    return {**named, BASE_LEVEL: _("Khen thưởng cấp cơ sở")}


def uses_of(row: Initiative, on: date) -> list[Use]:
    """Every use of an initiative and of those that were ruled to be the same, the oldest first."""
    return uses_of_each([row.pk], on)[row.pk]


def uses_of_each(keys: Collection[int], on: date) -> dict[int, list[Use]]:
    """The same for several, by their keys; as many queries as for one."""
    names, first = award_names(on), counted_as()
    mine = {pk: first.get(pk, pk) for pk in keys}
    counted = {*mine.values()}
    together = {*keys, *counted, *(later for later, one in first.items() if one in counted)}
    shared: dict[int, list[InitiativeUse]] = {}
    uses = InitiativeUse.objects.filter(initiative__in=together).select_related("initiative")
    for use in uses.order_by("recorded_at", "pk"):
        shared.setdefault(first.get(use.initiative_id, use.initiative_id), []).append(use)
    return {
        pk: [
            Use(
                use,
                names.get(use.award, use.award),
                use.cycle,
                through="" if use.initiative_id == pk else use.initiative.code,
            )
            for use in shared.get(one, ())
        ]
        for pk, one in mine.items()
    }


def standing_elsewhere(keys: Collection[int], source: str, on: date) -> dict[int, list[Use]]:
    """Initiative → the uses that count today and are not those of `source`, a dossier that names it."""
    return {
        pk: [use for use in uses if use.row.ended_at is None and use.row.source != source]
        for pk, uses in uses_of_each(keys, on).items()
    }


def reuse_on(on: date, programme: Programme | None = None) -> Reuse:
    """The reading of `initiative_reuse` in force on a day, with its effect and who decided it; of the plan
    of a cycle, or (None) of the published plan.
    """
    rule = (programme or load_programme()).initiative_reuse
    entry = next(found for found in reading_register(on, programme) if found.reading.switch == rule.reading)
    return Reuse(rule.effects[entry.chosen.id] or "", rule.clause, entry)


def every_use(visible: QuerySet[Initiative]) -> QuerySet[InitiativeUse]:
    """The whole ledger of visible initiatives, the oldest use first."""
    rows = InitiativeUse.objects.filter(initiative__in=visible)
    return rows.select_related("initiative__unit").order_by("recorded_at", "initiative__code", "pk")


def ledger_table(uses: Iterable[InitiativeUse], names: dict[int, str], on: date) -> list[list[str]]:
    """The rows of the ledger without their heading; `names` are those of the units."""
    awards = award_names(on)
    return [
        [
            use.initiative.code,
            use.initiative.title,
            names.get(use.initiative.unit_id, use.initiative.unit.code),
            awards.get(use.award, use.award),
            use.cycle,
            use.source,
            format_date(localdate(use.recorded_at)),
            format_date(localdate(use.ended_at)) if use.ended_at else "",
            use.end_reason,
        ]
        for use in uses
    ]
