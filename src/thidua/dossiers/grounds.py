"""The legal grounds of the papers that propose and decide awards, from the register of the programme."""

from datetime import date

from thidua.core.grounds import Ground, grounds_from
from thidua.core.programme import Programme

BASES = ("luat-tcdp-2025", "luat-tdkt-2022", "nd-152-2025", "tt-15-2025")
"""Of the register of legal bases; the plan itself stands after them."""


def award_grounds(programme: Programme, on: date) -> tuple[Ground, ...]:
    """The grounds on the day of a paper, each with what is doubtful about it."""
    known = {basis.id for basis in programme.legal_bases}
    return grounds_from(programme.legal_bases, [one for one in BASES if one in known], on)
