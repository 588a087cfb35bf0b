"""Appraisals of the demonstration: a few of the sent dossiers on their way through both stages."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from thidua.appraising.case import Case
from thidua.appraising.conflicts.services import state_conflict
from thidua.appraising.enums import ItemState, Outcome, Say, Stage
from thidua.appraising.intake.services import confirm_bars, take_in
from thidua.appraising.judging.evidence import chosen, likely_pin
from thidua.appraising.judging.services import NewFinding, give_opinion, note_findings
from thidua.core.truth import MET, NOT_MET
from thidua.demo.accounts import HEAD, SPECIALIST
from thidua.demo.stages import moment
from thidua.dossiers.bars.services import Stated
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, Filing
from thidua.people.models import User
from thidua.units.enums import STANDING_OFFICE_UNIT

BOARD = "ban.tdkt"
DAY = date(2030, 2, 14)
CYCLE = "2029"


WORDS = {
    Say.AGREE: "Đủ điều kiện, đề nghị tặng (trình diễn)",
    Say.DISAGREE: "Chưa đạt tiêu chuẩn, đề nghị không tặng trong đợt này (trình diễn)",
}


def appraising_acts(people: dict[str, User]) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): what was appraised of the dossiers received by then; nothing when there are none."""
    yield DAY, partial(appraise_some, people)


def appraise_some(people: dict[str, User]) -> None:
    """The first received dossier has both opinions; an ad hoc one is taken in and looked at."""
    specialist, board, head = people[SPECIALIST], people[BOARD], people[HEAD]
    sent = Dossier.objects.filter(sendings__isnull=False, filing__cycle=CYCLE, decided_at=None)
    rows = sent.exclude(filing__unit__code=STANDING_OFFICE_UNIT).select_related("filing__unit")
    done = rows.filter(state=DossierState.RECEIVED, award__startswith="annual").order_by("pk").first()
    begun = rows.filter(state=DossierState.SENT, award__startswith="adhoc").order_by("pk").first()
    for filing in (
        Filing.objects.filter(submissions__isnull=False, cycle=CYCLE).distinct().select_related("unit")
    ):
        of_office = filing.unit.code == STANDING_OFFICE_UNIT
        for person in (board,) if of_office else (specialist, head, board):
            state_conflict(by=person, at=moment(DAY, 8), filing=filing, is_recused=False)
    if done is not None:
        is_met = Case(done, specialist, DAY).verdict.truth is MET
        find(done, Stage.CONTENT, specialist, 9)
        say(done, Stage.CONTENT, specialist, 9, what=Say.AGREE if is_met else Say.DISAGREE)
        confirm_no_bar(done, board, 13)
        find(done, Stage.PROCEDURE, board, 14)
        say(done, Stage.PROCEDURE, board, 14)
    if begun is not None:
        items = Case(begun, specialist, DAY).items
        states = {
            item.code: ItemState.THERE if item.is_needed or item.is_there else ItemState.NOT_NEEDED
            for item in items
        }
        take_in(by=specialist, at=moment(DAY, 10), dossier=begun, items=items, states=states)
        find(Dossier.objects.select_related("filing__unit").get(pk=begun.pk), Stage.CONTENT, specialist, 10)


def confirm_no_bar(row: Dossier, by: User, hour: int, day: date = DAY) -> None:
    """The office asked and nothing bars the subject."""
    words = "Thanh tra, công an, tổ chức cán bộ trả lời: không có vụ việc (trình diễn)"
    confirm_bars(by=by, at=moment(day, hour), dossier=row, stated=Stated(words=words))


def find(row: Dossier, stage: Stage, by: User, hour: int, day: date = DAY) -> None:
    """What one stage found of each criterion, at an hour of a day."""
    case = Case(row, by, day)
    findings = []
    for criterion in case.criteria(stage):
        pin = chosen(case.pins, likely_pin(criterion, case.pins) or "part:facts")
        if criterion.truth is NOT_MET:
            new = NewFinding(criterion, Outcome.LACKS, "Chưa đạt theo số liệu đã công bố (trình diễn)", pin)
        elif criterion.truth not in (None, MET):
            new = NewFinding(criterion, Outcome.UNCLEAR, "Chờ đơn vị bổ sung (trình diễn)", pin)
        else:
            new = NewFinding(criterion, Outcome.HOLDS, "", pin)
        findings.append(new)
    note_findings(by=by, at=moment(day, hour), dossier=row, stage=stage, findings=findings)


def say(row: Dossier, stage: Stage, by: User, hour: int, day: date = DAY, *, what: Say = Say.AGREE) -> None:
    """That stage's opinion."""
    give_opinion(
        by=by,
        at=moment(day, hour, 30),
        dossier=row,
        stage=stage,
        say=what,
        words=WORDS[what],
        criteria=Case(row, by, day).criteria(stage),
    )
