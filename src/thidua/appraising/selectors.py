"""What was said of dossiers by those who appraise them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from thidua.appraising.conflicts.models import ConflictStatement
from thidua.appraising.enums import Say, Stage
from thidua.appraising.judging.models import Opinion, StageChoice
from thidua.appraising.rulings.models import ReuseRuling
from thidua.dossiers.bars.elsewhere import barred_elsewhere
from thidua.dossiers.enums import Timing
from thidua.dossiers.models import BarStatement, Dossier, Filing, SentDossier
from thidua.dossiers.selectors import OF_STANDING_OFFICE, is_of_standing_office, last_sending


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The last opinion of each stage on what was sent last: `agree`, `disagree` or empty."""

    content: str = ""
    procedure: str = ""
    leader: str = ""
    needs_procedure: bool = True
    needs_leader: bool = False

    @property
    def is_done(self) -> bool:
        """Whether every stage that is asked gave its opinion."""
        asked = [self.content]
        if self.needs_procedure:
            asked.append(self.procedure)
        if self.needs_leader:
            asked.append(self.leader)
        return all(asked)


def has_procedure(cycle: str) -> bool:
    """Whether a cycle has the second appraisal (reading D01): unless the office chose otherwise."""
    last = StageChoice.objects.filter(cycle=cycle).order_by("pk").last()
    return last is None or last.has_procedure


def stage_choices(cycle: str) -> list[StageChoice]:
    """What was chosen about the second appraisal of a cycle, the newest first."""
    return list(StageChoice.objects.filter(cycle=cycle).select_related("by").order_by("-pk"))


@dataclass(frozen=True, slots=True)
class Sending:
    """What was sent last of a dossier and not recalled."""

    id: int
    at: datetime
    timing: str
    is_accepted: bool
    """Whether a late one was accepted."""

    @property
    def is_late(self) -> bool:
        """Whether it came after the deadline."""
        return self.timing == Timing.LATE


def last_sent(cycle: str) -> QuerySet[SentDossier]:
    """Of each dossier of a cycle what was sent last and not recalled."""
    rows = SentDossier.objects.filter(recalled_at__isnull=True)
    later = rows.filter(dossier=OuterRef("dossier"), pk__gt=OuterRef("pk"))
    return rows.filter(~Exists(later), dossier__filing__cycle=cycle)


def standing_opinions() -> QuerySet[Opinion]:
    """The last opinion of each stage on each sending; one that asks for more is none yet."""
    return Opinion.objects.filter(is_current=True).exclude(say=Say.MORE).order_by()


def last_sendings(cycle: str, filing: int | None = None) -> dict[int, Sending]:
    """Dossier → its last sending that was not recalled, of a cycle or of one filing in it; one query."""
    rows = last_sent(cycle).order_by()
    if filing is not None:
        rows = rows.filter(dossier__filing=filing)
    columns = ("dossier_id", "pk", "submission__sent_at", "timing", "was_accepted", "submission__accepted_at")
    return {
        dossier: Sending(pk, at, timing, was_accepted or accepted is not None)
        for dossier, pk, at, timing, was_accepted, accepted in rows.values_list(*columns)
    }


def appraisals_of(cycle: str) -> dict[int, Appraisal]:
    """Dossier → appraisal, for all dossiers of a cycle that were sent; four queries however many."""
    needed = has_procedure(cycle)
    office = set(Dossier.objects.filter(OF_STANDING_OFFICE, filing__cycle=cycle).values_list("pk", flat=True))
    said: dict[int, dict[str, str]] = {}
    rows = standing_opinions().filter(sent__dossier__filing__cycle=cycle)
    for sent, stage, say in rows.values_list("sent_id", "stage", "say"):
        said.setdefault(sent, {})[stage] = say
    return {
        dossier: Appraisal(**said.get(sent.id, {}), needs_procedure=needed, needs_leader=dossier in office)
        for dossier, sent in last_sendings(cycle).items()
    }


def appraisal_of(dossier: Dossier) -> Appraisal:
    """The same of one dossier; three queries."""
    sent = last_sending(dossier)
    return Appraisal(
        **dict(standing_opinions().filter(sent=sent).values_list("stage", "say")),
        needs_procedure=has_procedure(dossier.filing.cycle),
        needs_leader=is_of_standing_office(dossier),
    )


