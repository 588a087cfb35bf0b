"""Who may open what a round comes to before it is published."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from tests.permission_world import World
from tests.permissions.vocabulary import DOMAIN, OFFICE_HEAD, STANDING, Row, only

from thidua.core.roles import Role
from thidua.foundation.files import InspectedFile, Kind, inspect_upload
from thidua.index_results.council import SessionWords, record_session
from thidua.index_results.publishing import Decision, confirm, freeze
from thidua.index_rounds.models import Answer, Round, RoundBlock, Sheet
from thidua.index_sets.models import CriteriaSet, SetLine

SEE = only(
    Role.STANDING_SPECIALIST,
    Role.STANDING_HEAD,
    Role.EMULATION_BOARD,
    Role.COUNCIL_MEMBER,
    Role.COUNCIL_SECRETARY,
    Role.DECISION_MAKER,
    Role.AUDITOR,
)
SCRIBES = STANDING | only(Role.COUNCIL_SECRETARY)
OTHERS = DOMAIN - SEE
"""Who knows of results once they are published, and of nothing before."""
YEAR = 2017
"""Long past: no other room has rounds of it, no award hangs on it."""


def make_things(world: World, at: datetime) -> dict[str, Any]:
    """A round of the communes in which the two units have sent their sheets."""
    found = _round(world, at, YEAR - 1)
    by, head = (world.personas[role.value] for role in (Role.STANDING_SPECIALIST, Role.STANDING_HEAD))
    today = at.date()
    words = SessionWords(today, "Chủ trì", 3, 3, 3, "Thông qua")
    decision = Decision("1/QĐ", today, today)
    old = record_session(by=by, at=at, found=found, words=words, minutes=_paper())
    first = freeze(by=by, at=at, session=old, decision=decision, file=_paper())
    published = confirm(by=head, at=at, publication=first, has_seen_awards=True)
    waiting = _round(world, at, YEAR)
    session = record_session(by=by, at=at, found=waiting, words=words, minutes=_paper())
    draft = freeze(by=by, at=at, session=session, decision=replace(decision, number="2/QĐ"), file=_paper())
    return {
        "result_round": waiting,
        "result_published_round": found,
        "result_block": _Block(),
        "result_session": session,
        "result_draft": draft,
        "result_published": published,
    }


def _paper() -> InspectedFile:
    content = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
    return inspect_upload(ContentFile(content, name="ky.pdf"), kinds=(Kind.PDF,))


def _round(world: World, at: datetime, year: int) -> Round:
    made = CriteriaSet.objects.create(
        year=year, block="xa", state="in_force", title="Bộ thử", begun_at=at, confirmed_at=at
    )
    SetLine.objects.create(criteria_set=made, code="1", level="area", name="Lĩnh vực")
    SetLine.objects.create(
        criteria_set=made, code="1.1", parent="1", level="criterion", name="Một", maximum=1, kind="yes_no"
    )
    found = Round.objects.create(year=year, title="Kỳ có kết quả", begun_at=at)
    RoundBlock.objects.create(round=found, block="xa", criteria_set=made)
    for unit in (world.unit, world.other_unit):
        sheet = Sheet.objects.create(
            round=found,
            unit=unit,
            block="xa",
            state="sent",
            begun_at=at,
            sent_at=at,
            receipt=f"KQ{year}{unit.code}",
        )
        Answer.objects.create(sheet=sheet, code="1.1", value=1, saved_at=at)
    return found


class _Block:
    """What the address names."""

    value = "xa"


def of_block(name: str, **more: str) -> Row:
    """A page of the block's standings."""
    return Row(
        f"index_results:{name}", SEE, args={"pk": "result_round.pk", "block": "result_block.value"} | more
    )


def _frozen(name: str, ok: int = 200, method: str = "get") -> tuple[Row, Row]:
    """What is published everybody reads; what waits for the second person, those who see what is computed."""
    return (
        Row(name, DOMAIN, ok=ok, method=method, args={"pk": "result_published.pk"}, case="published"),
        Row(name, SEE, ok=ok, method=method, args={"pk": "result_draft.pk"}, foreign=OTHERS, case="draft"),
    )


def _act(name: str, may: frozenset[str], ok: int, thing: str, method: str = "post", **more: int) -> Row:
    return Row(f"index_results:{name}", may, ok=ok, method=method, args={"pk": f"{thing}.pk"}, other=more)


ROWS = (
    Row("index_results:list", DOMAIN),
    of_block("ranking"),
    of_block("csv"),
    of_block("xlsx"),
    of_block("neighbours", upper="unit.code", lower="other_unit.code"),
    Row("index_results:outcome", DOMAIN, args={"pk": "result_published_round.pk"}, case="published"),
    Row("index_results:outcome", SEE, args={"pk": "result_round.pk"}, foreign=OTHERS, case="before"),
    _act("session_new", SCRIBES, 200, "result_round", "get"),
    _act("council_points", SCRIBES, 200, "result_round", "get"),
    _act("minutes", SEE, 200, "result_session", "get"),
    _act("freeze", STANDING, 200, "result_session", "get"),
    *_frozen("index_results:publication"),
    *_frozen("index_results:decision"),
    *_frozen("index_results:results_json"),
    *_frozen("index_results:results_xlsx"),
    # Without a file the page comes back with what is missing.
    *_frozen("index_results:verify", method="post"),
    # The specialist prepared it and cannot confirm.
    _act("confirm", OFFICE_HEAD, 302, "result_draft"),
    _act("discard", STANDING, 302, "result_draft"),
    Row("index_results:classes", SEE),
    Row("index_results:classes", OFFICE_HEAD, method="post", case="set"),
)
