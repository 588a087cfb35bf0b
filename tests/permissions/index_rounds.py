"""Who may open what of a round and its sheets: the office sets it up, a unit scores its own sheet."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from tests.permission_world import World
from tests.permissions.vocabulary import DOMAIN, HEAD, OFFICE_HEAD, OTHER_OFFICER, STANDING, Row, only

from thidua.core.roles import Role
from thidua.foundation.files import Kind, inspect_upload, keep_file
from thidua.index_rounds.models import (
    Answer,
    AreaAppraiser,
    Evidence,
    KeptAnswer,
    Phase,
    Pin,
    Round,
    RoundBlock,
    Sheet,
)
from thidua.index_sets.models import CriteriaSet, SetLine

YEAR = 2035
UNIT = only(Role.UNIT_OFFICER, Role.UNIT_HEAD)
FOREIGN = frozenset({OTHER_OFFICER})
SEE_SENT = UNIT | only(
    Role.STANDING_SPECIALIST,
    Role.STANDING_HEAD,
    Role.AUDITOR,
    Role.EMULATION_BOARD,
    Role.COUNCIL_MEMBER,
    Role.COUNCIL_SECRETARY,
    Role.DECISION_MAKER,
)
DAYS = timedelta(days=9)


def make_things(world: World, at: datetime) -> dict[str, Any]:
    """A round of the communes in self-scoring: a draft with evidence, and a sheet sent the year before."""
    somebody = world.somebody
    made = CriteriaSet.objects.create(
        year=YEAR, block="xa", state="in_force", title="Bộ thử", begun_at=at, confirmed_at=at
    )
    SetLine.objects.create(criteria_set=made, code="1", level="area", name="Lĩnh vực")
    SetLine.objects.create(
        criteria_set=made, code="1.1", parent="1", level="criterion", name="Một", maximum=1, kind="yes_no"
    )
    found = Round.objects.create(year=YEAR, title="Kỳ tự chấm", begun_at=at)
    RoundBlock.objects.create(round=found, block="xa", criteria_set=made)
    Phase.objects.create(round=found, kind="self", opens_at=at - DAYS, closes_at=at + DAYS)
    appraiser = AreaAppraiser.objects.create(round=found, block="xa", area="1", user=somebody)
    sheet = Sheet.objects.create(round=found, unit=world.unit, block="xa", begun_at=at)
    answer = Answer.objects.create(sheet=sheet, code="1.1", value=Decimal(1))
    kept = KeptAnswer.objects.create(answer=answer, fields={"note": "Chữ"}, digest="d", by=somebody, at=at)
    upload = inspect_upload(ContentFile(b"%PDF-1.7\n%%EOF\n", name="a.pdf"), kinds={Kind.PDF})
    file = keep_file(by=somebody, at=at, upload=upload)
    evidence = Evidence.objects.create(
        sheet=sheet, file=file, title="Báo cáo", added_by=somebody, added_at=at
    )
    pin = Pin.objects.create(answer=answer, evidence=evidence, page=1, added_by=somebody, added_at=at)
    earlier = Round.objects.create(year=YEAR - 1, title="Kỳ trước", begun_at=at)
    RoundBlock.objects.create(round=earlier, block="xa", criteria_set=made)
    sent = Sheet.objects.create(
        round=earlier, unit=world.unit, block="xa", state="sent", begun_at=at, sent_at=at, receipt="PC-1"
    )
    proved = Answer.objects.create(sheet=sent, code="1.1", value=Decimal(1))
    old = Evidence.objects.create(sheet=sent, file=file, title="Báo cáo", added_by=somebody, added_at=at)
    old_pin = Pin.objects.create(answer=proved, evidence=old, page=1, added_by=somebody, added_at=at)
    _correct(made, at)
    return {
        "round": found,
        "round_area": appraiser,
        "sheet": sheet,
        "sheet_sent": sent,
        "sheet_answer": answer,
        "sheet_kept": kept,
        "sheet_evidence": evidence,
        "sheet_pin": pin,
        "sheet_old_pin": old_pin,
        "sheet_block": _Block(),
    }


def _correct(made: CriteriaSet, at: datetime) -> None:
    """The set has a later version, which the round can adopt."""
    CriteriaSet.objects.filter(pk=made.pk).update(state="replaced")
    later = CriteriaSet.objects.create(
        year=YEAR,
        block="xa",
        version=2,
        state="in_force",
        title="Bộ thử",
        reason="Sửa",
        begun_at=at,
        confirmed_at=at,
    )
    for row in made.lines.all():
        row.pk, row.criteria_set = None, later
        row.save(force_insert=True)


class _Block:
    """What an address names."""

    value = "xa"


def of_round(name: str, may: frozenset[str], *, ok: int = 200, method: str = "get", **args: str) -> Row:
    """A page of the round."""
    return Row(f"index_rounds:{name}", may, ok=ok, method=method, args={"pk": "round.pk"} | args)


def of_sheet(
    name: str, *, may: frozenset[str] = UNIT, ok: int = 200, method: str = "get", **args: str
) -> Row:
    """An act of the unit's people on their draft; another unit's officer does not see it."""
    where = {"pk": "sheet.pk"} | args
    return Row(f"index_rounds:{name}", may, ok=ok, method=method, args=where, foreign=FOREIGN)


CODE = {"code": "sheet_answer.code"}
ROWS = (
    Row("index_rounds:rounds", DOMAIN),
    Row("index_rounds:round_new", STANDING),
    of_round("round", DOMAIN),
    of_round("round_dates", STANDING),
    of_round("round_call_off", OFFICE_HEAD, ok=422, method="post"),
    of_round("appraisers", STANDING),
    of_round("appraiser_release", STANDING, ok=302, method="post", row="round_area.pk"),
    of_round("sheets_open", STANDING, ok=302, method="post"),
    of_round("adopt", STANDING, block="sheet_block.value"),
    Row(
        "index_rounds:sheet",
        UNIT,
        args={"pk": "sheet.pk"},
        foreign=DOMAIN - UNIT,
        case="draft",
    ),
    Row("index_rounds:sheet", SEE_SENT, args={"pk": "sheet_sent.pk"}, foreign=DOMAIN - SEE_SENT),
    Row(
        "index_rounds:answer",
        SEE_SENT,
        args={"pk": "sheet_sent.pk"} | CODE,
        foreign=DOMAIN - SEE_SENT,
    ),
    Row("index_rounds:receipt", SEE_SENT, args={"pk": "sheet_sent.pk"}, foreign=DOMAIN - SEE_SENT),
    Row("index_rounds:evidence", UNIT, args={"pk": "sheet_evidence.pk"}, foreign=DOMAIN - UNIT),
    of_sheet("points", method="post", **CODE),
    of_sheet("pin", ok=422, method="post", **CODE),
    of_sheet("pin_again", ok=302, method="post", row="sheet_old_pin.pk", **CODE),
    of_sheet("unpin", ok=302, method="post", row="sheet_pin.pk"),
    of_sheet("settle", ok=302, method="post", kept="sheet_kept.pk"),
    of_sheet("refresh", ok=302, method="post"),
    of_sheet("evidence_add", ok=302, method="post"),
    Row(
        "index_rounds:evidence_remove",
        UNIT,
        ok=302,
        method="post",
        args={"pk": "sheet_evidence.pk"},
        foreign=FOREIGN,
    ),
    of_sheet("xlsx"),
    of_sheet("upload", ok=302, method="post"),
    of_sheet("take", ok=302, method="post"),
    of_sheet("check"),
    of_sheet("hand_over", ok=302, method="post"),
    of_sheet("hand_back", may=HEAD, ok=302, method="post"),
    of_sheet("send", may=HEAD, ok=302, method="post"),
    of_round("reopen", STANDING, ok=302, method="post", pk="sheet.pk"),
)