def opinions_on(dossiers: Iterable[int]) -> dict[int, list[Opinion]]:
    """Dossier → every opinion ever given on it, the oldest first, with who gave it; one query."""
    found: dict[int, list[Opinion]] = {}
    rows = Opinion.objects.filter(sent__dossier__in=list(dossiers))
    for row in rows.select_related("by", "sent__submission").order_by("at", "pk"):
        found.setdefault(row.sent.dossier_id, []).append(row)
    return found


def recused_from(filing: Filing) -> frozenset[int]:
    """The accounts that may not take part in what concerns the filing's unit: stated conflicts."""
    rows = ConflictStatement.objects.filter(filing=filing, is_recused=True)
    return frozenset(rows.values_list("person_id", flat=True))


def cleared_of(filings: "QuerySet[Filing]", person: int) -> "QuerySet[Filing]":
    """Of filings those to whose units an account said it has no relation, and has not stepped aside since."""
    said = ConflictStatement.objects.filter(person=person, filing=OuterRef("pk"))
    return filings.filter(Exists(said), ~Exists(said.filter(is_recused=True)))


def stated_units(person: int, cycle: str) -> dict[int, bool]:
    """Unit → whether an account takes no part in its nominations of a cycle; no entry: it has not said yet.
    One query.
    """
    rows = ConflictStatement.objects.filter(person=person, filing__cycle=cycle).order_by("is_recused")
    return dict(rows.values_list("filing__unit_id", "is_recused"))


def reuse_rulings(cycle: str) -> Mapping[tuple[int, str], bool]:
    """(dossier, initiative code) → whether using the initiative again was allowed; no entry: not ruled."""
    rows = ReuseRuling.objects.filter(dossier__filing__cycle=cycle, is_current=True).order_by()
    return {
        (dossier, code): allowed
        for dossier, code, allowed in rows.values_list("dossier_id", "initiative__code", "is_allowed")
    }


def uses_refused_since(at: datetime, dossiers: "Collection[int] | QuerySet[Any]") -> set[int]:
    """The dossiers of which the office said since `at` that an initiative may not serve again; one query."""
    rows = ReuseRuling.objects.filter(is_current=True, is_allowed=False, at__gte=at, dossier__in=dossiers)
    return set(rows.values_list("dossier_id", flat=True))


def stages_of(appraisal: Appraisal) -> list[Stage]:
    """The stages that a dossier goes through, in turn."""
    stages = [Stage.CONTENT]
    if appraisal.needs_procedure:
        stages.append(Stage.PROCEDURE)
    if appraisal.needs_leader:
        stages.append(Stage.LEADER)
    return stages


def rests_on_confirmation(stage: Stage, appraisal: Appraisal) -> bool:
    """Whether agreeing at a stage needs the office's word about bars (B32): at the last appraisal, and when a
    leader speaks after it.
    """
    appraising = [one for one in stages_of(appraisal) if one != Stage.LEADER]
    return stage not in appraising[:-1]


def confirmed(sendings: Iterable[int]) -> set[int]:
    """Of these sendings, those since which the office stated if something bars the subject; one query."""
    rows = SentDossier.objects.filter(_confirmation(), pk__in=list(sendings)).order_by()
    return set(rows.values_list("pk", flat=True))


def unconfirmed_in(cycle: str, among: Collection[int] | None = None) -> set[int]:
    """The dossiers of a cycle, or some, that were sent last without such a statement since, or of whose
    subject a bar was told in another dossier since; four queries at most.
    """
    rows = last_sent(cycle).order_by()
    if among is not None:
        rows = rows.filter(dossier__in=among)
    unsaid = rows.filter(~_confirmation()).values_list("dossier_id", flat=True)
    return {*unsaid, *barred_elsewhere(rows)}


def _confirmation() -> Exists:
    said = BarStatement.objects.filter(
        dossier=OuterRef("dossier"),
        by_office=True,
        has_lapsed=False,
        at__gte=OuterRef("submission__sent_at"),
    )
    return Exists(said)


def turn_of(appraisal: Appraisal) -> Stage | None:
    """The stage whose turn it is; None when every opinion was given."""
    return next((stage for stage in stages_of(appraisal) if not getattr(appraisal, stage.value)), None)
