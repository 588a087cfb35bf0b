"""Two units with received dossiers of the period, a confirmed list of them, and the people who decide."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.decisions.drafting import drafted_from
from thidua.decisions.services import NewDecision, confirm_decision, record_decision
from thidua.documents.papers import Paper, Signer, to_pdf
from thidua.dossiers.models import Dossier, Filing
from thidua.foundation.files import Kind, inspect_upload
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.proposals.models import Proposal, ProposalLine
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit

CYCLE = "2026"
STATE_FORM = "Bằng khen của Thủ tướng Chính phủ"


@pytest.fixture(scope="session")
def pdf_bytes():
    paper = Paper(
        "Quyết định", "", "ỦY BAN NHÂN DÂN", "QĐ-UBND", "Về việc khen thưởng", Signer(("CHỦ TỊCH",))
    )
    return to_pdf(paper)


@pytest.fixture
def signed(pdf_bytes):
    """signed() → a PDF as it comes from a form."""

    def make():
        return inspect_upload(ContentFile(pdf_bytes, name="quyet-dinh.pdf"), kinds=(Kind.PDF,))

    return make


@pytest.fixture
def upload(pdf_bytes):
    def make(name="quyet-dinh.pdf"):
        return SimpleUploadedFile(name, pdf_bytes, content_type="application/pdf")

    return make


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def _unit(code, name, at):
    new = NewUnit(code=code, kind=UnitKind.XA, name=name, full_name=f"Xã {name}", block=Block.XA)
    return register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))


@pytest.fixture
def unit(demo_day, at):
    return _unit("11629", "An Lão", at)


@pytest.fixture
def other_unit(demo_day, at):
    return _unit("10888", "Cẩm Giàng", at)


@pytest.fixture
def officer(make_person, unit):
    return make_person("canbo", (Role.UNIT_OFFICER, unit), full_name="Chu Văn Hòa")


@pytest.fixture
def other_officer(make_person, other_unit):
    return make_person("canbokhac", (Role.UNIT_OFFICER, other_unit), full_name="Hà Thanh Yến")


@pytest.fixture
def specialist(make_person):
    return make_person("chuyenvien", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên")


@pytest.fixture
def head(make_person):
    return make_person("truongphong", Role.STANDING_HEAD, full_name="Vũ Đình Nghĩa")


@pytest.fixture
def leader(make_person):
    return make_person("lanhdao", Role.DECISION_MAKER, full_name="Hoàng Minh Chiến")


@pytest.fixture
def auditor(make_person):
    return make_person("giamsat", Role.AUDITOR, full_name="Đỗ Thị Lan")


@pytest.fixture
def make_dossier(specialist, at):
    """make_dossier(unit, "annual.individual", "Lê Thị Hoa") → a dossier the office has received."""

    def make(unit, award="annual.collective", name="", *, cycle=CYCLE, state="received", **more):
        filing, _new = Filing.objects.get_or_create(
            unit=unit, cycle=cycle, defaults={"started_by": specialist, "started_at": at}
        )
        year = more.get("birth_year")
        return Dossier.objects.create(
            filing=filing,
            number=filing.dossiers.count() + 1,
            award=award,
            state=state,
            subject_name=name,
            subject_key=f"{name}|{year or ''}" if name else "",
            started_by=specialist,
            started_at=at,
            **more,
        )

    return make


@pytest.fixture
def make_proposal(specialist, head, at):
    """make_proposal({dossier: "", other: "lý do"}) → a confirmed list; words are why one is not proposed."""

    def make(lines, *, state="confirmed"):
        found = Proposal.objects.create(
            cycle=next(iter(lines)).filing.cycle,
            ordinal=Proposal.objects.count() + 1,
            reason="" if not Proposal.objects.exists() else "Lập lại",
            state=state,
            content={},
            sha256="0" * 64,
            letter_number="15/TTr-SNV",
            letter_date=at.date() - timedelta(days=7),
            frozen_by=specialist,
            frozen_at=at - timedelta(days=8),
            confirmed_by=head if state == "confirmed" else None,
            confirmed_at=at if state == "confirmed" else None,
        )
        ProposalLine.objects.bulk_create(
            ProposalLine(proposal=found, dossier=row, is_proposed=not why, reason=why)
            for row, why in lines.items()
        )
        return found

    return make


@pytest.fixture
def dossiers(make_dossier, unit, other_unit):
    """A collective and a person of one unit, a person of the other, who is not proposed."""
    return (
        make_dossier(unit),
        make_dossier(
            unit, "annual.individual", "Lê Thị Hoa", birth_year=1988, position="Công chức Văn phòng"
        ),
        make_dossier(other_unit, "annual.individual", "Trần Văn Bình", birth_year=1975),
    )


@pytest.fixture
def proposal(dossiers, make_proposal):
    first, second, third = dossiers
    return make_proposal({first: "", second: "", third: "Chưa đủ 12 tháng làm cải cách hành chính"})


@pytest.fixture
def record_it(specialist, at, signed):
    """record_it(proposal, number="1234/QĐ-UBND") → a decision that waits for the second person."""

    def act(proposal, number="1234/QĐ-UBND", *, by=None, outcomes=None, decided_on=None):
        day = decided_on or at.date()
        new = NewDecision(number, day, "Hoàng Minh Chiến", "PHÓ CHỦ TỊCH", proposal, STATE_FORM)
        drafted = drafted_from(proposal) if outcomes is None else outcomes
        return record_decision(by=by or specialist, at=at, new=new, outcomes=drafted, file=signed())

    return act


@pytest.fixture
def recorded(record_it, proposal):
    return record_it(proposal)


@pytest.fixture
def confirmed(recorded, head, at, officer, other_officer):
    return confirm_decision(by=head, at=at, decision=recorded)


@pytest.fixture
def sign_in():
    """sign_in(person) → a browser of theirs."""

    def as_(person):
        client = Client()
        client.force_login(person)
        return client

    return as_


@pytest.fixture
def adhoc(make_dossier, unit):
    """adhoc(initiative…) → an ad hoc dossier that stands on them."""
    numbers = count(1)

    def make(*initiatives, of=None, award="adhoc.individual"):
        name = f"Người {next(numbers)}"
        row = make_dossier(of or unit, award, name, justification=f"Văn bản về {name}")
        row.initiatives.set(initiatives)
        uses = [NewUse(one.pk, award, row.filing.cycle, row.code) for one in initiatives]
        note_uses(by=None, at=row.started_at, uses=uses)
        return row

    return make
