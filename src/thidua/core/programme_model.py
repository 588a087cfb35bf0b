"""What a programme is: the typed, frozen shape of a plan kept as data (`programmes/*/programme.yaml`).

Nothing here decides anything. `thidua.core.programme` loads a file into these models and checks what types
cannot say; the criteria nodes are in `thidua.core.programme_nodes`.
"""

import datetime as dt
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from thidua.core.programme_nodes import AnyBlock, Count, Frozen, IndexBlock, Node, Text, Year


class Option(Frozen):
    """One value of a list, with its Vietnamese label."""

    id: Text
    label: Text


class Document(Frozen):
    """The decision that issued the plan."""

    number: Text
    date: dt.date
    issuer: Text
    signer: Text
    signed_as: Text
    place: Text
    title: Text
    attachment: Text


class Period(Frozen):
    """The years of the movement, and from when what counts (reading C17)."""

    first_year: Year
    last_year: Year
    counts_from: dt.date
    duties_from: dt.date

    @property
    def label(self) -> str:
        """The name of the period as a cycle: `2026-2030`."""
        return f"{self.first_year}-{self.last_year}"

    @property
    def years(self) -> range:
        """Every year of the period."""
        return range(self.first_year, self.last_year + 1)


class BlockInfo(Frozen):
    """An index block, or the units outside them, as the plan names it."""

    id: AnyBlock
    name: Text
    written_as: tuple[Text, ...] = ()


class Clause(Frozen):
    """One clause of the plan: where it stands, what it says in our words, how the software meets it.

    `met_by`: `rule` (an award, quota or deadline computes it), `feature` (a room of the house does it),
    `by_hand` (a person judges or acts, the software records), `text` (nothing to do but show it).
    `since`: `now` or `planned`; `room` says where it lives or will live.
    """

    id: Text
    row: Annotated[int, Field(ge=1)]
    place: Text
    gist: Text
    met_by: Literal["rule", "feature", "by_hand", "text"]
    how: Text
    room: Text
    since: Literal["now", "planned"]


class Reading(Frozen):
    """A place of the text with more than one meaning: the question, the choices, the default and why.

    `switch` is the id under which rules and case files choose it; None when no rule depends on it.
    """

    id: Text
    switch: Text | None = None
    question: Text
    options: Annotated[tuple[Option, ...], Field(min_length=1)]
    default: Text
    reason: Text
    severity: Literal["high", "medium", "low"]
    clauses: Annotated[tuple[Text, ...], Field(min_length=1)]
    decided_by: Text
    decided_on: dt.date
    note: Text | None = None


class Deadline(Frozen):
    """A day named by the plan: month, day and years after the cycle's (`per: cycle`), or one date."""

    id: Text
    name: Text
    what: Text
    clause: Text
    per: Literal["cycle", "period"]
    last_day_reading: Text
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    year_offset: Annotated[int, Field(ge=0, le=5)] | None = None
    first_cycle: Year | None = None
    last_cycle: Year | None = None
    date: dt.date | None = None

    def named_day(self, cycle: int) -> dt.date:
        """The day the plan names for the cycle of that year (a period deadline: its one date)."""
        if self.date is not None:
            return self.date
        assert self.month is not None
        assert self.day is not None
        assert self.year_offset is not None
        return dt.date(cycle + self.year_offset, self.month, self.day)

    @property
    def cycles(self) -> range:
        """The yearly cycles it is set for; empty for a period deadline."""
        if self.first_cycle is None or self.last_cycle is None:
            return range(0)
        return range(self.first_cycle, self.last_cycle + 1)


class AwardForm(Frozen):
    """The award given: its name, what it is in law (reading A14), and who decides."""

    name: Text
    legal_nature: Text
    decided_by: Text


class Award(Frozen):
    """An award, who may have it, and the criteria."""

    id: Text
    name: Text
    clause: Text
    subject: Literal["collective", "individual"]
    family: Literal["annual", "period", "flag", "discretionary", "adhoc", "state"]
    cycle: Literal["year", "period", "either"]
    window: Literal["year", "period"] | None = None
    form: AwardForm
    open_to_unranked: bool
    outside_clause: Text | None = None
    criteria: Node


class RaisedQuota(Frozen):
    """A higher limit for a unit that is nominated for another award."""

    by_award: Text
    at_most: Count
    clause: Text


class Quota(Frozen):
    """How many nominations for an award a unit may make in a cycle, or a block may have."""

    rule: Literal["quota.collective", "quota.individual", "quota.flag"]
    award: Text
    per: Literal["unit", "block"]
    at_most: Count
    effect: Literal["block", "ask"]
    clause: Text | None = None
    clauses: dict[IndexBlock, Text] | None = None
    raised: RaisedQuota | None = None


class OneAward(Frozen):
    """No second award for one achievement: pairs of awards that exclude each other for one collective."""

    rule: Literal["one_award"]
    clause: Text
    effect: Literal["block", "ask"]
    excluding: tuple[tuple[Text, Text], ...]


