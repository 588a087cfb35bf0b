"""Dossiers whose pause ended after a list of their cycle was decided: neither decided nor on a later list."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from thidua.dossiers.enums import is_handed_in
from thidua.dossiers.models import BarStatement, Dossier
from thidua.proposals.enums import ProposalState
from thidua.proposals.models import ProposalLine

STANDING = (ProposalState.FROZEN, ProposalState.CONFIRMED)


def freed() -> QuerySet[Dossier]:
    """Those dossiers; a later list is their next step. Of whom nobody has chosen yet is asked
    for as of any other (`access.to_choose`).
    """
    said = BarStatement.objects.filter(dossier=OuterRef("pk"), has_lapsed=False)
    last = said.order_by("-pk").values("at")[:1]
    decided = ProposalLine.objects.filter(
        proposal__cycle=OuterRef("filing__cycle"),
        proposal__state__in=(ProposalState.CONFIRMED, ProposalState.REPLACED),
        dossier__decided_at__isnull=False,
    )
    listed_since = ProposalLine.objects.filter(
        dossier=OuterRef("pk"), proposal__state__in=STANDING, proposal__frozen_at__gte=OuterRef("freed_at")
    )
    rows = Dossier.objects.filter(
        is_handed_in(), decided_at__isnull=True, barred=False, proposal_choice__isnull=False
    )
    return rows.annotate(freed_at=Subquery(last)).filter(
        Exists(said.exclude(kind="")), Exists(decided), ~Exists(listed_since)
    )


def freed_in(cycle: str) -> list[int]:
    """Those of one cycle, by unit and number; one query."""
    rows = freed().filter(filing__cycle=cycle).order_by("filing__unit__code", "number")
    return list(rows.values_list("pk", flat=True))
