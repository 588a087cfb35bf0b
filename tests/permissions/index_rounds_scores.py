"""Who may bring in a workbook of scores: the standing office alone."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from tests.permission_world import World
from tests.permissions.vocabulary import Row, only

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.files import Kind, inspect_upload
from thidua.index_rounds.models import Round, RoundBlock
from thidua.index_rounds.scores_in.services import receive_scores
from thidua.index_sets.models import CriteriaSet, SetLine

STANDING = only(Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
YEAR = 2040


class Named:
    """What an address names."""

    value = "xa"


def make_things(world: World, at: datetime) -> dict[str, Any]:
    """A round of the communes and a clean workbook of one of them."""
    made = CriteriaSet.objects.create(
        year=YEAR, block="xa", state="in_force", title="Bộ thử", begun_at=at, confirmed_at=at
    )
    SetLine.objects.create(criteria_set=made, code="1", level="area", name="Lĩnh vực")
    SetLine.objects.create(
        criteria_set=made, code="1.1", parent="1", level="criterion", name="Một", maximum=1, kind="yes_no"
    )
    found = Round.objects.create(year=YEAR, title="Kỳ có bảng điểm", begun_at=at)
    RoundBlock.objects.create(round=found, block="xa", criteria_set=made)
    content = ContentFile(f"Mã đơn vị;1.1\n{world.unit.code};có\n".encode(), name="diem.csv")
    file = inspect_upload(content, kinds={Kind.CSV}, max_bytes=10_000)
    brought = receive_scores(by=world.somebody, at=at, found=found, block=Block.XA, file=file)
    return {"scores_round": found, "scores_file": brought, "scores_block": Named()}


def of_file(name: str, *, ok: int = 200, method: str = "get") -> Row:
    """A page of the workbook."""
    args = {"pk": "scores_round.pk", "file": "scores_file.pk"}
    return Row(f"index_rounds:{name}", STANDING, ok=ok, method=method, args=args)


ROWS = (
    Row("index_rounds:scores_bring", STANDING, args={"pk": "scores_round.pk"}),
    Row(
        "index_rounds:scores_template",
        STANDING,
        args={"pk": "scores_round.pk", "block": "scores_block.value"},
    ),
    of_file("scores_file"),
    of_file("scores_store", ok=302, method="post"),
)
