"""The legal grounds of the papers that propose and decide awards, from the register of the programme."""

from datetime import date

from thidua.core.grounds import Ground, grounds_for
from thidua.core.programme import Programme, load_programme


def award_grounds(programme: Programme, on: date) -> tuple[Ground, ...]:
    """The grounds on the day of a paper, each with what is doubtful about it; the plan stands after them."""
    return grounds_for("awards", programme.legal_bases, on, published=load_programme().legal_bases)
