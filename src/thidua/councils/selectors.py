"""What councils decided, and how a session stands."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from thidua.core.deadlines import VIETNAM_TIME
from thidua.councils.enums import SessionState
from thidua.councils.models import AgendaItem
from thidua.councils.parameters.selectors import choice_on
from thidua.dossiers.models import SentDossier


@dataclass(frozen=True, slots=True)
class CouncilResult:
    """How the council voted on one dossier. `members` is the denominator: recused members are left out."""

    agreed: int
    against: int
    members: int
    is_passed: bool
    held_on: date
    session: int


def results_of(cycle: str) -> dict[int, CouncilResult]:
    """Dossier → result of the last closed session that voted on it; one query.

    A dossier that was sent anew afterwards has none: the council saw something else.
    """
    anew = SentDossier.objects.filter(
        dossier=OuterRef("dossier"),
        recalled_at__isnull=True,
        # Sent while the vote went on, it is not what was voted on either.
        submission__sent_at__gt=Coalesce(OuterRef("session__voting_from"), OuterRef("session__closed_at")),
    )
    rows = AgendaItem.objects.filter(~Exists(anew), session__cycle=cycle, session__state=SessionState.CLOSED)
    columns = ("dossier_id", "agreed", "against", "members", "is_passed", "session__held_at", "session_id")
    found = {}
    ordered = rows.order_by("session__closed_at", "session_id").values_list(*columns)
    for dossier, agreed, against, members, is_passed, held_at, session in ordered:
        held_on = held_at.astimezone(VIETNAM_TIME).date()
        found[dossier] = CouncilResult(agreed, against, members, is_passed, held_on, session)
    return found


def is_council_on(cycle: str, on: date) -> bool:
    """Whether the council votes in this cycle: it does, unless the office chose otherwise by that day."""
    choice = choice_on(cycle, on)
    return choice is None or choice.is_on
