"""Which results a person is shown: what was published, or what is computed now.

Once a round is published, everybody reads the latest publication. Who sees what is computed may ask for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.text import format_date
from thidua.foundation.access import Person
from thidua.index_results.access import COMPUTED_READERS
from thidua.index_results.block_results import BlockResults
from thidua.index_results.content import blocks_of
from thidua.index_results.models import Publication
from thidua.index_results.published import Published, differs, latest_published, published_of
from thidua.index_results.standings import Standings, standings_of
from thidua.index_rounds.models import Round

PRESENT = "tinh"
NOW = "hien-tai"
"""`?tinh=hien-tai` asks for what is computed now."""
Drawn = TypeVar("Drawn", BlockResults, Sequence[BlockResults])


@dataclass(frozen=True, slots=True)
class Source(Generic[Drawn]):
    """`results`: what is drawn; `publication`: the latest one that counts, None before the first.

    `is_present`: the results are computed now. `has_moved`: they are others than what was published;
    known only to those who may see both.
    """

    results: Drawn
    publication: Publication | None
    is_present: bool
    has_moved: bool = False
    sees_computed: bool = False

    @property
    def query(self) -> str:
        """What the addresses of the same source end with."""
        return f"?{PRESENT}={NOW}" if self.is_present and self.publication else ""

    @property
    def sees_block(self) -> bool:
        """Whether ranks, median and best of the block are shown beside a card."""
        return not self.is_present or self.sees_computed

    @property
    def mark(self) -> str:
        """What the name of a file ends with, so that two sources are not taken for one."""
        return "-tam-tinh" if self.is_present else ""

    @property
    def note(self) -> str:
        """What is added to the title of a picture, which is taken out of its page."""
        return _("tạm tính, chưa công bố") if self.is_present else ""

    @property
    def words(self) -> str:
        """Which results these are, above a table."""
        if self.is_present or self.publication is None:
            return _("Tạm tính, chưa công bố.")
        return _("Theo kết quả đã công bố lần %(number)d, QĐ số %(decision)s, ngày %(day)s.") % {
            "number": self.publication.ordinal,
            "decision": self.publication.decision_number,
            "day": format_date(self.publication.decision_date),
        }


def source_of(
    found: Round, block: Block, user: Person, on: date, *, wants_present: bool = False
) -> Source[BlockResults] | None:
    """The source a person is shown; None where there is nothing of this block for them.

    Before the first publication it is computed: whoever asks has been let in by a door.
    """
    sees_computed = bool(user.has_role(on, *COMPUTED_READERS))
    publication = latest_published(found, on)
    published = published_of(publication, block) if publication else None
    if publication and not sees_computed:
        return Source(published, publication, is_present=False) if published else None
    present = standings_of(found, block)
    if published is None:
        if present is None:
            return None
        return Source(present, None, is_present=True, sees_computed=sees_computed)
    moved = present is not None and has_moved(published, present)
    if wants_present and present is not None:
        return Source(present, publication, is_present=True, has_moved=moved, sees_computed=True)
    return Source(published, publication, is_present=False, has_moved=moved, sees_computed=True)


def city_source_of(
    found: Round, user: Person, on: date, *, wants_present: bool = False
) -> Source[Sequence[BlockResults]]:
    """All blocks of a round: of one publication together, or all computed now; never some of each."""
    sees_computed = bool(user.has_role(on, *COMPUTED_READERS))
    publication = latest_published(found, on)
    if publication and not sees_computed:
        return Source(_frozen(publication), publication, is_present=False)
    present = [one for block in blocks_of(found) if (one := standings_of(found, block)) is not None]
    if publication is None:
        return Source(present, None, is_present=True, sees_computed=sees_computed)
    moved = bool(_moved(publication, present))
    if wants_present:
        return Source(present, publication, is_present=True, has_moved=moved, sees_computed=True)
    return Source(_frozen(publication), publication, is_present=False, has_moved=moved, sees_computed=True)


def _frozen(publication: Publication) -> list[BlockResults]:
    return [one for block in INDEX_BLOCKS if (one := published_of(publication, block)) is not None]


_compared: dict[tuple[int, Block], tuple[Published, Standings, bool]] = {}
_comparing = Lock()


def has_moved(published: Published, present: Standings) -> bool:
    """Whether the present is other than what was published; compared once for each pair, which are kept."""
    key = (present.round_id, present.block)
    with _comparing:
        known = _compared.get(key)
        if known is None or known[0] is not published or known[1] is not present:
            known = _compared[key] = published, present, differs(published, present)
        return known[2]


def moved_blocks(found: Round, publication: Publication) -> list[Block]:
    """The blocks of a published round whose present results are others than those published."""
    present = (standings_of(found, block) for block in blocks_of(found))
    return _moved(publication, (one for one in present if one is not None))


def _moved(publication: Publication, present: Iterable[Standings]) -> list[Block]:
    moved = []
    for one in present:
        published = published_of(publication, one.block)
        if published is None or has_moved(published, one):
            moved.append(one.block)
    return moved
