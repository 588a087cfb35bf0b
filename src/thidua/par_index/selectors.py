"""What was published, as known on a date. Rules read `published_rows`; pages read the rest.

A release counts on `on` when it is confirmed and was published by the end of `on`; of several for one
block and year the latest one counts.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.ranking import Entry, rank_scores
from thidua.core.scoring import round_points
from thidua.foundation import revision
from thidua.par_index.enums import IndexKind, Origin, ReleaseStatus
from thidua.par_index.models import IndexRelease, IndexRow, ReleaseBlock
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitHistory, history

NEAR = Decimal("0.05")
"""Scores this close or closer are marked: a rounding or a recount could turn them round."""
PLACES = 2
"""Decimals of the published scores of Hải Phòng."""

PublishedRow = tuple[int, str, int, Decimal | None, Block, date]
"""(year, unit code, rank, score or None, block of that year, day of publication)."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block's ranking comes from."""

    release_id: int
    decision_number: str
    decision_date: date | None
    published_on: date
    is_reference: bool
    ranked_count: int | None
    average: Decimal | None
    city_average: Decimal | None


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A published row with its marks. `tie` counts who shares the rank; `near`: within the near gap.

    `score` is as published, `rounded` to two decimals; both None when not published.
    `change` is places gained since the year before in the same block (negative: lost), None: not known.
    """

    code: str
    name: str
    published_name: str
    rank: int
    tie: int
    score: Decimal | None
    rounded: Decimal | None
    near: bool
    gap_above: Decimal | None
    change: int | None
    source: str

    @property
    def places_lost(self) -> int | None:
        """How many places below the year before; None when not known."""
        return None if self.change is None else -self.change

    @property
    def source_link(self) -> bool:
        """Whether the source of the row is an address that can be opened."""
        return self.source.startswith(("https://", "http://"))


@dataclass(frozen=True, slots=True)
class Ranking:
    """One block of one year. `gaps`: runs of places for which nobody was published."""

    index: IndexKind
    year: int
    block: Block
    source: Source | None
    units: tuple[RankedUnit, ...]
    gaps: tuple[tuple[int, int], ...]

    @property
    def unpublished(self) -> int | None:
        """Ranked units whose row was not published; None: the number of ranked units is not known."""
        if self.source is None or self.source.ranked_count is None:
            return None
        return max(0, self.source.ranked_count - len(self.units))


@dataclass(frozen=True, slots=True)
class YearRank:
    """A unit's published place in one year."""

    year: int
    block: Block
    rank: int
    score: Decimal | None
    published_on: date
    ranked_count: int | None


def published_rows(on: date, index: IndexKind = IndexKind.PAR) -> list[PublishedRow]:
    """Every row that counts on `on`, in the order year, block, rank: two queries."""
    counting = _counting(on, index)
    published = {(found.release_id, found.block): found.release.published_on for found in counting}
    rows = (
        IndexRow.objects.filter(release__in={found.release_id for found in counting})
        .order_by("release__year", "block", "rank", "pk")
        .values_list("release_id", "release__year", "unit__code", "rank", "score", "block", "score_places")
    )
    return [
        (year, code, rank, as_published(score, places), Block(block), published[release_id, block])
        for release_id, year, code, rank, score, block, places in rows
        if (release_id, block) in published
    ]


@revision.kept(most=4)
def ranks_of_year(year: int, on: date, index: IndexKind = IndexKind.PAR) -> dict[str, int]:
    """Code of a unit → its rank of one year, of the rows that count on `on`: one query when it is kept."""
    counting = {(found.release_id, found.block) for found in _counting(on, index)}
    rows = IndexRow.objects.filter(
        release__year=year, release__in={release for release, _block in counting}
    ).order_by()
    return {
        code: rank
        for release, block, code, rank in rows.values_list("release_id", "block", "unit__code", "rank")
        if (release, block) in counting
    }


def as_published(score: Decimal | None, places: int) -> Decimal | None:
    """The stored score with the decimals it was published with."""
    return None if score is None else round_points(score, places)


@revision.kept(most=8)
def available(on: date) -> dict[IndexKind, dict[int, tuple[Block, ...]]]:
    """Indexes, years (latest first) and blocks with anything published by `on`: one query when it is kept."""
    found: dict[IndexKind, dict[int, set[Block]]] = defaultdict(lambda: defaultdict(set))
    pairs = _confirmed(on).values_list("index", "year", "block").distinct()
    for index, year, block in pairs:
        found[IndexKind(index)][year].add(Block(block))
    return {
        index: {
            year: tuple(block for block in INDEX_BLOCKS if block in found[index][year])
            for year in sorted(found[index], reverse=True)
        }
        for index in IndexKind
        if index in found
    }


