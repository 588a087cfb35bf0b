"""For the end of the period only the latest rating counts; those of other years below "excellent" are told
beside the verdict (B13).
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from thidua.awards.models import Candidate
from thidua.core.facts import PERIOD_CYCLE
from thidua.core.text import name_key
from thidua.dossiers.enums import is_handed_in
from thidua.dossiers.models import Dossier

BEST = "excellent"
LABELS = dict(Candidate.RATINGS)


def lower_ratings_of(rows: Iterable[Dossier]) -> dict[int, list[str]]:
    """Dossier → what to know of the person's other years, the earliest first. Only of dossiers of the period,
    from what the same unit handed in for the same name and year of birth; one query, none where nobody asks.
    """
    asked = [
        row
        for row in rows
        if row.filing.cycle == PERIOD_CYCLE and row.award.endswith(".individual") and row.birth_year
    ]
    if not asked:
        return {}
    others = (
        Dossier.objects.filter(
            is_handed_in(),
            filing__unit__in={row.filing.unit_id for row in asked},
            subject_key__in={row.subject_key for row in asked},
            award__endswith=".individual",
            rating__isnull=False,
        )
        .exclude(filing__cycle=PERIOD_CYCLE)
        .exclude(rating=BEST)
        .select_related("filing__unit")
        .order_by("filing__cycle", "number")
    )
    found: dict[object, list[str]] = {}
    for one in others:
        words = _(
            "Năm %(year)s xếp loại “%(rating)s” theo hồ sơ %(code)s; giai đoạn chỉ đòi năm gần nhất (B13)."
        )
        told = {"year": one.filing.cycle, "rating": LABELS[one.rating or ""], "code": one.code}
        found.setdefault(_whose(one), []).append(words % told)
    keys = {row.pk: _whose(row) for row in asked}
    return {pk: found[key] for pk, key in keys.items() if key in found}


def _whose(row: Dossier) -> object:
    """The person in the unit. The key of a subject knows no marks: Thủy and Thúy are two people."""
    return row.filing.unit_id, name_key(row.subject_name), row.birth_year
