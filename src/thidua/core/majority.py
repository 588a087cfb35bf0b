"""Majorities of a council, as its rule names them: one reading for the vote and for who counts it again."""

HALF = "half"
"""More than one of two."""
AT_LEAST = {
    "two_thirds": (2, 3),
    "three_quarters": (3, 4),
    "four_fifths": (4, 5),
    "nine_tenths": (9, 10),
}
"""The others: so many parts of the whole, or more."""


def reaches(part: int, whole: int, majority: str) -> bool:
    """Whether `part` of `whole` is the majority asked for; never of nobody."""
    return whole > 0 and part >= needed(whole, majority)


def needed(whole: int, majority: str) -> int:
    """The least number that is the majority of `whole`; one for nobody, so that it is never reached."""
    if whole <= 0:
        return 1
    if majority == HALF:
        return whole // 2 + 1
    parts, of = AT_LEAST[majority]
    return -(-whole * parts // of)
