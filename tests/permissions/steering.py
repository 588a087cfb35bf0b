"""Who may open what in the room of steering: senders read their own, the office answers, leaders read."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.permission_world import World
from tests.permissions.vocabulary import (
    ADMIN,
    DOMAIN,
    DRAFT_READERS,
    OFFICE_HEAD,
    OTHER_OFFICER,
    PEOPLE,
    STANDING,
    Row,
    only,
)

from thidua.core.roles import Role
from thidua.foundation.files import InspectedFile, Kind, inspect_upload
from thidua.steering.difficulties import services
from thidua.steering.difficulties.acts import ACTS
from thidua.steering.difficulties.enums import Category
from thidua.steering.difficulties.models import Difficulty
from thidua.steering.guidance.models import GuidanceDocument, Scope
from thidua.steering.guidance.services import NewGuidance, draft, publish
from thidua.steering.inspections import remedy_services, visit_services
from thidua.steering.inspections.acts import REMEDY_ACTS, VISIT_ACTS
from thidua.steering.inspections.enums import Check, FindingKind
from thidua.steering.inspections.plan_services import PlanWords, draft_plan, publish_plan
from thidua.steering.inspections.visit_services import NewFinding

UNIT = only(Role.UNIT_OFFICER, Role.UNIT_HEAD)
ELSEWHERE = only(Role.FRONT_ORGANISATION, Role.PUBLICITY) | {OTHER_OFFICER}
"""They send too, but know nothing of what another sent."""
CITY = DRAFT_READERS | only(Role.DECISION_MAKER, Role.EMULATION_BOARD)


CITY_READERS = PEOPLE - ADMIN - UNIT - {OTHER_OFFICER}
INSPECTION_READERS = UNIT | CITY | {OTHER_OFFICER}


def make_things(world: World, at: datetime) -> dict[str, object]:
    """One difficulty of Xã Cẩm Giang in each of three states."""
    return {
        "difficulty_sent": _sent(world, at, "Chưa rõ mẫu biểu"),
        "difficulty_in_hand": _in_hand(world, at, "Thiếu máy quét"),
        "difficulty_answered": _answered(world, at, "Chưa rõ cách tính điểm"),
        "guidance": _guidance(world, at),
        **_inspections(world, at),
        "inspection_papers": SimpleNamespace(minutes="bien-ban"),
        "inspection_acts": SimpleNamespace(**{name: name for name in (*VISIT_ACTS, *REMEDY_ACTS)}),
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


def _inspections(world: World, at: datetime) -> dict[str, object]:
    """A draft, and a published plan with a concluded visit to Xã Cẩm Giang and one that waits for its day."""
    office = world.personas[Role.STANDING_HEAD.value]
    draft = draft_plan(by=office, at=at, words=_plan_words(world, at))
    plan = draft_plan(by=office, at=at, words=_plan_words(world, at))
    publish_plan(by=office, at=at, plan=plan, number="1/KH", issued_on=at.date(), file=_paper())
    visits, before = plan.visits.select_related("unit"), at - timedelta(days=3)
    visit = visit_services.announce(
        by=office, at=before, visit=visits.get(), on=at.date() - timedelta(days=1), lead=office
    )
    new = NewFinding(FindingKind.WEAKNESS, Check.PLAN, "Thiếu", "Bổ sung", at.date() + timedelta(days=9))
    finding = visit_services.note_finding(by=office, at=at, visit=visit, new=new)
    visit_services.conclude(by=office, at=at, visit=visit, text="Khá", minutes=_paper())
    officer = world.personas[Role.UNIT_OFFICER.value]
    remedy_services.answer(by=officer, at=at, finding=finding, text="Đã làm", file=_paper())
    other = draft_plan(by=office, at=at, words=_plan_words(world, at))
    publish_plan(by=office, at=at, plan=other, number="2/KH", issued_on=at.date(), file=_paper())
    return {
        "inspection_draft": draft,
        "inspection_plan": plan,
        "visit": visit,
        "visit_planned": other.visits.get(),
        "remedy": finding,
        "remedy_entry": finding.entries.get(deed="answer"),
    }


def _plan_words(world: World, at: datetime) -> PlanWords:
    day = at.date()
    return PlanWords("Kiểm tra", day, day, (Check.PLAN.value,), (world.unit.code,))


def _paper() -> InspectedFile:
    content = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
    return inspect_upload(ContentFile(content, name="ky.pdf"), kinds=(Kind.PDF,))


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
    Row("steering:guidance_csv", CITY_READERS, args={"pk": "guidance.pk"}),
    # Without a reason the page comes back with what is missing.
    Row("steering:guidance_withdraw", STANDING, method="post", args={"pk": "guidance.pk"}),
    Row("steering:inspections", UNIT | CITY | {OTHER_OFFICER}),
    Row("steering:inspections_csv", UNIT | CITY | {OTHER_OFFICER}),
    Row("steering:inspection_plan_new", STANDING),
    Row("steering:inspection_plan_change", STANDING, args={"pk": "inspection_draft.pk"}),
    Row("steering:inspection_publish", STANDING, method="post", args={"pk": "inspection_draft.pk"}),
    Row(
        "steering:inspection_plan",
        STANDING,
        args={"pk": "inspection_draft.pk"},
        foreign=INSPECTION_READERS - STANDING,
        case="draft",
    ),
    *(
        Row(name, UNIT | CITY, args={"pk": "inspection_plan.pk"}, foreign=frozenset({OTHER_OFFICER}))
        for name in (
            "steering:inspection_plan",
            "steering:inspection_plan_docx",
            "steering:inspection_plan_file",
        )
    ),
    *(
        Row(name, UNIT | CITY, args={"pk": "visit.pk"}, foreign=frozenset({OTHER_OFFICER}))
        for name in ("steering:visit", "steering:visit_minutes")
    ),
    Row(
        "steering:visit_docx",
        UNIT | CITY,
        args={"pk": "visit.pk", "kind": "inspection_papers.minutes"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    Row(
        "steering:visit_docx",
        STANDING,
        args={"pk": "visit_planned.pk", "kind": "inspection_papers.minutes"},
        foreign=frozenset({OTHER_OFFICER}),
        case="before the conclusion",
    ),
    # Without what is needed the page comes back.
    Row("steering:visit_note", STANDING, method="post", args={"pk": "visit_planned.pk"}),
    *(
        Row(
            "steering:visit_act",
            STANDING,
            method="post",
            args={"pk": "visit_planned.pk", "name": f"inspection_acts.{name}"},
            foreign=frozenset({OTHER_OFFICER}),
            case=name,
        )
        for name in ("announce", "conclude", "cancel")
    ),
    Row("steering:remedy", UNIT | CITY, args={"pk": "remedy.pk"}, foreign=frozenset({OTHER_OFFICER})),
    Row("steering:finding_drop", STANDING, ok=302, method="post", args={"pk": "remedy.pk"}),
    Row(
        "steering:remedy_file",
        UNIT | CITY,
        args={"pk": "remedy.pk", "entry": "remedy_entry.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    *(
        Row(
            "steering:remedy_act",
            UNIT if name == "answer" else STANDING,
            ok=302 if name == "accept" else 200,
            method="post",
            args={"pk": "remedy.pk", "name": f"inspection_acts.{name}"},
            foreign=frozenset({OTHER_OFFICER}),
            case=name,
        )
        for name in ("answer", "accept", "return", "extend")
    ),
    Row(
        "steering:guidance_receive",
        UNIT,
        ok=302,
        method="post",
        args={"pk": "guidance.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
)
