"""What follows from a decision in the rooms below: rows of the register, uses of initiatives."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from thidua.awards.services import GivenAward
from thidua.decisions.models import Decision, Outcome
from thidua.dossiers.enums import HANDED_IN
from thidua.dossiers.models import Dossier
from thidua.foundation.audit.services import Actor
from thidua.initiatives.ledger.services import end_uses


def given_awards(decision: Decision, awarded: Sequence[Outcome]) -> list[GivenAward]:
    """The rows of the register, in the order of the outcomes."""
    return [
        GivenAward(
            unit=one.dossier.filing.unit,
            award=one.dossier.award,
            cycle=decision.cycle,
            decision_number=decision.number,
            decided_on=decision.decided_on,
            person_name=one.dossier.subject_name,
            position=one.dossier.position,
            birth_year=one.dossier.birth_year,
        )
        for one in awarded
    ]


def end_spent_uses(*, by: Actor, at: datetime, decision: Decision, outcomes: Sequence[Outcome]) -> None:
    """Initiatives of dossiers that were not awarded are free again; a use for an awarded dossier, or one
    that still waits, stays. A fixed number of queries for each award.
    """
    refused = {one.dossier_id for one in outcomes if not one.is_awarded}
    if not refused:
        return
    awards = {one.dossier.award for one in outcomes if not one.is_awarded}
    cycle = Dossier.objects.filter(filing__cycle=decision.cycle, award__in=awards, state__in=HANDED_IN)
    lost = cycle.filter(outcomes__is_awarded=False, outcomes__is_void=False).values("pk")
    spent, kept = defaultdict(set), defaultdict(set)
    links = Dossier.initiatives.through.objects
    columns = ("dossier_id", "dossier__award", "initiative_id")
    for _pk, award, initiative in links.filter(dossier__in=refused).values_list(*columns):
        spent[award].add(initiative)
    needed = links.filter(dossier__in=cycle.exclude(pk__in=lost).values("pk"))
    for _pk, award, initiative in needed.values_list(*columns):
        kept[award].add(initiative)
    for award, initiatives in sorted(spent.items()):
        if free := initiatives - kept[award]:
            end_uses(
                by=by,
                at=at,
                initiatives=free,
                award=award,
                cycle=decision.cycle,
                source="",
                reason=_("Hồ sơ không được tặng theo Quyết định số %s") % decision.number,
            )
