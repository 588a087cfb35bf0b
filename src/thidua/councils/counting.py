"""Counting votes: plain functions of numbers."""

from dataclasses import dataclass

from thidua.councils.enums import Denominator, Majority

_AT_LEAST = {
    Majority.TWO_THIRDS: (2, 3),
    Majority.THREE_QUARTERS: (3, 4),
    Majority.FOUR_FIFTHS: (4, 5),
    Majority.NINE_TENTHS: (9, 10),
}


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


def reaches(part: int, whole: int, majority: str) -> bool:
    """Whether `part` of `whole` is the majority asked for; never of nobody."""
    if whole <= 0:
        return False
    if majority == Majority.HALF:
        return part * 2 > whole
    parts, of = _AT_LEAST[Majority(majority)]
    return part * of >= whole * parts


def needed(whole: int, majority: str) -> int:
    """The least number that is the majority of `whole`; one for nobody, so that it is never reached."""
    if whole <= 0:
        return 1
    if majority == Majority.HALF:
        return whole // 2 + 1
    parts, of = _AT_LEAST[Majority(majority)]
    return -(-whole * parts // of)


def denominator(counts: str, *, members: int, present: int) -> int:
    """Of how many the majority is asked."""
    return present if counts == Denominator.PRESENT else members
