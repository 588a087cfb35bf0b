"""What is read about units. Rules and pages know units only through `history` and `search`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Q

from thidua.core.blocks import Block
from thidua.foundation import revision
from thidua.units.enums import BlockChoice, UnitKind
from thidua.units.models import BlockMembership, Succession, Unit, UnitName
from thidua.units.search import UnitHit, find_one, search, unit_label

__all__ = [
    "BlockSpan",
    "UnitHistory",
    "UnitHit",
    "UnitPast",
    "UnitRecord",
    "directory",
    "find_one",
    "history",
    "names_borne",
    "names_ever",
    "past_of",
    "search",
    "there_on",
    "unit_label",
]

DIRECTORY_HITS = 60
"""More than this a person does not read: one more letter narrows it down."""


def there_on(on: date) -> Q:
    """Of units: those that exist on the date. An end that is recorded already may lie ahead."""
    return Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=on)


@dataclass(frozen=True, slots=True)
class BlockSpan:
    """A block from index year `from_year` to `to_year`, both included; None: until further notice."""

    block: Block
    from_year: int
    to_year: int | None


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit as it stands on one date. `block` is that of the date's year, NONE when it has none."""

    id: int
    code: str
    name: str
    full_name: str
    kind: UnitKind
    block: Block
    spans: tuple[BlockSpan, ...]
    is_dissolved: bool
    dissolved_on: date | None
    predecessors: tuple[str, ...]
    document_symbol: str
    former_district: str
    sort_key: str

    @property
    def block_name(self) -> str:
        """The block in words."""
        return str(BlockChoice(self.block).label)

    def block_in(self, year: int) -> Block | None:
        """The block in which the unit is ranked in index year `year`; None: it did not exist then."""
        for span in self.spans:
            if span.from_year <= year and (span.to_year is None or year <= span.to_year):
                return span.block
        return None


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """Every unit that has existed by the end of `on`, by code, in Vietnamese order of names."""

    on: date
    units: Mapping[str, UnitRecord]

    def __iter__(self) -> Iterator[UnitRecord]:
        return iter(self.units.values())

    def __len__(self) -> int:
        return len(self.units)

    def __contains__(self, code: object) -> bool:
        return code in self.units

    def __getitem__(self, code: str) -> UnitRecord:
        return self.units[code]

    def living(self, block: Block | None = None) -> list[UnitRecord]:
        """The units that exist on the date, of one block or of all."""
        return [unit for unit in self.units.values() if not unit.is_dissolved and block in (None, unit.block)]

    def dissolved(self) -> list[UnitRecord]:
        """The units that no longer exist on the date."""
        return [unit for unit in self.units.values() if unit.is_dissolved]

    def by_id(self) -> dict[int, UnitRecord]:
        """The same records by database id."""
        return {unit.id: unit for unit in self.units.values()}


def names_borne(asked: Iterable[tuple[int, date]]) -> dict[tuple[int, date], str]:
    """Unit and day → the full name that the unit bore then, for many days at once; one query. A day before
    its first name is left out.
    """
    wanted = set(asked)
    rows = UnitName.objects.filter(unit__in={unit for unit, _day in wanted}).order_by("valid_from")
    told: dict[int, list[tuple[date, str]]] = {}
    for unit, since, name in rows.values_list("unit_id", "valid_from", "full_name"):
        told.setdefault(unit, []).append((since, name))
    return {(unit, day): name for unit, day in wanted for since, name in told.get(unit, ()) if since <= day}


def names_ever() -> list[tuple[int, str]]:
    """Every full name that a unit bears or bore, by unit: old papers are looked for by it. One query."""
    return list(UnitName.objects.values_list("unit_id", "full_name"))


@revision.kept(most=16)
def history(on: date) -> UnitHistory:
    """Name, block on the date, blocks by year, dissolution and predecessors of every unit.

    Four queries when something has changed since it was last asked, else one.

    A change that takes effect after `on` is not in it. A merged unit lists its predecessors and inherits
    nothing from them (reading B09).
    """
    names = {
        row[0]: row[1:]
        for row in UnitName.objects.filter(valid_from__lte=on)
        .order_by("valid_from")
        .values_list("unit_id", "name", "full_name", "kind", "sort_key")
    }
    spans: dict[int, list[BlockSpan]] = {}
    for unit_id, block, start, end in (
        BlockMembership.objects.filter(from_year__lte=on.year)
        .order_by("from_year")
        .values_list("unit_id", "block", "from_year", "to_year")
    ):
        spans.setdefault(unit_id, []).append(BlockSpan(Block(block), start, end))
    predecessors: dict[int, list[str]] = {}
    for successor_id, code in (
        Succession.objects.filter(on__lte=on)
        .order_by("on", "predecessor__code")
        .values_list("successor_id", "predecessor__code")
    ):
        predecessors.setdefault(successor_id, []).append(code)
    records = []
    for pk, code, dissolved_on, symbol, district in Unit.objects.values_list(
        "pk", "code", "dissolved_on", "document_symbol", "former_district"
    ):
        if pk not in names:
            continue
        name, full_name, kind, key = names[pk]
        is_dissolved = dissolved_on is not None and dissolved_on <= on
        unit_spans = tuple(spans.get(pk, ()))
        records.append(
            UnitRecord(
                id=pk,
                code=code,
                name=name,
                full_name=full_name,
                kind=UnitKind(kind),
                block=_block_on(unit_spans, on),
                spans=unit_spans,
                is_dissolved=is_dissolved,
                dissolved_on=dissolved_on if is_dissolved else None,
                predecessors=tuple(predecessors.get(pk, ())),
                document_symbol=symbol,
                former_district=district,
                sort_key=key,
            )
        )
    records.sort(key=lambda record: (record.sort_key, record.code))
    return UnitHistory(on=on, units=MappingProxyType({record.code: record for record in records}))


def _block_on(spans: tuple[BlockSpan, ...], on: date) -> Block:
    for span in spans:
        if span.to_year is None or on.year <= span.to_year:
            return span.block
    return spans[-1].block if spans else Block.NONE


@dataclass(frozen=True, slots=True)
class UnitPast:
    """Everything that happened to one unit, each list oldest first; future changes are in it too."""

    unit: Unit
    names: tuple[UnitName, ...]
    memberships: tuple[BlockMembership, ...]
    came_from: tuple[Succession, ...]
    became: tuple[Succession, ...]

    @property
    def current_name(self) -> UnitName:
        """The name it bears, or bore last."""
        return self.names[-1]


def past_of(unit: Unit) -> UnitPast:
    """The past of `unit` as its page tells it: four queries."""
    return UnitPast(
        unit=unit,
        names=tuple(unit.names.order_by("valid_from")),
        memberships=tuple(unit.memberships.order_by("from_year")),
        came_from=tuple(unit.successions_in.select_related("predecessor").order_by("on", "pk")),
        became=tuple(unit.successions_out.select_related("successor").order_by("on", "pk")),
    )


def directory(on: date, *, block: Block | None = None, text: str = "") -> list[UnitRecord]:
    """The units that exist on `on`, in Vietnamese order; with `text`, those it may mean, best first."""
    units = history(on)
    if not text.strip():
        return units.living(block)
    found = [units[hit.code] for hit in search(text, on, limit=DIRECTORY_HITS)]
    return [unit for unit in found if block in (None, unit.block)]