def ranking(
    index: IndexKind,
    year: int,
    block: Block,
    on: date,
    *,
    near: Decimal = NEAR,
    units: UnitHistory | None = None,
) -> Ranking:
    """The published ranking with its marks, as known on `on`; without a release its units are empty.

    Units bear their names of `on`. A constant number of queries.
    """
    blocks = {
        found.year: found
        for found in _counting(on, index)
        if found.block == block and found.year in (year, year - 1)
    }
    current = blocks.get(year)
    if current is None:
        return Ranking(index, year, block, None, (), ())
    known = units or history(on)
    names = {record.code: record.full_name for record in known}
    keys = {record.code: record.sort_key for record in known}
    rows = sorted(_rows(current), key=lambda row: (row[1], keys.get(row[0], "")))
    before = {code: rank for code, rank, *_rest in _rows(blocks[year - 1])} if year - 1 in blocks else {}
    marks = {
        place.unit: place
        for place in rank_scores(
            [Entry(block, code, score) for code, _rank, score, *_rest in rows], decimals=PLACES, near=near
        )
    }
    ties = Counter(rank for _code, rank, *_rest in rows)
    ranked = tuple(
        RankedUnit(
            code=code,
            name=names.get(code, published_name),
            published_name=published_name,
            rank=rank,
            tie=ties[rank],
            score=as_published(score, places),
            rounded=None if score is None else round_points(score, PLACES),
            near=bool(marks[code].near),
            gap_above=marks[code].gap_above,
            change=before[code] - rank if code in before else None,
            source=source,
        )
        for code, rank, score, places, published_name, source in rows
    )
    return Ranking(index, year, block, _source(current), ranked, _gaps(ranked, current.ranked_count))


def rank_history(unit_code: str, on: date, index: IndexKind = IndexKind.PAR) -> list[YearRank]:
    """The published places of one unit, oldest year first, whatever its block was: two queries."""
    counting = {(found.release_id, found.block): found for found in _counting(on, index)}
    rows = IndexRow.objects.filter(
        unit__code=unit_code, release__in={release_id for release_id, _block in counting}
    ).values_list("release_id", "block", "rank", "score", "score_places")
    places = [
        YearRank(
            year=counting[release_id, block].year,
            block=Block(block),
            rank=rank,
            score=as_published(score, decimals),
            published_on=counting[release_id, block].release.published_on,
            ranked_count=counting[release_id, block].ranked_count,
        )
        for release_id, block, rank, score, decimals in rows
        if (release_id, block) in counting
    ]
    return sorted(places, key=lambda place: place.year)


def block_lines(
    index: IndexKind, block: Block, on: date, *, limit: int
) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """Names and (year, rank) points of the `limit` best units of the latest year of a block, best first.

    A year in which a unit's place was not published is left out. Three queries beside the units.
    """
    years = {found.release_id: found.year for found in _counting(on, index) if found.block == block}
    if not years:
        return []
    latest = max(years, key=years.__getitem__)
    rows = IndexRow.objects.filter(block=block)
    best = rows.filter(release=latest).order_by("rank", "pk").values_list("unit_id", "unit__code")[:limit]
    leaders = dict(best)
    places: dict[int, dict[int, int]] = {unit_id: {} for unit_id in leaders}
    shown = rows.filter(release__in=years, unit__in=leaders)
    for release_id, unit_id, rank in shown.values_list("release_id", "unit_id", "rank"):
        places[unit_id][years[release_id]] = rank
    names = history(on)
    return [
        (names[code].full_name if code in names else code, tuple(sorted(places[unit_id].items())))
        for unit_id, code in leaders.items()
    ]


def release_list() -> QuerySet[IndexRelease]:
    """Every release, drafts and discarded ones too, latest year first, with the number of its rows."""
    return IndexRelease.objects.select_related("imported_by", "confirmed_by", "file").annotate(
        row_count=Count("rows")
    )


def waiting_drafts(*, but_not_by: int) -> int:
    """How many drafts wait for a second person, other than those `but_not_by` brought in."""
    return IndexRelease.objects.filter(status=ReleaseStatus.DRAFT).exclude(imported_by=but_not_by).count()


