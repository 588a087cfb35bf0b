"""A round of three blocks on a set of all nine ways of scoring, written straight into its tables."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from thidua.core.blocks import Block
from thidua.index_rounds.changes import note_change
from thidua.index_rounds.models import Answer, Judgement, Round, RoundBlock, Sheet
from thidua.index_sets.models import CriteriaSet, SetLine
from thidua.surveys.models import GroupResult, QuestionGroup, Survey
from thidua.units.enums import UnitKind
from thidua.units.selectors import history
from thidua.units.services import NewUnit, register_unit

YEAR = 2026
LINES = (
    # code, parent, maximum, kind, params, not arising, survey group
    ("1", "", None, "", {}, "never", ""),
    ("1.1", "1", "2", "yes_no", {}, "never", ""),
    ("1.2", "1", "3", "ratio", {"low": "50", "high": "95"}, "excluded", ""),
    ("1.3", "1", "2", "tiers", {"steps": [["95", "2"], ["80", "1"]], "share": True}, "full", ""),
    ("2", "", None, "", {}, "never", ""),
    ("2.1", "2", "1.5", "count", {"each": "0.4"}, "never", ""),
    ("2.2", "2", "2", "deadline", {"per_day": "0.3", "none_after": None}, "never", ""),
    ("2.3", "2", "1", "deduction", {"each": "0.3"}, "never", ""),
    ("3", "", None, "", {}, "never", ""),
    ("3.1", "3", "3", "survey", {"low": "0", "high": "100"}, "never", "HL"),
    ("3.2", "3", "1", "formula", {"formula": "([1.1] + [2.1]) / 3"}, "never", ""),
    ("3.3", "3", "1", "bonus", {"each": "0.5"}, "never", ""),
)
KIND_OF = {Block.SO: UnitKind.AGENCY, Block.PHUONG: UnitKind.PHUONG, Block.XA: UnitKind.XA}
NAMES = {Block.SO: "Sở", Block.PHUONG: "Phường", Block.XA: "Xã"}


def make_units(at, blocks, each):
    """`each` units in every block, coded by block and number; the history of the day."""
    for block in blocks:
        for number in range(1, each + 1):
            code = f"{block.value}{number:02}"
            name = f"{NAMES[block]} Số {number}"
            new = NewUnit(code=code, kind=KIND_OF[block], name=f"Số {number}", full_name=name, block=block)
            register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))
    return history(at.date())


def make_set(at, block, *, year=YEAR, lines=LINES):
    made = CriteriaSet.objects.create(
        year=year, block=block.value, state="in_force", title="Bộ thử", is_sample=True,
        begun_at=at, confirmed_at=at,
    )  # fmt: skip
    SetLine.objects.bulk_create(
        SetLine(
            criteria_set=made, order=place, code=code, parent=parent, level="component" if kind else "area",
            name=f"Tiêu chí {code}", maximum=None if maximum is None else Decimal(maximum), kind=kind,
            params=params, not_arising=arising, survey_group=group,
        )
        for place, (code, parent, maximum, kind, params, arising, group) in enumerate(lines)
    )  # fmt: skip
    return made


def make_round(at, blocks, *, year=YEAR, lines=LINES):
    found = Round.objects.create(year=year, title=f"Chấm điểm năm {year}", begun_at=at)
    for block in blocks:
        made = make_set(at, block, year=year, lines=lines)
        RoundBlock.objects.create(round=found, block=block.value, criteria_set=made)
    return found


def send_sheet(at, found, unit, given, *, is_sent=True):
    """`given`: code → (value, base, not arising)."""
    sent = {"state": "sent", "sent_at": at, "receipt": f"R-{unit.code}"} if is_sent else {}
    sheet = Sheet.objects.create(round=found, unit_id=unit.id, block=unit.block.value, begun_at=at, **sent)
    Answer.objects.bulk_create(
        Answer(sheet=sheet, code=code, value=value, base=base, not_arising=arose, saved_at=at)
        for code, (value, base, arose) in given.items()
    )
    written(sheet.round)
    return sheet


def judge(at, sheet, code, points, stage="appraisal"):
    answer, _made = Answer.objects.get_or_create(sheet=sheet, code=code)
    answer.judgements.filter(stage=stage).update(is_current=False)
    decision = "accepted" if points is None else "cut"
    written(sheet.round)
    return Judgement.objects.create(
        answer=answer, stage=stage, decision=decision, points=points, reason="Thiếu minh chứng", at=at
    )


def survey_means(at, means, *, year=YEAR):
    """`means`: unit id → mean of the one group."""
    survey = Survey.objects.create(
        year=year, title="SIPAS", source="file", state="closed", begun_at=at, closed_at=at
    )
    group = QuestionGroup.objects.create(survey=survey, code="HL", name="Hài lòng")
    GroupResult.objects.bulk_create(
        GroupResult(survey=survey, unit_id=pk, group=group, answered=50, mean=mean)
        for pk, mean in means.items()
    )


def plain(points):
    """A whole sheet worth `points` (0 to 2 in 1.1) on a set of one line."""
    return {"1.1": (points, None, False)}


def written(found):
    """Says that something changed, as the services do: these rows are written past them."""
    with transaction.atomic():
        note_change(found.pk, *found.blocks.values_list("block", flat=True))
