"""What waits for a person: the dossiers of a cycle by what has to be done next, and by whom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.appraising.access import Standing, appraisals, sides_of
from thidua.appraising.enums import Stage
from thidua.appraising.judging.models import Finding
from thidua.appraising.selectors import Appraisal, Sending, appraisals_of, last_sendings, turn_of
from thidua.core.roles import Role
from thidua.dossiers.access import BAR_READERS
from thidua.dossiers.enums import HANDED_IN, DossierState
from thidua.dossiers.models import Submission
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
    unit: int | None = None

    @classmethod
    def of(cls, query: Mapping[str, str], cycles: Iterable[str]) -> "Filter":
        """From a query string; what cannot be is left out, the latest cycle is taken."""
        known = list(cycles)
        cycle, state, unit = query.get("dot", ""), query.get("tinh-trang", ""), query.get("don-vi", "")
        return cls(
            cycle=cycle if cycle in known else next(iter(known), ""),
            state=state if state in QueueState.values else "",
            award=query.get("hinh-thuc", "")[:40],
            unit=int(unit) if unit.isascii() and unit.isdecimal() and len(unit) < 10 else None,
        )

    @property
    def query(self) -> str:
        """As it stands in an address."""
        told = {"dot": self.cycle, "tinh-trang": self.state, "hinh-thuc": self.award, "don-vi": self.unit}
        return urlencode({name: value for name, value in told.items() if value})


def cycles_with_dossiers(user: Person, on: date) -> list[str]:
    """The cycles of which something was handed in, the one that was sent to last first."""
    rows = Submission.objects.order_by().values("filing__cycle").annotate(last=models.Max("sent_at"))
    seen = appraisals.visible_to(user, on)
    return [row["filing__cycle"] for row in rows.order_by("-last")] if seen.exists() else []


@dataclass(frozen=True, slots=True)
class Entry:
    """One dossier of the queue; its row is read only for the page that shows it."""

    dossier: int
    filing: int
    unit: int
    award: str
    state: QueueState
    sending: Sending
    appraisal: Appraisal

    @property
    def place(self) -> tuple[int, int]:
        """What is the person's first, of that what came first."""
        return PLACES[self.state], self.sending.id


@dataclass(frozen=True)
class Queue:
    """The dossiers of a cycle that the office has, as one person sees them; six queries however many."""

    user: Person
    on: date
    cycle: str

    @cached_property
    def entries(self) -> list[Entry]:
        """Everything, in order."""
        sendings = last_sendings(self.cycle)
        appraisals_now = appraisals_of(self.cycle, sendings)
        noted = set(
            Finding.objects.filter(is_current=True, sent__dossier__filing__cycle=self.cycle)
            .order_by()
            .values_list("sent_id", "stage")
            .distinct()
        )
        standing = Standing.of(self.user, self.on)
        columns = (
            "pk",
            "filing_id",
            "filing__unit_id",
            "filing__unit__code",
            "award",
            "state",
            "barred",
            "decided_at",
        )
        rows = appraisals.visible_to(self.user, self.on).order_by()
        rows = rows.filter(filing__cycle=self.cycle, state__in=HANDED_IN)
        found = []
        for pk, filing, unit, code, award, state, barred, decided in rows.values_list(*columns):
            sending, appraisal = sendings.get(pk), appraisals_now.get(pk)
            if sending is None or appraisal is None:
                continue
            if standing.is_out(filing, unit, code):
                at = QueueState.OUT
            elif decided is not None:
                at = QueueState.DECIDED
            else:
                turn = turn_of(appraisal)
                is_noted = (sending.id, turn) in noted
                at = self._state(state, code, sending, turn, is_noted=is_noted, is_barred=barred is True)
            found.append(Entry(pk, filing, unit, award, at, sending, appraisal))
        return sorted(found, key=lambda entry: entry.place)

    def _state(
        self, state: str, code: str, sending: Sending, turn: Stage | None, *, is_noted: bool, is_barred: bool
    ) -> QueueState:
        if state == DossierState.RETURNED:
            return QueueState.RETURNED
        if state == DossierState.SENT:
            if not self._is_on_side(Stage.CONTENT, code):
                return QueueState.OTHER
            return QueueState.LATE if sending.is_late and not sending.is_accepted else QueueState.INTAKE
        if turn is None:
            return QueueState.DONE
        if is_barred and self._reads_bars:
            return QueueState.PAUSED
        if not self._is_on_side(turn, code):
            return QueueState.OTHER
        return QueueState.STARTED if is_noted else QueueState.TO_DO

    @cached_property
    def _sides(self) -> dict[tuple[Stage, bool], bool]:
        """(stage, of the standing office) → whether the person speaks there."""
        codes = {False: "", True: STANDING_OFFICE_UNIT}
        return {
            (stage, own): self.user.has_role(self.on, *sides_of(stage, code))
            for stage in Stage
            for own, code in codes.items()
        }

    @cached_property
    def _reads_bars(self) -> bool:
        return self.user.has_role(self.on, *BAR_READERS)

    def _is_on_side(self, stage: Stage, code: str) -> bool:
        return self._sides[stage, code == STANDING_OFFICE_UNIT]

    def filtered(self, chosen: Filter) -> list[Entry]:
        """The entries under a filter."""
        return [
            entry
            for entry in self.entries
            if (not chosen.state or entry.state == chosen.state)
            and (not chosen.award or entry.award == chosen.award)
            and (chosen.unit is None or entry.unit == chosen.unit)
        ]

    @cached_property
    def counts(self) -> Counter[QueueState]:
        """How many stand in each state."""
        return Counter(entry.state for entry in self.entries)

    @cached_property
    def to_take_in(self) -> Counter[int]:
        """Filing → how many of its dossiers wait for the person to take them in."""
        return Counter(entry.filing for entry in self.entries if entry.state == QueueState.INTAKE)

    @property
    def mine(self) -> int:
        """In how many the person has to do something."""
        return sum(self.counts[state] for state in MINE)

    def next_after(self, dossier: int | None = None) -> int | None:
        """The next dossier in which the person has to do something: the first behind one, else the first."""
        todo = [entry for entry in self.entries if entry.state in MINE and entry.dossier != dossier]
        here = next((entry for entry in self.entries if entry.dossier == dossier), None)
        behind = [entry for entry in todo if here and entry.place > here.place]
        found = next(iter(behind or todo), None)
        return found.dossier if found else None

    def choices(self) -> tuple[list[tuple[int, str]], list[tuple[str, str]]]:
        """Units and awards one can filter by: (id, name), (award, name)."""
        units, programme = history(self.on).by_id(), programme_for(self.cycle, self.on)
        named = {entry.award for entry in self.entries}
        return (
            sorted(
                ((pk, units[pk].full_name) for pk in {entry.unit for entry in self.entries}),
                key=lambda pair: pair[1],
            ),
            [(award.id, award.name) for award in programme.awards if award.id in named],
        )


def may_choose_stages(user: Person, on: date) -> bool:
    """Whether the person decides on the second appraisal (D01): the head of the standing office."""
    return user.has_role(on, Role.STANDING_HEAD)