class InitiativeReuse(Frozen):
    """What happens when an initiative serves twice: an effect, or None, for each option of the reading."""

    rule: Literal["initiative_reuse"]
    clause: Text
    reading: Text
    effects: dict[str, Literal["block", "ask"] | None]


PaperFamily = Literal["awards"]
"""Papers that take their grounds from the register: those that propose and decide awards."""


class LegalBasis(Frozen):
    """A legal text the plan stands on or beside, with its validity and how sure we are.

    `evidence`: V read in the source · T seen only in a doubtful translation or mirror · INF inferred ·
    GK general knowledge, unverified · KH the plan itself says so.
    `grounds_for`: the papers that print it as a ground; None: as the published plan says of the same id.
    `replaces`: the ids of those in whose stead it is printed from its `valid_from` on.
    Both are left out of what is written where they say nothing, so that a programme from before them keeps
    its fingerprint.
    """

    id: Text
    relation: Literal["basis", "related"]
    clause: Text | None = None
    title: Text
    number: Text | None = None
    date: dt.date | None = None
    issuer: Text
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    evidence: Literal["V", "T", "INF", "GK", "KH"]
    source: Text
    checked_on: dt.date
    grounds_for: tuple[PaperFamily, ...] | None = Field(default=None, exclude_if=lambda value: value is None)
    replaces: tuple[Text, ...] = Field(default=(), exclude_if=lambda value: not value)
    note: Text | None = None

    def is_in_force(self, on: dt.date) -> bool | None:
        """Whether it is known to be in force that day; None when the start is not known."""
        if self.valid_to is not None and on >= self.valid_to:
            return False
        return None if self.valid_from is None else on >= self.valid_from


class Erratum(Frozen):
    """A slip of the published text: as written, where, and how we read it. Never silently repaired."""

    id: Text
    clauses: Annotated[tuple[Text, ...], Field(min_length=1)]
    as_written: Annotated[tuple[Text, ...], Field(min_length=1)]
    as_read: Text
    note: Text
    reading: Text | None = None


class Fact(Frozen):
    """A fact about a nominee that the rules ask for; `absent` is what no answer means.

    Its source is a clause of the plan, or a `law` outside it.
    """

    key: Text
    type: Literal["yes_no", "choice", "count", "text"]
    label: Text
    question: Text
    values: tuple[Option, ...] = ()
    absent: Literal["unknown", "no"] = "unknown"
    clauses: tuple[Text, ...] = ()
    law: Text | None = None


class Holiday(Frozen):
    """A day off. `evidence` as in `LegalBasis`."""

    date: dt.date
    name: Text
    source: Text
    evidence: Literal["V", "T", "INF", "GK", "KH"]


class HolidayCalendar(Frozen):
    """Days off of the years named, and what is not known about them."""

    years: Annotated[tuple[Year, ...], Field(min_length=1)]
    checked_on: dt.date
    make_up_days: Literal["not_known"] | tuple[Holiday, ...]
    note: Text
    holidays: tuple[Holiday, ...]

    @cached_property
    def dates(self) -> frozenset[dt.date]:
        """All days off."""
        return frozenset(day.date for day in self.holidays)


class Programme(Frozen):
    """A whole plan. Made by `thidua.core.programme.load_programme`, which also checks what refers to what."""

    id: Text
    name: Text
    short_name: Text
    other_names: tuple[Text, ...]
    document: Document
    period: Period
    holidays: Text
    blocks: tuple[BlockInfo, ...]
    facts: tuple[Fact, ...]
    clauses: tuple[Clause, ...]
    readings: tuple[Reading, ...]
    deadlines: tuple[Deadline, ...]
    awards: tuple[Award, ...]
    quotas: tuple[Quota, ...]
    one_award: OneAward
    initiative_reuse: InitiativeReuse
    legal_bases: tuple[LegalBasis, ...]
    errata: tuple[Erratum, ...]

    _fingerprint: str = PrivateAttr(default="")

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the file this was read from, in hexadecimal."""
        return self._fingerprint

    @cached_property
    def award_by_id(self) -> dict[str, Award]:
        """Awards by id, in file order."""
        return {award.id: award for award in self.awards}

    @cached_property
    def clause_by_id(self) -> dict[str, Clause]:
        """Clauses by id, in the order of the plan."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def reading_by_switch(self) -> dict[str, Reading]:
        """The readings that rules depend on, by the id a case file uses."""
        return {reading.switch: reading for reading in self.readings if reading.switch}

    @cached_property
    def default_readings(self) -> dict[str, str]:
        """Switch → default option."""
        return {switch: reading.default for switch, reading in self.reading_by_switch.items()}

    @cached_property
    def deadline_by_id(self) -> dict[str, Deadline]:
        """Deadlines by id."""
        return {deadline.id: deadline for deadline in self.deadlines}

    @cached_property
    def fact_by_key(self) -> dict[str, Fact]:
        """Fact definitions by key."""
        return {fact.key: fact for fact in self.facts}
