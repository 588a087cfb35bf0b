"""The dossiers of a cycle as lists show them: the unit's own, and for the office all that was handed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict

from thidua.core.text import search_key
from thidua.dossiers.access import dossiers
from thidua.dossiers.enums import HANDED_IN, STATE_LOOKS, DossierState, Timing, is_given_back
from thidua.dossiers.models import Dossier, SentDossier
from thidua.dossiers.nominations import NominationSet, nominations_of
from thidua.dossiers.routes import KIND_OF, Route
from thidua.dossiers.selectors import cycles, last_sendings
from thidua.foundation.access import Person
from thidua.movement.selectors import open_yearly_cycle, programme_for
from thidua.units.selectors import UnitRecord, history

ALL_STATES = {str(state) for state in DossierState}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; empty means all."""

    cycle: str
    route: str
    state: str
    timing: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier of a list. `verdict`: met, not_met, unknown; empty where it was not asked. `name`: of the
    subject, empty for the unit itself.
    """

    row: Dossier
    unit: UnitRecord
    award: str
    timing: str
    verdict: str
    name: str

    @property
    def look(self) -> tuple[str, str]:
        """Icon and look of its state."""
        return STATE_LOOKS[self.row.state]

    @property
    def look_for_office(self) -> tuple[str, str]:
        """The same of the state that the office sees."""
        return STATE_LOOKS[self.row.state_for_office]

    @property
    def subject(self) -> str:
        """Who is put forward."""
        return self.name or self.unit.full_name


def read_filters(query: QueryDict, moment: datetime) -> Filters:
    """The filters of an address; what is not understood is left out."""
    asked = query.get("dot", "")
    return Filters(
        cycle=asked if asked in cycles() else str(open_yearly_cycle(moment)),
        route=_one_of(query.get("tuyen", ""), Route),
        state=_one_of(query.get("trang-thai", ""), HANDED_IN),
        timing=_one_of(query.get("luc-gui", ""), Timing),
        text=query.get("q", "")[:100],
    )


def _one_of(value: str, values: Iterable[str]) -> str:
    return value if value in set(map(str, values)) else ""


def filtered(rows: "QuerySet[Dossier]", filters: Filters, moment: datetime) -> "QuerySet[Dossier]":
    """The dossiers of the cycle that pass, by unit and number."""
    found = rows.filter(filing__cycle=filters.cycle)
    on = moment.date()
    if filters.route:
        programme = programme_for(filters.cycle, on)
        found = found.filter(award__in=[one.id for one in programme.awards if one.family == filters.route])
    if filters.state:
        is_back = filters.state == DossierState.RETURNED
        found = found.filter(is_given_back() if is_back else Q(state=filters.state))
    if filters.timing:
        sent = SentDossier.objects.filter(dossier=OuterRef("pk"), recalled_at__isnull=True)
        last = sent.order_by("-submission__ordinal")
        found = found.annotate(came=Subquery(last.values("timing")[:1])).filter(came=filters.timing)
    if filters.text:
        found = found.filter(named_like(filters.text, on))
    return found.order_by("filing__unit__code", "number", "pk")


def named_like(text: str, on: date, of: str = "") -> Q:
    """Dossiers whose unit is called so, without marks, or whose subject is; `of`: the way to the dossier."""
    wanted = search_key(text).split()
    units = [unit.id for unit in history(on) if all(word in search_key(unit.full_name) for word in wanted)]
    return Q(**{f"{of}filing__unit__in": units}) | Q(**{f"{of}subject_name__icontains": text.strip()})


def lines_of(
    rows: Sequence[Dossier], moment: datetime, *, with_verdicts: bool = True, reader: Person | None = None
) -> list[Line]:
    """The lines of some dossiers of any cycle; a constant number of queries. A `reader` who does not write a
    dossier that was given back sees it as it was sent, not as it is being mended.
    """
    on = moment.date()
    by_id = history(on).by_id()
    sent = last_sendings(rows)
    given_back = [row for row in rows if row.pk in sent and row.state_for_office == DossierState.RETURNED]
    as_sent = {
        row.pk: sent[row.pk].frozen
        for row in given_back
        if reader is not None and not dossiers.is_writer(reader, on, row)
    }
    verdicts: dict[str, str] = {}
    if with_verdicts and rows:
        living = [row.pk for row in rows if row.pk not in as_sent]
        judged = NominationSet(nominations_of(Dossier.objects.filter(pk__in=living), on).values(), on)
        # The truth of the criteria alone: a bar is for fewer eyes than a list.
        verdicts = {key: one.truth.word for key, one in judged.verdicts.items()}
        verdicts |= {str(pk): one["verdict"]["truth"] for pk, one in as_sent.items()}
    cycles_shown = {row.filing.cycle for row in rows}
    awards = {cycle: programme_for(cycle, on).award_by_id for cycle in cycles_shown}
    return [
        Line(
            row=row,
            unit=by_id[row.filing.unit_id],
            award=awards[row.filing.cycle][row.award].name,
            timing=sent[row.pk].timing if row.pk in sent else "",
            verdict=verdicts.get(str(row.pk), ""),
            name=as_sent[row.pk]["subject"]["name"] if row.pk in as_sent else row.subject_name,
        )
        for row in rows
    ]


def route_choices() -> list[tuple[str, object]]:
    """The routes for a filter."""
    return [(str(route), kind.name) for route, kind in KIND_OF.items()]
