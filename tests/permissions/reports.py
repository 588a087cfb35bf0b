"""Who may open what in the room of reports: a draft is its unit's alone, what was sent is for all readers."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from tests.permission_world import World
from tests.permissions.vocabulary import DOMAIN, HEAD, OTHER_OFFICER, STANDING, Row, only

from thidua.core.roles import Role
from thidua.reports.evidence import add_file
from thidua.reports.models import KeptWords, Report
from thidua.reports.outline import CODES
from thidua.reports.sending import hand_over, send_report
from thidua.reports.writing import PartDraft, save_part, start_report
from thidua.units.selectors import history

UNIT = only(Role.UNIT_OFFICER, Role.UNIT_HEAD)
WRITERS = UNIT | {OTHER_OFFICER}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def make_things(world: World, at: datetime) -> dict[str, object]:
    """A draft with a file and kept words, one that waits, one that was sent; all of one unit."""
    officer, head = world.personas[Role.UNIT_OFFICER.value], world.personas[Role.UNIT_HEAD.value]
    unit = history(at.date())[world.unit.code]

    def written(year: int) -> Report:
        report = start_report(by=officer, at=at, unit=unit, year=year)
        for code in CODES:
            draft = PartDraft("Không phát sinh", {})
            version = report.parts.get(section=code).version
            save_part(by=officer, at=at, report=report, section=code, draft=draft, version=version)
        return report

    draft, waiting, sent = written(2028), written(2029), written(2026)
    row = add_file(by=officer, at=at, report=draft, upload=ContentFile(PDF, name="minh-chung.pdf"))
    sent_row = add_file(by=officer, at=at, report=sent, upload=ContentFile(PDF, name="minh-chung.pdf"))
    kept = KeptWords.objects.create(report=draft, section="I", fields={}, digest="", by=officer, at=at)
    hand_over(by=officer, at=at, report=waiting, unit=unit)
    send_report(by=head, at=at + timedelta(minutes=1), report=sent, unit=unit)
    return {
        "report_draft": draft,
        "report_waiting": waiting,
        "report_sent": sent,
        "report_file": row,
        "report_sent_file": sent_row,
        "report_kept": kept,
        "report_section": "I",
        "report_unit": world.unit,
    }


def _draft(name: str, may: frozenset[str] = UNIT, thing: str = "report_draft", **more: object) -> Row:
    """An address under a report that was not sent: other units do not know of it."""
    args = {"pk": f"{thing}.pk", **more.pop("args", {})}  # type: ignore[dict-item]
    return Row(name, may, args=args, foreign=frozenset({OTHER_OFFICER}), **more)  # type: ignore[arg-type]


ROWS: tuple[Row, ...] = (
    Row("reports:list", DOMAIN),
    Row("reports:start", frozenset(), method="post", foreign=WRITERS, case="without a unit"),
    Row("reports:report", UNIT, args={"pk": "report_draft.pk"}, foreign=DOMAIN - UNIT),
    Row(
        "reports:report",
        UNIT,
        args={"pk": "report_sent.pk"},
        other=dict.fromkeys(DOMAIN - UNIT, 302),
        case="what was sent leads on",
    ),
    _draft("reports:part", args={"section": "report_section"}),
    _draft("reports:refresh", method="post", ok=302),
    _draft("reports:settle", args={"kept": "report_kept.pk"}, method="post", ok=302),
    _draft("reports:file_add", method="post", ok=302),
    Row(
        "reports:file",
        UNIT,
        args={"pk": "report_draft.pk", "file": "report_file.pk"},
        foreign=DOMAIN - UNIT,
    ),
    Row(
        "reports:file",
        DOMAIN,
        args={"pk": "report_sent.pk", "file": "report_sent_file.pk"},
        case="that was sent",
    ),
    _draft("reports:file_remove", args={"file": "report_file.pk"}, method="post", ok=302),
    _draft("reports:docx"),
    _draft("reports:xlsx"),
    _draft("reports:upload", method="post", ok=302),
    _draft("reports:take", method="post", ok=302),
    _draft("reports:check"),
    _draft("reports:hand_over", thing="report_waiting", method="post", ok=302),
    _draft("reports:hand_back", may=HEAD, thing="report_waiting", method="post", ok=302),
    _draft("reports:send", may=HEAD, thing="report_waiting", method="post", ok=302),
    Row("reports:receipt", DOMAIN, args={"pk": "report_sent.pk"}),
    Row("reports:receipt", frozenset(), args={"pk": "report_draft.pk"}, foreign=DOMAIN, case="not sent"),
    Row("reports:read", DOMAIN, args={"pk": "report_sent.pk"}),
    Row("reports:read", frozenset(), args={"pk": "report_draft.pk"}, foreign=DOMAIN, case="not sent"),
    Row("reports:return", STANDING, args={"pk": "report_sent.pk"}),
)
