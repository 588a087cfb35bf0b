"""Locks that keep a list and what people do to its dossiers from passing each other.

The order everywhere: filings, then the list, then dossiers. Whoever sends, returns, judges or chooses holds
the filing of the dossier; whoever freezes or confirms holds all of them.
"""

from thidua.dossiers.models import Dossier, Filing


def hold_cycle(cycle: str) -> None:
    """Waits for every act on the dossiers of a cycle and keeps further ones out for this transaction."""
    list(Filing.objects.select_for_update(of=("self",)).filter(cycle=cycle).order_by("pk"))


def hold_filing_of(dossier: int) -> None:
    """The same for the filing of one dossier."""
    mine = Dossier.objects.filter(pk=dossier).values("filing")
    list(Filing.objects.select_for_update(of=("self",)).filter(pk__in=mine))
