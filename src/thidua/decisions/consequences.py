"""What follows from a decision in the rooms below: rows of the register, uses of initiatives."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.awards.services import GivenAward
from thidua.decisions.models import Decision, Outcome
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import is_of_state
from thidua.foundation.audit.services import Actor
from thidua.initiatives.ledger.services import NewUse, end_uses, hold_used, reword_ends
from thidua.initiatives.models import InitiativeUse

LONGEST_POSITION = 160
"""Of a row of the register (`awards.AwardRecord`)."""


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
            position=_post(one.dossier),
            birth_year=one.dossier.birth_year,
            title=decision.state_form if is_of_state(one.dossier.award) else "",
        )
        for one in awarded
    ]


def _post(row: Dossier) -> str:
    """With the part of the unit, where the register has room for both."""
    return row.post if len(row.post) <= LONGEST_POSITION else row.position


def hold_spent_uses(outcomes: Sequence[Outcome]) -> None:
    """Locks what `end_spent_uses` will write, before anything is recorded. Two queries."""
    hold_used(sources=_refused(outcomes))


def end_spent_uses(*, by: Actor, at: datetime, decision: Decision, outcomes: Sequence[Outcome]) -> None:
    """Initiatives of dossiers that were not awarded are free again. A fixed number of queries."""
    end_uses(by=by, at=at, sources=_refused(outcomes), reason=_why_ended(decision.number))


def ended_uses(decision: Decision, outcome: Outcome) -> list[NewUse]:
    """What ended when the dossier was not awarded, as it would count again; the initiatives are locked,
    before anything is recorded. Three queries.
    """
    ended = InitiativeUse.objects.filter(
        source=outcome.dossier.code, end_reason=_why_ended(decision.number), ended_at__isnull=False
    )
    uses = [NewUse(one.initiative_id, one.award, one.cycle, one.source) for one in ended.order_by("pk")]
    hold_used(sources=(), keys={one.initiative for one in uses})
    return uses


def reword_spent_uses(*, decision: Decision, old_number: str, outcomes: Sequence[Outcome]) -> None:
    """The ledger names the corrected number. A fixed number of queries."""
    before, after = _why_ended(old_number), _why_ended(decision.number)
    reword_ends(sources=_refused(outcomes), before=before, after=after)


def _refused(outcomes: Sequence[Outcome]) -> list[str]:
    return [one.dossier.code for one in outcomes if one.is_refused]


def _why_ended(number: str) -> str:
    with override("vi"):  # The words stay in the ledger, whoever confirms.
        return _("Hồ sơ không được tặng theo Quyết định số %s") % number
