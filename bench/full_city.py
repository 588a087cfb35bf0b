"""The city's installation grown to what the movement's year is built for.

280 units with five years of plans and four of reports (the fifth year's are not due on the day), twenty files
a report, 200,000 audit events.
"""

from datetime import date
from decimal import Decimal

from bench.country import make_units
from bench.installations import INSTALLATIONS, YEARS
from thidua.core.blocks import Block

UNITS, FILES, EVENTS = 280, 20, 200_000
MEASURES = 12
NUMBERS = {"plan.measures": Decimal(MEASURES), "plan.done": Decimal(9)}
SENTENCE = "Trong kỳ, đơn vị thứ {unit} giải quyết đúng hạn {year} hồ sơ của lĩnh vực thứ {place}. "


def fill() -> None:
    """Fills the database of this process's settings, which holds the city."""
    from django.db import transaction

    with transaction.atomic():
        _add_units()
        _add_plans()
        _add_reports()
        _add_files()


def fill_trail() -> None:
    """Fills the trail up. Reading is measured: the chain is not computed, nothing may be written after."""
    from thidua.foundation.audit.models import AuditEvent

    last = AuditEvent.objects.order_by("-sequence").first()
    assert last is not None
    plain = {
        field.attname: getattr(last, field.attname)
        for field in AuditEvent._meta.concrete_fields
        if field.attname not in ("sequence", "hash")
    }
    AuditEvent.objects.bulk_create(
        (
            AuditEvent(sequence=number, hash=f"{number:064d}", **plain)
            for number in range(last.sequence + 1, EVENTS + 1)
        ),
        batch_size=500,
    )


def _add_units() -> None:
    from thidua.demo.stages import FIRST_DAY, moment
    from thidua.units.enums import UnitKind
    from thidua.units.models import Unit
    from thidua.units.services import NewUnit, register_unit

    missing = UNITS - Unit.objects.count()
    for unit in make_units(missing):
        new = NewUnit(f"X{unit.code}", UnitKind.XA, unit.name, unit.name, Block.XA)
        register_unit(by=None, at=moment(FIRST_DAY), unit=new, on=FIRST_DAY)


def _add_plans() -> None:
    from thidua.demo.stages import moment
    from thidua.movement.contents import Content
    from thidua.people.models import User
    from thidua.unit_plans.bringing_in import SignedPlan, bring_in_plans
    from thidua.unit_plans.measure_services import NewMeasure
    from thidua.unit_plans.models import UnitPlan
    from thidua.unit_plans.selectors import plan_years
    from thidua.units.models import Unit

    by = User.objects.get(username="chuyenvien")
    for year in plan_years():
        have = UnitPlan.objects.filter(year=year).values_list("unit_id", flat=True)
        day = date(year, 2, 1)
        said = [
            NewMeasure(
                content=Content.values[place % 6],
                text=f"Biện pháp thứ {place} của năm {year}",
                due=date(year, 9, 30),
            )
            for place in range(MEASURES)
        ]
        entries = [
            SignedPlan(pk, f"{pk}/KH-UBND", day, said)
            for pk in Unit.objects.exclude(pk__in=list(have)).values_list("pk", flat=True)
        ]
        bring_in_plans(by=by, at=moment(day), year=year, entries=entries)


def _add_reports() -> None:
    from thidua.demo.stages import moment
    from thidua.people.models import User
    from thidua.reports.bringing_in import SentReport, bring_in
    from thidua.reports.models import Report
    from thidua.reports.outline import CODES
    from thidua.units.selectors import history

    by = User.objects.get(username="chuyenvien")
    for year in YEARS[1:]:
        have = set(Report.objects.filter(year=year).values_list("unit_id", flat=True))
        sent = moment(date(year, 11, 20))
        units = [unit for unit in history(sent.date()).living() if unit.id not in have]
        entries = [
            SentReport(unit, sent, "Người ký", {code: _text(unit.id, year, code) for code in CODES}, NUMBERS)
            for unit in units
        ]
        bring_in(by=by, at=sent, year=year, entries=entries)


def _text(unit: int, year: int, code: str) -> str:
    return "".join(SENTENCE.format(unit=unit, year=year, place=f"{code}.{place}") for place in range(4))


def _add_files() -> None:
    """Twenty for each report, all of them one stored file: what a list reads is the rows."""
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from thidua.foundation.files import Kind, inspect_upload, keep_file
    from thidua.people.models import User
    from thidua.reports.models import Report, ReportFile

    at, by = timezone.now(), User.objects.get(username=INSTALLATIONS["city"].head)
    content = ContentFile(b"%PDF-1.7\n" + b"x" * 900, name="minh-chung.pdf")
    stored = keep_file(by=by, at=at, upload=inspect_upload(content, kinds={Kind.PDF}))
    ReportFile.objects.bulk_create(
        [
            ReportFile(report_id=pk, file=stored, added_by=by, added_at=at)
            for pk in Report.objects.values_list("pk", flat=True)
            for _ in range(FILES)
        ],
        batch_size=500,
    )
