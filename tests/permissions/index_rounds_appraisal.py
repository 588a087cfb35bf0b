"""Who may judge and who may explain: the area's appraiser, another person, the head; the unit's people."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

from tests.permission_world import World
from tests.permissions.vocabulary import DOMAIN, HEAD, OFFICE_HEAD, STANDING, Row, only

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.index_rounds.enums import Decision, PhaseKind, SheetState, Stage
from thidua.index_rounds.models import (
    Answer,
    AreaAppraiser,
    Evidence,
    Explanation,
    Judgement,
    KeptAnswer,
    Phase,
    Pin,
    Round,
    RoundBlock,
    SampledAnswer,
    Sheet,
)
from thidua.index_sets.models import CriteriaSet, SetLine

YEAR = 2031
LINES = (("1", "", "area", ""), ("1.1", "1", "criterion", "yes_no"), ("1.2", "1", "criterion", "yes_no"))
LATE = timedelta(days=9)


def make_things(world: World, at: datetime) -> dict[str, object]:
    """The sent sheet of the unit, appraised by the publicity persona; 1.1 cut, 1.2 explained."""
    first = world.personas[Role.PUBLICITY.value]
    criteria = CriteriaSet.objects.create(
        year=YEAR, block=Block.XA.value, version=1, state="in_force", title="Bộ tiêu chí thử",
        is_sample=True, begun_at=at, confirmed_at=at,
    )  # fmt: skip
    for order, (code, parent, level, kind) in enumerate(LINES):
        SetLine.objects.create(
            criteria_set=criteria, order=order, code=code, parent=parent, level=level, name=f"Dòng {code}",
            maximum=Decimal(1), kind=kind, params={},
        )  # fmt: skip
    found = Round.objects.create(year=YEAR, title="Chấm", begun_by=first, begun_at=at)
    RoundBlock.objects.create(round=found, block=Block.XA.value, criteria_set=criteria)
    for kind in (PhaseKind.APPRAISAL, PhaseKind.EXPLANATION):
        Phase.objects.create(round=found, kind=kind, opens_at=at - LATE, closes_at=at + LATE)
    AreaAppraiser.objects.create(round=found, block=Block.XA.value, area="1", user=first)
    sheet = Sheet.objects.create(
        round=found, unit=world.unit, block=Block.XA.value, state=SheetState.SENT, begun_at=at, sent_at=at,
        receipt="PC",
    )  # fmt: skip
    cut, said = (Answer.objects.create(sheet=sheet, code=code, value=Decimal(1)) for code in ("1.1", "1.2"))
    for answer in (cut, said):
        judgement = Judgement(
            answer=answer, stage=Stage.APPRAISAL, decision=Decision.CUT, points=Decimal(0), reason="Muộn",
            by=first, at=at,
        )  # fmt: skip
        judgement.save()
    Judgement.objects.create(answer=cut, stage=Stage.SECOND, decision=Decision.ACCEPTED, at=at)
    for answer in (cut, said):
        SampledAnswer.objects.create(answer=answer, number=1, drawn_at=at)
    Explanation.objects.create(answer=cut, text="Đúng hạn", saved_at=at)
    Explanation.objects.create(answer=said, text="Đúng hạn", saved_at=at, sent_at=at)
    shown = Evidence.objects.create(sheet=sheet, file=world.received.file, title="Công văn", added_at=at)
    pin = Pin.objects.create(answer=cut, evidence=shown, added_at=at, is_of_explanation=True)
    kept = KeptAnswer.objects.create(answer=cut, fields={"explanation": "a"}, digest="a", at=at)
    return {
        "judged_round": found,
        "judged_sheet": sheet,
        "judged_cut": cut,
        "judged_said": said,
        "judged_pin": pin,
        "judged_kept": kept,
        "judged_area": SimpleNamespace(code="1"),
    }


APPRAISER = only(Role.PUBLICITY)
UNIT = only(Role.UNIT_OFFICER, Role.UNIT_HEAD)
OTHER = frozenset({"other_officer"})
BLIND = OTHER | only(Role.FRONT_ORGANISATION)
"""Who reads the domain but knows nothing of this sheet."""
SHEET, CUT = {"pk": "judged_sheet.pk"}, {"pk": "judged_cut.pk"}
COMPONENT = {"pk": "judged_sheet.pk", "code": "judged_cut.code"}


def _judging(name: str, may: frozenset[str], args: dict[str, str], ok: int = 200, **data: str) -> Row:
    """An act of the appraisal, opened or, with data, done."""
    method = "post" if data else "get"
    return Row(name, may, ok=ok, method=method, args=args, data=data, foreign=BLIND, case=method)


def _unit(name: str, may: frozenset[str], args: dict[str, str], ok: int = 302) -> Row:
    """An act of the unit's own people; another unit's know of nothing."""
    return Row(name, may, ok=ok, method="post", args=args, foreign=OTHER)


ROWS: tuple[Row, ...] = (
    Row("index_rounds:queue", DOMAIN),
    _judging("index_rounds:appraise", APPRAISER, CUT),
    # Without a reason the page comes back.
    _judging("index_rounds:appraise", APPRAISER, CUT, 422, decision="cut"),
    _judging("index_rounds:second", APPRAISER | only(Role.STANDING_SPECIALIST), {"pk": "judged_said.pk"}),
    replace(_judging("index_rounds:settle_difference", OFFICE_HEAD, CUT), foreign=frozenset()),
    _judging("index_rounds:accept_rest", APPRAISER, {**SHEET, "area": "judged_area.code"}),
    _judging("index_rounds:accept_rest", APPRAISER, {**SHEET, "area": "judged_area.code"}, 302, yes="1"),
    _judging("index_rounds:decide", APPRAISER, {"pk": "judged_said.pk"}),
    Row(
        "index_rounds:sample",
        STANDING | only(Role.EMULATION_BOARD, Role.AUDITOR),
        args={"pk": "judged_round.pk"},
    ),
    Row(
        "index_rounds:sample_draw",
        OFFICE_HEAD,
        ok=302,
        method="post",
        args={"pk": "judged_round.pk"},
        data={"how": "each", "size": "1", "number": "3"},
    ),
    Row("index_rounds:judged", DOMAIN - BLIND, args=SHEET, foreign=BLIND),
    Row("index_rounds:judged_answer", DOMAIN - BLIND, args=COMPONENT, foreign=BLIND),
    replace(_unit("index_rounds:judged_answer", UNIT, COMPONENT), foreign=BLIND, case="post"),
    # Without a document the page comes back.
    _unit("index_rounds:explain_pin", UNIT, COMPONENT, 422),
    _unit("index_rounds:explain_unpin", UNIT, {**SHEET, "row": "judged_pin.pk"}),
    _unit("index_rounds:explain_settle", UNIT, {**SHEET, "kept": "judged_kept.pk"}),
    _unit("index_rounds:explain_send", HEAD, SHEET),
)
