"""What the rules said of each dossier when it was decided, and what they would say today.

A list has frozen it; of a decision without a list it is frozen at the confirmation, by what held on the day
it was signed, in the form of a list, so that whoever has the file judges it again (`thidua verify`). A rule,
a reading or a ranking that changes later changes nothing here: the differences are told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from thidua.core.frozen import fingerprint
from thidua.core.text import format_date
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Decision, Outcome
from thidua.proposals.content import Content, content_of
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.differences import Cause, Differences, Moved, differences_among
from thidua.proposals.leaders import LeaderTable
from thidua.proposals.models import ProposalChoice


class _DecidedSet(CycleSet):
    """The dossiers of a decision without a list; in place of a choice stands what it says of each."""

    def __init__(self, decision: Decision, outcomes: Iterable[Outcome]) -> None:
        self._said = {
            one.dossier_id: ProposalChoice(
                cycle=decision.cycle,
                dossier_id=one.dossier_id,
                is_proposed=not one.is_refused,
                reason=one.reason,
                by=decision.recorded_by,
                at=decision.recorded_at,
            )
            for one in outcomes
        }
        super().__init__(decision.cycle, decision.decided_on, keep=self._said, only=self._said)

    @cached_property
    def choices(self) -> Mapping[int, ProposalChoice]:
        """Dossier → what was decided of it."""
        return self._said

    @cached_property
    def leaders(self) -> list[LeaderTable]:
        """None: flags are given over a list."""
        return []


def freeze_verdicts(decision: Decision, outcomes: Sequence[Outcome]) -> None:
    """Sets `content` and its fingerprint on a decision without a list; a constant number of queries.

    By the rules, readings and rankings of the day it was signed: what changed until it was confirmed changes
    nothing. To be asked before its awards stand, so that none is held against itself.
    """
    decision.content = content_of(_DecidedSet(decision, outcomes))
    decision.content_sha256 = fingerprint(decision.content)


@dataclass(frozen=True, slots=True)
class SinceDecided:
    """What today would say otherwise of the dossiers of a decision. `day`: on which they were judged."""

    day: date
    told: Differences
    unchanged: int

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Versions, readings and rankings that are not as they were."""
        return self.told.causes

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The dossiers of which today says something else."""
        return self.told.moved


def differences_since(decision: Decision, dossiers: Iterable[int], on: date) -> SinceDecided | None:
    """Of these dossiers of a decision (their keys); None where nothing was frozen. A constant number of
    queries.
    """
    content = frozen_of(decision)
    if not content:
        return None
    keys = set(dossiers) & {row["id"] for row in content["dossiers"]}
    told = differences_among(content, keys, on)
    return SinceDecided(date.fromisoformat(content["day"]), told, len(keys) - len(told.moved))


def frozen_by(sha256: str) -> str:
    """The decision that froze verdicts with this fingerprint, in words; "" where none did. One query."""
    found = Decision.objects.filter(content_sha256=sha256, state=DecisionState.CONFIRMED).first()
    if found is None:
        return ""
    return _("Quyết định số %(number)s ngày %(day)s") % {
        "number": found.number,
        "day": format_date(found.decided_on),
    }


def frozen_of(decision: Decision) -> Content | None:
    """What the list of a decision froze, or its own confirmation."""
    found: Content | None = decision.proposal.content if decision.proposal else decision.content
    return found
