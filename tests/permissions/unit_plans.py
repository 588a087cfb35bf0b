"""Who may open what of units' plans."""

from datetime import datetime
from decimal import Decimal

from django.core.files.base import ContentFile
from tests.permission_world import World
from tests.permissions.vocabulary import ANONYMOUS, DOMAIN, OTHER_OFFICER, Row, only

from thidua.core.roles import Role
from thidua.foundation.files import Kind, inspect_upload
from thidua.unit_plans import indicator_services, measure_services, progress_services, services
from thidua.unit_plans.measure_services import NewMeasure
from thidua.unit_plans.models import KeptMeasureWords
from thidua.unit_plans.numbers_in.services import receive_file
from thidua.unit_plans.progress_services import NewNote

OWN = only(Role.UNIT_OFFICER, Role.UNIT_HEAD)
SIGNER = only(Role.UNIT_HEAD)
OTHER = frozenset({OTHER_OFFICER})
NUMBERS = only(Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
OFFICE_HEAD = only(Role.STANDING_HEAD)
OF_INDICATOR = {"slug": "indicator.code"}
OF_PLAN = {"code": "unit.code", "year": "plan_year"}
OF_DRAFT = {"code": "unit.code", "year": "draft_year"}
OF_NOTHING = {"code": "unit.code", "year": "empty_year"}
SAID = {"content": "ND1", "text": "Họp giao ban hằng tháng", "version": "1"}

ROWS = (
    Row("unit_plans:start", DOMAIN, ok=302),
    Row("unit_plans:overview", DOMAIN),
    Row("unit_plans:overview_csv", DOMAIN),
    Row("unit_plans:overview_xlsx", DOMAIN),
    Row("unit_plans:plan", DOMAIN, args=OF_PLAN),
    Row("unit_plans:plan", DOMAIN, args=OF_DRAFT, case="draft"),
    Row("unit_plans:compare", OWN, args=OF_DRAFT, foreign=DOMAIN - OWN),
    Row("unit_plans:plan_file", DOMAIN, args={"pk": "signed_plan.pk"}),
    Row("unit_plans:measure", DOMAIN, args={"pk": "signed_measure.pk"}),
    Row("unit_plans:measure", OWN, args={"pk": "draft_measure.pk"}, foreign=DOMAIN - OWN, case="draft"),
    Row("unit_plans:evidence", DOMAIN, args={"pk": "plan_evidence.pk"}),
    Row("unit_plans:measure_change", OWN, args={"pk": "draft_measure.pk"}, foreign=OTHER),
    Row(
        "unit_plans:measure_change",
        OWN,
        ok=302,
        method="post",
        data=SAID,
        args={"pk": "draft_measure.pk"},
        foreign=OTHER,
        case="post",
    ),
    Row(
        "unit_plans:measure_settle",
        OWN,
        ok=302,
        method="post",
        args={"pk": "draft_measure.pk", "kept": "kept_measure.pk"},
        foreign=OTHER,
    ),
    Row(
        "unit_plans:measure_remove",
        OWN,
        ok=302,
        method="post",
        args={"pk": "draft_measure.pk"},
        foreign=OTHER,
    ),
    Row("unit_plans:measure_add", OWN, args=OF_DRAFT),
    Row("unit_plans:details", OWN, args=OF_DRAFT),
    Row("unit_plans:begin", OWN, ok=302, method="post", args=OF_NOTHING),
    Row("unit_plans:hand_over", OWN, ok=302, method="post", args=OF_DRAFT),
    Row("unit_plans:sign", SIGNER, ok=302, method="post", args=OF_DRAFT),
    Row("unit_plans:amend", OWN, ok=302, method="post", args=OF_PLAN),
    Row("unit_plans:discard", OWN, ok=302, method="post", args=OF_DRAFT),
    Row("unit_plans:indicators", DOMAIN),
    Row("unit_plans:indicators_csv", DOMAIN),
    Row("unit_plans:indicator", DOMAIN, args=OF_INDICATOR),
    Row("unit_plans:indicator_svg", DOMAIN, args=OF_INDICATOR),
    Row("unit_plans:indicator_csv", DOMAIN, args=OF_INDICATOR),
    Row("unit_plans:numbers", DOMAIN, args=OF_PLAN),
    Row(
        "unit_plans:numbers",
        NUMBERS,
        ok=302,
        method="post",
        args=OF_PLAN,
        data={"so_ho-so-truc-tuyen": "70,5", "source": "Phần mềm một cửa", "reason": "Nhập nhầm"},
        case="post",
    ),
    Row("unit_plans:number_evidence", DOMAIN, args={"pk": "number.pk"}),
    Row("unit_plans:numbers_bring", NUMBERS | OTHER),
    Row(
        "unit_plans:numbers_template", only(Role.STANDING_SPECIALIST, Role.STANDING_HEAD), foreign=OWN | OTHER
    ),
    Row("unit_plans:numbers_file", NUMBERS, args={"pk": "numbers_file.pk"}, foreign=OTHER),
    Row(
        "unit_plans:numbers_store",
        NUMBERS,
        ok=302,
        method="post",
        args={"pk": "numbers_file.pk"},
        foreign=OTHER,
    ),
    Row("unit_plans:define", OFFICE_HEAD),
    Row(
        "unit_plans:end",
        OFFICE_HEAD,
        ok=302,
        method="post",
        args=OF_INDICATOR,
        data={"last_day": "2028-12-31"},
    ),
)
assert ANONYMOUS not in DOMAIN


def make_things(world: World, at: datetime) -> dict[str, object]:
    """A signed plan with a note and its evidence, and the copied draft of the next year."""
    officer = world.personas[Role.UNIT_OFFICER.value]
    head = world.personas[Role.UNIT_HEAD.value]
    paper = inspect_upload(ContentFile(b"%PDF-1.4\n%%EOF", name="ke-hoach.pdf"), kinds={Kind.PDF})
    plan = services.start_plan(by=officer, at=at, unit=world.unit, year=at.year)
    services.save_details(by=officer, at=at, plan=plan, number="45/KH-UBND", dated=at.date(), file=paper)
    measure = measure_services.add_measure(
        by=officer, at=at, plan=plan, measure=NewMeasure("ND1", "Họp giao ban")
    )
    services.sign_plan(by=head, at=at, plan=plan)
    measure.refresh_from_db()
    shot = inspect_upload(ContentFile(b"%PDF-1.4\n%%EOF", name="bien-ban.pdf"), kinds={Kind.PDF})
    note = progress_services.add_note(
        by=officer, at=at, measure=measure, note=NewNote("Đã họp", at.date(), "doing"), files=[shot]
    )
    draft = services.start_plan(by=officer, at=at, unit=world.unit, year=at.year + 1, copy_from=at.year)
    kept = KeptMeasureWords.objects.create(
        measure=draft.measures.get(), fields={"content": "ND1"}, digest="", by=officer, at=at
    )
    indicator_services.ship_definitions(by=None, at=at)
    picture = inspect_upload(ContentFile(b"%PDF-1.4\n%%EOF", name="so-lieu.pdf"), kinds={Kind.PDF})
    (number,) = indicator_services.give_numbers(
        by=officer,
        at=at,
        unit=world.unit,
        year=at.year,
        numbers={"ho-so-truc-tuyen": Decimal(60)},
        source="Phần mềm một cửa",
        evidence=picture,
    )
    table = ContentFile("Chỉ số;Số liệu\nthanh-toan;50\n".encode(), name="so-lieu.csv")
    numbers_file = receive_file(
        by=officer,
        at=at,
        unit=world.unit,
        year=at.year,
        source="Phần mềm một cửa",
        file=inspect_upload(table, kinds={Kind.CSV}),
    )
    return {
        "indicator": number.definition,
        "numbers_file": numbers_file,
        "number": number,
        "signed_plan": plan,
        "signed_measure": measure,
        "draft_measure": draft.measures.get(),
        "kept_measure": kept,
        "plan_evidence": note.evidence.get(),
        "plan_year": at.year,
        "draft_year": at.year + 1,
        "empty_year": at.year + 2,
    }
