"""Three-valued truth: a fact that is not known is neither yes nor no.

Ordered NOT_MET < UNKNOWN < MET, so that "all of" is the least part and "one of" the greatest:
exactly what every completion of the unknown facts agrees on when parts are independent.
"""

from enum import IntEnum


class Truth(IntEnum):
    """Whether a criterion is met: no, not known, yes."""

    NOT_MET = 0
    UNKNOWN = 1
    MET = 2

    @property
    def word(self) -> str:
        """The contract's word: not_met, unknown, met."""
        return self.name.lower()


NOT_MET, UNKNOWN, MET = Truth.NOT_MET, Truth.UNKNOWN, Truth.MET


def truth_of(value: bool | None) -> Truth:
    """True, False or not known."""
    if value is None:
        return UNKNOWN
    return MET if value else NOT_MET


def at_least(needed: int, *, sure: int, possible: int) -> Truth:
    """Whether a count reaches `needed`, given how many are sure and how many more are still possible."""
    if sure >= needed:
        return MET
    return UNKNOWN if sure + possible >= needed else NOT_MET
