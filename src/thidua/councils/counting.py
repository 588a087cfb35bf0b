"""Counting votes: plain functions of numbers."""

from dataclasses import dataclass

from thidua.councils.enums import Denominator


@dataclass(frozen=True, slots=True)
class Tally:
    """What the ballots say on one dossier; `blank` are ballots that say neither."""

    agreed: int = 0
    against: int = 0
    blank: int = 0

    @property
    def ballots(self) -> int:
        """How many ballots there are."""
        return self.agreed + self.against + self.blank


def denominator(counts: str, *, members: int, present: int) -> int:
    """Of how many the majority is asked."""
    return present if counts == Denominator.PRESENT else members
