"""Which choices about councils are in force on a day."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from thidua.councils.enums import Denominator, Majority
from thidua.councils.models import CouncilChoice, VotingRule
from thidua.foundation.access import Words


@dataclass(frozen=True, slots=True)
class Rule:
    """Quorum and majorities as they are asked for. `source` says by which paper."""

    quorum: str
    majority: str
    flag_majority: str
    counts: str
    source: Words


ASSUMED = Rule(
    quorum=Majority.TWO_THIRDS,
    majority=Majority.HALF,
    flag_majority=Majority.HALF,
    counts=Denominator.MEMBERS,
    source=_("chưa có quy chế của hội đồng trong hệ thống, tạm dùng"),
)
"""While the office has recorded no regulation of the council."""


def rule_on(on: date) -> Rule:
    """The rule in force on a day; one query."""
    row = VotingRule.objects.filter(valid_from__lte=on).first()
    if row is None:
        return ASSUMED
    return Rule(row.quorum, row.majority, row.flag_majority, row.counts, row.source)


def choice_on(cycle: str, on: date) -> CouncilChoice | None:
    """The office's last choice whether the council votes in a cycle; None: none was made, it does."""
    rows = CouncilChoice.objects.filter(cycle=cycle, valid_from__lte=on)
    return rows.select_related("set_by").first()
