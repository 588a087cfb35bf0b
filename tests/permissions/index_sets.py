"""Who may open what of criteria sets: the office writes, everybody with a hat reads what is in force."""

from datetime import datetime
from typing import Any

from tests.permission_world import World
from tests.permissions.vocabulary import PEOPLE, Row, only

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.index_sets.services import begin_sample, put_in_force

DOMAIN = PEOPLE - only(Role.TECHNICAL_ADMIN)
STANDING = only(Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
DRAFT_READERS = STANDING | only(Role.AUDITOR)
HIDDEN = DOMAIN - DRAFT_READERS


def make_things(world: World, at: datetime) -> dict[str, Any]:
    """A set in force and a draft of the wards, both of the sample; nobody of the personas wrote them."""
    writer, other = world.somebody, world.personas[Role.STANDING_HEAD.value]
    in_force = begin_sample(by=writer, at=at, year=2026, block=Block.PHUONG)
    put_in_force(by=other, at=at, criteria_set=in_force, accepts_warnings=False)
    draft = begin_sample(by=writer, at=at, year=2027, block=Block.PHUONG)
    return {"criteria_set": in_force, "criteria_draft": draft, "criteria_line": draft.lines.get(code="1.5")}


def of_draft(name: str, *, ok: int = 200, method: str = "get", **args: str) -> Row:
    """An act on the draft."""
    where = {"pk": "criteria_draft.pk"} | args
    return Row(f"index_sets:{name}", STANDING, ok=ok, method=method, args=where)


ROWS = (
    Row("index_sets:list", DOMAIN),
    Row("index_sets:new", STANDING),
    Row("index_sets:template", STANDING),
    Row("index_sets:one", DOMAIN, args={"pk": "criteria_set.pk"}),
    Row("index_sets:one", DRAFT_READERS, args={"pk": "criteria_draft.pk"}, foreign=HIDDEN, case="draft"),
    Row("index_sets:csv", DOMAIN, args={"pk": "criteria_set.pk"}),
    Row("index_sets:xlsx", DOMAIN, args={"pk": "criteria_set.pk"}),
    Row(
        "index_sets:compare",
        DRAFT_READERS,
        args={"pk": "criteria_draft.pk", "other": "criteria_set.pk"},
        foreign=HIDDEN,
    ),
    of_draft("describe"),
    of_draft("line_add"),
    of_draft("confirm", ok=302, method="post"),
    of_draft("discard", ok=302, method="post"),
    Row(
        "index_sets:line",
        STANDING,
        args={"pk": "criteria_draft.pk", "code": "criteria_line.code"},
    ),
    Row(
        "index_sets:line_remove",
        STANDING,
        ok=302,
        method="post",
        args={"pk": "criteria_draft.pk", "code": "criteria_line.code"},
    ),
)
