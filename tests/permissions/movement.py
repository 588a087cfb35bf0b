"""Who may open what of the plan itself: its calendar and its versions."""

from datetime import date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.permission_world import World
from tests.permissions.vocabulary import APPRAISERS, EVERYBODY, OFFICE_HEAD, PEOPLE, STANDING, Row

from thidua.core.roles import Role
from thidua.core.version_numbers import amended, numbers_of
from thidua.foundation.files import Kind, inspect_upload
from thidua.movement.calendar_services import record_notice, renew_feed
from thidua.movement.models import ProgrammeVersion
from thidua.movement.versions.selectors import file_of, newest, programme_of
from thidua.movement.versions.services import Decision, confirm, draft


def make_things(world: World, at: datetime) -> dict[str, object]:
    """A notice that moved a deadline, and a calendar."""
    notice = record_notice(
        by=world.personas[Role.STANDING_HEAD.value],
        at=at,
        deadline="annual_dossier",
        cycle=2028,
        day=date(2029, 4, 10),
        number="9/TB-SNV",
        issued=at.date(),
        reason="Chậm công bố chỉ số",
    )
    decided = _decided(world, at)
    return {
        "moved": notice,
        "office_task": "unit_plan",
        "office_year": 2028,
        "feed_key": renew_feed(by=world.personas[Role.UNIT_OFFICER.value], at=at),
        "plan_decided": decided,
        "plan_draft": _draft(world, at, flags=2),
    }


def _draft(world: World, at: datetime, flags: int) -> ProgrammeVersion:
    """A draft with another number of flags in a block."""
    base = newest()
    [flag] = [one for one in numbers_of(programme_of(base)) if one.clause == "III.2.2.b.CO.1-3"]
    return draft(
        by=world.personas[Role.STANDING_SPECIALIST.value],
        at=at,
        content=amended(file_of(base), {flag: flags}),
        title="Thêm Cờ cho mỗi khối",
        reason="Khối đông đơn vị",
        base_id=base.pk,
    )


def _decided(world: World, at: datetime) -> ProgrammeVersion:
    """A confirmed amendment with its decision, followed by the cycle of 2030."""
    pdf = SimpleUploadedFile("quyet-dinh.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    file = inspect_upload(pdf, kinds={Kind.PDF})
    return confirm(
        by=world.personas[Role.STANDING_HEAD.value],
        at=at,
        version=_draft(world, at, flags=3),
        decision=Decision("99/QĐ-UBND", at.date(), file),
        cycles=["2030"],
        valid_from=at.date(),
    )


NO_DRAFTS = PEOPLE - APPRAISERS
"""For them a version that is not confirmed does not exist."""
DRAFT = {"deadline": "annual_dossier:2028", "day": "2029-04-15", "reason": "Lý do", "scope": "all"}

ROWS: tuple[Row, ...] = (
    Row("movement:calendar", PEOPLE),
    Row("movement:move", OFFICE_HEAD),
    Row("movement:draft", STANDING, method="post", data=DRAFT),
    Row("movement:notice_paper", PEOPLE, args={"pk": "moved.pk"}),
    Row("movement:set_office_date", OFFICE_HEAD, args={"code": "office_task", "year": "office_year"}),
    Row("movement:renew_feed", PEOPLE, method="post"),
    Row("movement:feed", EVERYBODY, args={"token": "feed_key"}, case="whoever holds the address"),
    Row("movement:feed", EVERYBODY, args={"token": "wrong_key"}, ok=404, case="an address that ended"),
    Row("movement:versions", PEOPLE),
    Row("movement:version_new", STANDING),
    Row("movement:version_upload", STANDING),
    Row("movement:version", PEOPLE, args={"pk": "plan_decided.pk"}, case="confirmed"),
    Row("movement:version", APPRAISERS, args={"pk": "plan_draft.pk"}, foreign=NO_DRAFTS, case="draft"),
    Row("movement:version_file", PEOPLE, args={"pk": "plan_decided.pk"}, case="confirmed"),
    Row("movement:version_file", APPRAISERS, args={"pk": "plan_draft.pk"}, foreign=NO_DRAFTS, case="draft"),
    Row("movement:version_decision", PEOPLE, args={"pk": "plan_decided.pk"}),
    # Without a cycle the page comes back with what is missing.
    Row("movement:version_confirm", OFFICE_HEAD, method="post", args={"pk": "plan_draft.pk"}),
    Row("movement:version_drop", STANDING, ok=302, method="post", args={"pk": "plan_draft.pk"}),
    Row("awards:version_comparison", APPRAISERS, args={"pk": "plan_draft.pk"}),
)
