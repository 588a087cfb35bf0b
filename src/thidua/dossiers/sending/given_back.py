"""What was sent of dossiers that the unit has back: until they come again, the office reads nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from thidua.core.facts import Nomination
from thidua.dossiers.enums import is_given_back
from thidua.dossiers.models import SentDossier
from thidua.dossiers.nominations import FACT_KEYS


def sent_of_given_back(cycle: str) -> dict[int, Mapping[str, Any]]:
    """Dossier of the cycle that the unit has back → what its last sending holds of it; one query."""
    rows = SentDossier.objects.filter(
        is_given_back("dossier__"), dossier__filing__cycle=cycle, recalled_at__isnull=True
    )
    ordered = rows.select_related("submission").order_by("submission__ordinal")
    found = {one.dossier_id: one.frozen for one in ordered}
    return {pk: frozen for pk, frozen in found.items() if frozen}


def as_sent(one: Nomination, frozen: Mapping[str, Any]) -> Nomination:
    """The nomination with subject, initiatives and facts of the sending; what bars it is not frozen."""
    facts = {key: value for key, value in frozen["facts"].items() if key in FACT_KEYS}
    return replace(
        one,
        name=frozen["subject"]["name"],
        born=frozen["subject"]["birth_year"],
        initiatives=tuple(item["code"] for item in frozen["initiatives"]),
        facts=replace(one.facts, **facts),
    )
