"""A round under appraisal: sent sheets, an appraiser, the days of each phase."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from thidua.index_rounds.appraisal.services import Verdict
from thidua.index_rounds.enums import Decision
from thidua.index_rounds.models import AreaAppraiser
from thidua.index_rounds.sheets.writing import AnswerDraft

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
APPRAISAL = datetime(2026, 12, 25, 9, tzinfo=ZONE)
EXPLANATION = datetime(2027, 1, 12, 9, tzinfo=ZONE)
BETWEEN = datetime(2027, 1, 18, 9, tzinfo=ZONE)
COUNCIL = datetime(2027, 1, 21, 9, tzinfo=ZONE)
GIVEN = {
    "1.1.1": AnswerDraft(Decimal(1), note="Kế hoạch số 5"),
    "1.1.2": AnswerDraft(Decimal(90), Decimal(100)),
    "1.2": AnswerDraft(Decimal(0)),
    "2.3": AnswerDraft(Decimal(1)),
}
ACCEPT = Verdict(Decision.ACCEPTED)


def cut(points, reason="Kế hoạch ban hành muộn"):
    return Verdict(Decision.CUT, Decimal(str(points)), reason)


def later(at, **span):
    return at + timedelta(**span)


def answer_of(sheet, code):
    return sheet.answers.select_related("sheet__round", "sheet__unit").get(code=code)


def assign_areas(round_, user, *areas, block="xa"):
    for area in areas:
        AreaAppraiser.objects.create(round=round_, block=block, area=area, user=user)
