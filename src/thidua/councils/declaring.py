"""What a member says of his relations before he reads: once for all units of a session (D07)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.appraising.conflicts.services import state_conflict
from thidua.appraising.errors import AppraisalRefused
from thidua.core.roles import Role
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import CouncilSession
from thidua.dossiers.models import Filing
from thidua.foundation.access import Person
from thidua.foundation.audit.services import Actor


def undeclared(session: CouncilSession, user: Person, on: date) -> list[Filing]:
    """The filings on the agenda of which a member has not said whether he has to do with their unit, by unit;
    of his own unit nothing is asked. Others state one by one where they appraise.
    """
    if not user.has_role(on, Role.COUNCIL_MEMBER):
        return []
    rows = Filing.objects.filter(dossiers__council_items__session=session)
    rows = rows.exclude(conflict_statements__person=user.pk).exclude(unit__in=user.unit_ids(on))
    return list(rows.select_related("unit").order_by("unit__code").distinct())


@transaction.atomic
def declare(
    *, by: Actor, at: datetime, filings: Sequence[Filing], aside: Collection[int], reason: str
) -> None:
    """Of filings in `aside` the member takes no part, with a reason; with the others he has nothing to do.

    CouncilRefused: stepping aside without a reason. Nothing is kept then.
    """
    try:
        for filing in filings:
            state_conflict(by=by, at=at, filing=filing, is_recused=filing.pk in aside, reason=reason)
    except AppraisalRefused as refusal:
        raise CouncilRefused(str(refusal)) from refusal
