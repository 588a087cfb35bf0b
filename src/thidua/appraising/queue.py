"""What waits for a person: the dossiers of a cycle by what has to be done next, and by whom."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.db.models import Case, Count, Exists, FilteredRelation, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from thidua.appraising.access import Standing, appraisals, sides_of
from thidua.appraising.enums import Say, Stage
from thidua.appraising.judging.models import Finding
from thidua.appraising.selectors import has_procedure
from thidua.core.roles import STANDING_OFFICE, Role
from thidua.dossiers.access import BAR_READERS
from thidua.dossiers.enums import DossierState, Proposer, Timing, is_given_back, is_handed_in
from thidua.dossiers.listing import named_like
from thidua.dossiers.models import SentDossier, Submission
from thidua.dossiers.routes import awards_in
from thidua.foundation.access import Person
from thidua.movement.selectors import programme_for
from thidua.units.enums import STANDING_OFFICE_UNIT
from thidua.units.selectors import history


class QueueState(models.TextChoices):
    """How far a dossier is for the person who looks; the order is the order of the list."""

    LATE = "nop-muon", _("nộp muộn, chờ chấp nhận")
    INTAKE = "cho-tiep-nhan", _("chờ tiếp nhận")
    TO_DO = "cho-xet", _("chờ bạn thẩm định")
    STARTED = "cho-y-kien", _("đã nhận xét, chờ ý kiến")
    PAUSED = "tam-dung", _("tạm dừng xét")
    OTHER = "ben-khac", _("chờ bước khác")
    RETURNED = "tra-lai", _("đơn vị đang bổ sung")
    DONE = "xong", _("đã đủ ý kiến")
    DECIDED = "da-quyet-dinh", _("đã có quyết định")
    OUT = "khong-tham-gia", _("bạn không tham gia")


MINE = (QueueState.LATE, QueueState.INTAKE, QueueState.TO_DO, QueueState.STARTED)
"""States in which the person has to do something."""
PLACES = {state: place for place, state in enumerate(QueueState)}
LOOKS = {
    QueueState.LATE: ("triangle-alert", "unknown"),
    QueueState.INTAKE: ("inbox", "info"),
    QueueState.TO_DO: ("circle-dashed", "info"),
    QueueState.STARTED: ("pencil", "info"),
    QueueState.PAUSED: ("circle-pause", "suspended"),
    QueueState.OTHER: ("clock", "plain"),
    QueueState.RETURNED: ("undo-2", "plain"),
    QueueState.DONE: ("circle-check", "met"),
    QueueState.DECIDED: ("stamp", "plain"),
    QueueState.OUT: ("user-x", "plain"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a page shows; "" or None: everything of the cycle."""

    cycle: str = ""
    state: str = ""
    award: str = ""
    text: str = ""
    """Words of the name of a unit or of a subject."""

    @classmethod
    def of(cls, query: Mapping[str, str], cycles: Iterable[str]) -> "Filter":
        """From a query string; what cannot be is left out, the latest cycle is taken."""
        known = list(cycles)
        cycle, state = query.get("dot", ""), query.get("tinh-trang", "")
        return cls(
            cycle=cycle if cycle in known else next(iter(known), ""),
            state=state if state in QueueState.values else "",
            award=query.get("hinh-thuc", "")[:40],
            text=query.get("q", "")[:100].strip(),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves out units or awards."""
        return bool(self.award or self.text)

    @property
    def whole(self) -> "Filter":
        """The same for every state."""
        return replace(self, state="")

    @property
    def query(self) -> str:
        """As it stands in an address."""
        told = {"dot": self.cycle, "tinh-trang": self.state, "hinh-thuc": self.award, "q": self.text}
        return urlencode({name: value for name, value in told.items() if value})


def cycles_with_dossiers(user: Person, on: date) -> list[str]:
    """The cycles of which something was handed in, the one that was sent to last first."""
    rows = Submission.objects.order_by().values("filing__cycle").annotate(last=models.Max("sent_at"))
    seen = appraisals.visible_to(user, on)
    return [row["filing__cycle"] for row in rows.order_by("-last")] if seen.exists() else []


class Counts(Counter[QueueState]):
    """State → how many dossiers."""

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int]]) -> "Counts":
        """Of rows as (pk, place)."""
        told = Counter(place for _pk, place in rows)
        return cls({state_at(place): number for place, number in told.items()})

    @property
    def mine(self) -> int:
        """In how many the person has to do something."""
        return sum(self[state] for state in MINE)


_WAITS_FOR_INTAKE = Q(dossier__state=DossierState.SENT)
_ALWAYS, _NEVER = ~Q(pk__in=[]), Q(pk__in=[])


def _said(stage: Stage) -> FilteredRelation:
    """The opinion of a stage that stands on a sending; there is at most one."""
    stands = Q(opinions__is_current=True, opinions__stage=stage) & ~Q(opinions__say=Say.MORE)
    return FilteredRelation("opinions", condition=stands)


@dataclass(frozen=True)
class Queue:
    """The dossiers of a cycle that the office has, as one person sees them. The database says how far each
    is: a page reads the rows it shows, however many there are.
    """

    user: Person
    on: date
    cycle: str

    @cached_property
    def _handed_in(self) -> QuerySet[SentDossier]:
        """What was sent last of each dossier that the office has."""
        seen = appraisals.last_sent_to(self.user, self.on, self.cycle)
        return seen.filter(is_handed_in("dossier__"))

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """The same in order: what is the person's first, of that what came first. `place`: see `state_at`."""
        rows = self._handed_in.annotate(**{f"said_{stage}": _said(stage) for stage in self._stages})
        return rows.annotate(place=self._place()).order_by("place", "pk")

    def _place(self) -> Case:
        """How far each is for the person, as a number; the first condition that holds counts."""
        late = Q(timing=Timing.LATE, was_accepted=False, submission__accepted_at=None)
        states: list[tuple[Any, QueueState]] = [
            (Standing.of(self.user, self.on).out(), QueueState.OUT),
            (Q(dossier__decided_at__isnull=False), QueueState.DECIDED),
            (is_given_back("dossier__"), QueueState.RETURNED),
            (_WAITS_FOR_INTAKE & ~self._is_on_side(Stage.CONTENT), QueueState.OTHER),
            (_WAITS_FOR_INTAKE & late, QueueState.LATE),
            (_WAITS_FOR_INTAKE, QueueState.INTAKE),
            *self._paused(),
            *(pair for stage in self._stages for pair in self._at_turn(stage)),
        ]
        return Case(
            *(When(condition, then=Value(PLACES[state])) for condition, state in states),
            default=Value(PLACES[QueueState.DONE]),
            output_field=models.SmallIntegerField(),
        )

    @cached_property
    def _stages(self) -> list[Stage]:
        return [stage for stage in Stage if stage != Stage.PROCEDURE or has_procedure(self.cycle)]

    @cached_property
    def _of_office(self) -> Q:
        """The standing office's own dossiers, and what it proposes itself."""
        units, proposed = history(self.on), Q(dossier__proposer=Proposer.OFFICE)
        if STANDING_OFFICE_UNIT not in units:
            return proposed
        return proposed | Q(dossier__filing__unit=units[STANDING_OFFICE_UNIT].id)

    def _waits_for(self, stage: Stage) -> Q:
        """Whether a stage that is asked of a dossier has not said its opinion."""
        waits = Q(**{f"said_{stage}": None})
        return self._of_office & waits if stage == Stage.LEADER else waits

    def _paused(self) -> Iterator[tuple[Any, QueueState]]:
        if self.user.has_role(self.on, *BAR_READERS):
            yield Q(dossier__barred=True), QueueState.PAUSED

    def _at_turn(self, stage: Stage) -> Iterator[tuple[Any, QueueState]]:
        turn, mine = self._waits_for(stage), self._is_on_side(stage)
        if mine != _NEVER:
            noted = Finding.objects.filter(sent=OuterRef("pk"), stage=stage, is_current=True)
            yield turn & mine & Exists(noted), QueueState.STARTED
            yield turn & mine, QueueState.TO_DO
        yield turn, QueueState.OTHER

    def _is_on_side(self, stage: Stage) -> Q:
        """Whose dossiers the person judges at a stage: of the office's own it is for others than usually."""
        is_of_office = self.user.has_role(self.on, *STANDING_OFFICE)
        own = not is_of_office and self.user.has_role(self.on, *sides_of(stage, of_office=True))
        others = self.user.has_role(self.on, *sides_of(stage, of_office=False))
        if own == others:
            return _ALWAYS if own else _NEVER
        return self._of_office if own else ~self._of_office

    def filtered(self, chosen: Filter) -> list[tuple[int, int]]:
        """(pk, place) of the rows under a filter, whatever their state, in order. One read, from which a page
        counts and takes its rows: to ask the database for each would have it judge every dossier twice.
        """
        rows = self.rows
        if chosen.award:
            rows = rows.filter(dossier__award=chosen.award)
        if chosen.text:
            rows = rows.filter(named_like(chosen.text, self.on, of="dossier__"))
        return [(pk, place) for place, pk in sorted(rows.order_by().values_list("place", "pk"))]

    def counts(self) -> Counts:
        """How many stand in each state."""
        told = self.rows.order_by().values_list("place").annotate(number=Count("pk"))
        return Counts({state_at(place): number for place, number in told})

    def to_take_in(self, filings: Iterable[int]) -> Counter[int]:
        """Filing → how many of its dossiers wait for the person to take them in."""
        rows = self.rows.filter(place=PLACES[QueueState.INTAKE], dossier__filing__in=set(filings))
        told = rows.order_by().values_list("dossier__filing").annotate(number=Count("pk"))
        return Counter(dict(told))

    def next_after(self, dossier: int | None = None) -> int | None:
        """The next dossier in which the person has to do something: the first behind one, else the first."""
        todo = self.rows.filter(place__in=[PLACES[state] for state in MINE]).exclude(dossier=dossier)
        here = self.rows.filter(dossier=dossier).first() if dossier else None
        found: int | None = None
        if here is not None:
            behind = todo.filter(Q(place=here.place, pk__gt=here.pk) | Q(place__gt=here.place))
            found = behind.values_list("dossier", flat=True).first()
        return found or todo.values_list("dossier", flat=True).first()

    def awards(self) -> list[tuple[str, str]]:
        """Awards one can filter by: (award, name)."""
        return [(one.id, one.name) for one in awards_in(programme_for(self.cycle, self.on), self.cycle)]


def state_at(place: int) -> QueueState:
    """The state that a `place` of `Queue.rows` stands for."""
    return list(QueueState)[place]


def may_choose_stages(user: Person, on: date) -> bool:
    """Whether the person decides on the second appraisal (D01): the head of the standing office."""
    return user.has_role(on, Role.STANDING_HEAD)
