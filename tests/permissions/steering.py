"""Who may open what in the room of steering: senders read their own, the office answers, leaders read."""

from datetime import datetime
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.permission_world import World
from tests.permissions.vocabulary import (
    DOMAIN,
    DRAFT_READERS,
    OFFICE_HEAD,
    OTHER_OFFICER,
    STANDING,
    Row,
    only,
)

from thidua.core.roles import Role
from thidua.steering.difficulties import services
from thidua.steering.difficulties.acts import ACTS
from thidua.steering.difficulties.enums import Category
from thidua.steering.difficulties.models import Difficulty
from thidua.steering.guidance.models import GuidanceDocument, Scope
from thidua.steering.guidance.services import NewGuidance, draft, publish

UNIT = only(Role.UNIT_OFFICER, Role.UNIT_HEAD)
ELSEWHERE = only(Role.FRONT_ORGANISATION, Role.PUBLICITY) | {OTHER_OFFICER}
"""They send too, but know nothing of what another sent."""
CITY = DRAFT_READERS | only(Role.DECISION_MAKER, Role.EMULATION_BOARD)


def make_things(world: World, at: datetime) -> dict[str, object]:
    """One difficulty of Xã Cẩm Giang in each of three states."""
    return {
        "difficulty_sent": _sent(world, at, "Chưa rõ mẫu biểu"),
        "difficulty_in_hand": _in_hand(world, at, "Thiếu máy quét"),
        "difficulty_answered": _answered(world, at, "Chưa rõ cách tính điểm"),
        "guidance": _guidance(world, at),
        "steering_acts": SimpleNamespace(**{name: name for name in ACTS}),
    }


def _sent(world: World, at: datetime, title: str) -> Difficulty:
    new = services.NewDifficulty(Category.RULES, title, f"{title} khi thực hiện.", unit_id=world.unit.pk)
    pdf = SimpleUploadedFile("kem-theo.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    return services.send(by=world.personas[Role.UNIT_OFFICER.value], at=at, new=new, upload=pdf)


def _in_hand(world: World, at: datetime, title: str) -> Difficulty:
    head = world.personas[Role.STANDING_HEAD.value]
    owner = world.personas[Role.STANDING_SPECIALIST.value]
    return services.assign(by=head, at=at, found=_sent(world, at, title), owner=owner)


def _answered(world: World, at: datetime, title: str) -> Difficulty:
    head = world.personas[Role.STANDING_HEAD.value]
    found = _in_hand(world, at, title)
    return services.reply(by=head, at=at, found=found, text="Áp dụng như cũ.", is_final=True)


def _guidance(world: World, at: datetime) -> GuidanceDocument:
    """Published for Xã Cẩm Giang alone."""
    office = world.personas[Role.STANDING_SPECIALIST.value]
    new = NewGuidance("15/SNV", at.date(), "Hướng dẫn", Scope.CHOSEN, chosen=(world.unit.code,))
    pdf = SimpleUploadedFile("huong-dan.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    return publish(by=office, at=at, document=draft(by=office, at=at, new=new, upload=pdf))


def _act(name: str, thing: str, may: frozenset[str], ok: int = 302, **data: str) -> Row:
    return Row(
        "steering:difficulty_act",
        may,
        ok=ok,
        method="post",
        args={"pk": f"{thing}.pk", "name": f"steering_acts.{name}"},
        data=data,
        foreign=ELSEWHERE,
        case=name,
    )


ROWS: tuple[Row, ...] = (
    Row("steering:start", UNIT | CITY | ELSEWHERE, ok=302),
    Row("steering:difficulties", UNIT | CITY | ELSEWHERE),
    Row("steering:difficulties_xlsx", UNIT | CITY | ELSEWHERE),
    Row("steering:difficulty_new", UNIT | ELSEWHERE),
    Row("steering:digest", CITY),
    Row("steering:digest_docx", CITY),
    Row("steering:target", OFFICE_HEAD),
    Row("steering:answers", DOMAIN),
    Row("steering:difficulty", UNIT | CITY, args={"pk": "difficulty_sent.pk"}, foreign=ELSEWHERE),
    # Without an owner the page comes back with what is missing.
    _act("assign", "difficulty_sent", OFFICE_HEAD, ok=200),
    _act("answer", "difficulty_in_hand", STANDING, text="Sở đã cấp bổ sung."),
    _act("interim", "difficulty_in_hand", STANDING, text="Sở đang hỏi các bên."),
    _act("forward", "difficulty_in_hand", STANDING, body="Sở Tài chính"),
    _act("share", "difficulty_answered", STANDING, question="Tính điểm thế nào?"),
    _act("amendment", "difficulty_answered", OFFICE_HEAD, decision="9/QĐ-UBND"),
    _act("solved", "difficulty_answered", UNIT),
    _act("not_solved", "difficulty_answered", UNIT, text="Vẫn chưa rõ."),
    _act("withdraw", "difficulty_sent", UNIT),
    Row("steering:difficulty_file", UNIT | CITY, args={"pk": "difficulty_sent.pk"}, foreign=ELSEWHERE),
    Row("steering:guidance_list", DOMAIN),
    Row("steering:guidance_new", STANDING),
    *(
        Row(name, DOMAIN - {OTHER_OFFICER}, args={"pk": "guidance.pk"}, foreign=frozenset({OTHER_OFFICER}))
        for name in ("steering:guidance", "steering:guidance_file")
    ),
    Row("steering:guidance_publish", STANDING, ok=302, method="post", args={"pk": "guidance.pk"}),
    Row("steering:guidance_remind", STANDING, ok=302, method="post", args={"pk": "guidance.pk"}),
    Row(
        "steering:guidance_receive",
        UNIT,
        ok=302,
        method="post",
        args={"pk": "guidance.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
)
