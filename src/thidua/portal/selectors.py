"""What the public reads: only what was published, nothing that belongs to the office."""

from datetime import date

from thidua.foundation import revision
from thidua.par_index.pages import Choice, Line, table_lines
from thidua.par_index.selectors import Ranking, ranking


@revision.kept(most=64)
def public_ranking(choice: Choice, on: date) -> tuple[Ranking, tuple[Line, ...]]:
    """The published ranking of `choice` as known on `on`, with its lines; one query when it is kept."""
    found = ranking(choice.index, choice.year, choice.block, on, near=choice.near)
    return found, tuple(table_lines(found))