def taken_place_of(release: IndexRelease) -> list[ReleaseBlock]:
    """The blocks of confirmed releases that `release` would replace when confirmed."""
    blocks = [found.block for found in release.blocks.all()]
    return list(
        ReleaseBlock.objects.filter(index=release.index, year=release.year, block__in=blocks, is_current=True)
        .exclude(release=release)
        .select_related("release")
    )


def block_facts(release: IndexRelease) -> list[tuple[str, int | None, Decimal | None]]:
    """The blocks of a release in the plan's order: name, ranked units, average."""
    order = {block.value: place for place, block in enumerate(INDEX_BLOCKS)}
    found = sorted(release.blocks.all(), key=lambda row: order[row.block])
    return [(row.get_block_display(), row.ranked_count, row.average) for row in found]


def draft_rows(release: IndexRelease) -> "QuerySet[IndexRow]":
    """The rows of one release with their units, in the order block, rank."""
    return release.rows.select_related("unit").order_by("block", "rank", "pk")


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit whose place or score in a draft differs from the release it would replace."""

    code: str
    name: str
    block: Block
    old: tuple[int, Decimal | None] | None
    new: tuple[int, Decimal | None] | None

    @property
    def block_name(self) -> str:
        """The block in words."""
        return str(BlockChoice(self.block).label)


def differences(release: IndexRelease) -> list[Difference]:
    """What confirming `release` would change, row by row, against what counts now; empty for a first one."""
    replaced = taken_place_of(release)
    if not replaced:
        return []
    old = {
        row.unit_id: row
        for found in replaced
        for row in found.release.rows.filter(block=found.block).select_related("unit")
    }
    new = {row.unit_id: row for row in release.rows.select_related("unit")}
    changed = []
    for unit_id in {**new, **old}:
        before, after = old.get(unit_id), new.get(unit_id)
        one = after or before
        pair = [
            (row.rank, as_published(row.score, row.score_places)) if row else None for row in (before, after)
        ]
        if one is not None and pair[0] != pair[1]:
            changed.append(Difference(one.unit.code, one.published_name, Block(one.block), pair[0], pair[1]))
    return changed


def _confirmed(on: date) -> QuerySet[ReleaseBlock]:
    return ReleaseBlock.objects.filter(release__status=ReleaseStatus.CONFIRMED, release__published_on__lte=on)


def releases_on(on: date, index: IndexKind = IndexKind.PAR) -> tuple[ReleaseBlock, ...]:
    """The blocks of the releases that rules read on `on`, each with its release and file; kept."""
    return _counting(on, index)


@revision.kept(most=8)
def _counting(on: date, index: IndexKind) -> tuple[ReleaseBlock, ...]:
    """The blocks that count: for one year and block the latest published."""
    latest: dict[tuple[int, str], ReleaseBlock] = {}
    for found in (
        _confirmed(on)
        .filter(index=index)
        .select_related("release__file")
        .order_by("release__published_on", "release__confirmed_at", "release_id")
    ):
        latest[found.year, found.block] = found
    return tuple(latest.values())


def _rows(found: ReleaseBlock) -> "QuerySet[IndexRow, tuple[str, int, Decimal | None, int, str, str]]":
    return (
        IndexRow.objects.filter(release=found.release_id, block=found.block)
        .order_by("rank", "pk")
        .values_list("unit__code", "rank", "score", "score_places", "published_name", "source")
    )


def _source(found: ReleaseBlock) -> Source:
    release = found.release
    return Source(
        release_id=release.pk,
        decision_number=release.decision_number,
        decision_date=release.decision_date,
        published_on=release.published_on,
        is_reference=release.origin == Origin.REFERENCE,
        ranked_count=found.ranked_count,
        average=found.average,
        city_average=release.city_average,
    )


def _gaps(units: tuple[RankedUnit, ...], ranked_count: int | None) -> tuple[tuple[int, int], ...]:
    """Runs of unpublished places: after k units, a rank above k + 1 leaves places without a name."""
    gaps = []
    filled = 0
    for unit in units:
        if unit.rank > filled + 1:
            gaps.append((filled + 1, unit.rank - 1))
            filled = unit.rank - 1
        filled += 1
    if ranked_count is not None and filled < ranked_count:
        gaps.append((filled + 1, ranked_count))
    return tuple(gaps)
