"""Whether a frozen list stands, whether a file is one, and what today would say otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua.core.frozen import Mismatch, content_of, fingerprint
from thidua.core.frozen_proposal import FORM, NotProposal, mismatches
from thidua.foundation.audit.models import AuditEvent
from thidua.proposals.models import Proposal

FrozenElsewhere = Callable[[str], str]
"""Fingerprint → what froze it, in words; "" where nothing did."""
_elsewhere: list[FrozenElsewhere] = []


def know_elsewhere(find: FrozenElsewhere) -> None:
    """A room above freezes verdicts in the form of a list too: it says what they are, once at the start."""
    _elsewhere[:] = [find]


@dataclass(frozen=True, slots=True)
class Standing:
    """`content`: what is stored has its fingerprint; `trail`: the act of freezing names the same."""

    content: bool
    trail: bool

    @property
    def stands(self) -> bool:
        """Whether nothing was changed since it was frozen."""
        return self.content and self.trail


def standing_of(proposal: Proposal) -> Standing:
    """Computes the fingerprint anew and holds it against the audit trail; one query."""
    events = AuditEvent.objects.filter(
        action="proposals.frozen", subject_type=proposal._meta.label_lower, subject_pk=str(proposal.pk)
    )
    trail = [(event.after or {}).get("sha256") for event in events]
    return Standing(fingerprint(proposal.content) == proposal.sha256, trail == [proposal.sha256])


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file turned out to be. `proposal` None: no list has these words; `elsewhere`: what else has;
    `faults`: what does not stand; `unreadable`: why it is no frozen list at all.
    """

    sha256: str = ""
    proposal: Proposal | None = None
    elsewhere: str = ""
    faults: tuple[Mismatch, ...] = ()
    unreadable: str = ""


def check_file(raw: bytes) -> Checked:
    """Holds a file against every frozen list, and judges it again by itself."""
    try:
        told = content_of(raw)
    except ValueError as error:
        return Checked(unreadable=str(error))
    if told.get("form") != FORM:
        return Checked(unreadable="form")
    sha256 = fingerprint(told)
    proposal = Proposal.objects.filter(sha256=sha256).order_by("-pk").first()
    others = filter(None, (find(sha256) for find in _elsewhere))
    found = Checked(sha256, proposal, "" if proposal else next(others, ""))
    try:
        return replace(found, faults=tuple(mismatches(told)))
    except NotProposal as error:
        return replace(found, unreadable=str(error))


def day_of(content: Mapping[str, Any]) -> date:
    """The day on which a list was judged."""
    return date.fromisoformat(content["day"])
