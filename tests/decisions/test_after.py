"""What stands after a decision: signatures found, certificates, life records; nothing later changes it."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pyhanko.pdf_utils.reader import PdfFileReader
from tests.documents.signing import authority, signed, signer
from tests.publishing import publish_ranking

from thidua.awards.base_level.services import record_award
from thidua.awards.base_level.words import NewBaseAward
from thidua.awards.models import AwardRecord
from thidua.awards.services import GivenAward, register_awards
from thidua.conferences.enums import Kind as ConferenceKind
from thidua.conferences.enums import Scope
from thidua.conferences.services import ConferenceWords, begin
from thidua.decisions import services
from thidua.decisions.certificates.services import ask_for_certificates, make_certificates
from thidua.decisions.certificates.sheets import sheets_of
from thidua.decisions.drafting import drafted_from
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import CertificateRun, Decision, Outcome
from thidua.decisions.papers import ground_doubts, printed_doubts, signer_of
from thidua.decisions.register.selectors import of_person
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.sending.afterwards import return_dossier, withdraw
from thidua.foundation.files import Kind, inspect_upload
from thidua.foundation.notify.models import Notification

pytestmark = pytest.mark.django_db


def sign_in(person):
    client = Client()
    client.force_login(person)
    return client


def recorded_with(content, proposal, specialist, at):
    file = inspect_upload(ContentFile(content, name="da-ky.pdf"), kinds=(Kind.PDF,))
    new = services.NewDecision("7/QĐ-UBND", at.date(), "Hoàng Minh Chiến", "CHỦ TỊCH", proposal)
    return services.record_decision(by=specialist, at=at, new=new, outcomes=drafted_from(proposal), file=file)


def test_who_signed_the_file_is_read_once_and_shown(pdf_bytes, proposal, specialist, at, caplog):
    content = signed(pdf_bytes, signer(authority(), "Hoàng Minh Chiến", "UBND thành phố"))

    found = recorded_with(content, proposal, specialist, at)

    assert [one["signer"] for one in found.signatures] == ["Hoàng Minh Chiến"]
    page = sign_in(specialist).get(reverse("decisions:decision", args=[found.pk])).content.decode()
    assert "chữ ký số còn nguyên vẹn" in page
    assert "Chưa kiểm được nhà cung cấp chứng thư" in page
    # What the page says is not said again, with a traceback, to whoever runs the server.
    assert not [one for one in caplog.records if one.name.startswith("pyhanko")]


def test_a_file_changed_after_it_was_signed_is_told_to_the_second_person(pdf_bytes, proposal, specialist, at):
    content = bytearray(signed(pdf_bytes, signer(authority(), "Hoàng Minh Chiến", "UBND thành phố")))
    content += b"\n% them vao sau\n"

    found = recorded_with(bytes(content), proposal, specialist, at)

    page = sign_in(specialist).get(reverse("decisions:decision", args=[found.pk])).content.decode()
    assert "chữ ký số không khớp với tệp" in page


def test_one_sheet_for_each_award_that_stands_with_its_own_code(confirmed):
    sheets = sheets_of(confirmed, "https://thidua.test", is_demo=False)

    codes = dict(AwardRecord.objects.values_list("check_code", "person_name"))
    assert [sheet.name for sheet in sheets] == ["Xã An Lão", "Lê Thị Hoa"]
    assert [codes[sheet.check_url.split("/")[-2]] for sheet in sheets] == ["", "Lê Thị Hoa"]
    assert sheets[1].of == "Công chức Văn phòng, Xã An Lão"
    assert sheets[1].decision.startswith("Theo Quyết định số 1234/QĐ-UBND")
    assert list(sheets[0].signer.lines) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    AwardRecord.objects.filter(person_name="").update(
        revoked_on=confirmed.decided_on, revocation_number="9/QĐ"
    )
    assert [sheet.name for sheet in sheets_of(confirmed, "", is_demo=False)] == ["Lê Thị Hoa"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Chủ tịch Ủy ban nhân dân thành phố", ["CHỦ TỊCH"]),
        ("Phó Chủ tịch", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        ("Phó Chủ tịch Thường trực", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"]),
        ("Q. Chủ tịch, Bí thư", ["Q. CHỦ TỊCH", "BÍ THƯ"]),
    ],
)
def test_above_the_name_stands_in_whose_place_it_was_signed(confirmed, title, lines):
    confirmed.signer_title = title

    assert list(signer_of(confirmed).lines) == lines


def test_certificates_are_made_once_and_told(confirmed, head, specialist, at):
    run = ask_for_certificates(by=head, at=at, decision=confirmed, address="https://thidua.test")
    again = ask_for_certificates(by=specialist, at=at, decision=confirmed, address="https://thidua.test")
    assert again == run, "while one is being made there is no second"

    for _time in range(2):
        make_certificates(run.pk, is_demo=True)

    made = CertificateRun.objects.get()
    assert (made.done, made.total) == (2, 2)
    answer = sign_in(head).get(reverse("decisions:certificates_file", args=[confirmed.pk, run.pk]))
    made_file = PdfFileReader(io.BytesIO(b"".join(answer.streaming_content)))
    assert made_file.root["/Pages"]["/Count"] == 2
    assert Notification.objects.filter(kind="decisions.certificates", user=head).count() == 1
    page = sign_in(head).get(reverse("decisions:certificates", args=[confirmed.pk])).content.decode()
    assert "Tải 2 trang (PDF)" in page


def test_a_making_that_never_ended_is_told_and_put_in_the_queue_again(confirmed, head, at):
    run = ask_for_certificates(by=head, at=at, decision=confirmed, address="https://thidua.test")
    CertificateRun.objects.update(asked_at=at - timedelta(hours=2), done=1)
    client, address = sign_in(head), reverse("decisions:certificates", args=[confirmed.pk])
    assert "Chưa làm xong sau một giờ" in client.get(address).content.decode()
    waiting = DBTaskResult.objects.count()

    client.post(address)

    again = CertificateRun.objects.get()
    assert (again.pk, again.done) == (run.pk, 0)
    assert DBTaskResult.objects.count() == waiting + 1
    assert "Chưa làm xong sau một giờ" not in client.get(address).content.decode()


def test_the_address_of_the_check_is_that_of_the_installation(confirmed, head, settings):
    settings.SITE_ORIGIN, settings.ALLOWED_HOSTS = "https://thidua.haiphong.gov.vn", ["*"]
    client, award = sign_in(head), AwardRecord.objects.first()

    client.post(reverse("decisions:certificates", args=[confirmed.pk]), headers={"host": "10.0.0.5"})
    page = client.get(reverse("decisions:award", args=[award.pk]), headers={"host": "10.0.0.5"})

    assert CertificateRun.objects.get().address == "https://thidua.haiphong.gov.vn"
    assert f"https://thidua.haiphong.gov.vn/quyet-dinh/kiem-tra/{award.check_code}/" in page.content.decode()
    assert "10.0.0.5/quyet-dinh/kiem-tra" not in page.content.decode()


def test_no_certificates_before_the_second_person(recorded, head, at):
    with pytest.raises(DecisionRefused, match="đã được xác nhận"):
        ask_for_certificates(by=head, at=at, decision=recorded, address="")


def test_a_person_is_known_by_unit_name_and_year_of_birth(
    confirmed, unit, other_unit, at, specialist, officer
):
    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")
    for place, (where, name, year) in enumerate(
        ((unit, "LÊ THỊ HOA", 1988), (unit, "Lê Thị Hoa", 1990), (other_unit, "Lê Thị Hoa", 1988))
    ):
        given = GivenAward(where, "annual.individual", "2025", f"{place}/QĐ", at.date(), name, "", year)
        register_awards(by=None, at=at, awards=[given])

    found = of_person(AwardRecord.objects.all(), award)

    assert sorted(found.values_list("cycle", flat=True)) == ["2025", "2026"]
    address = reverse("decisions:person_record", args=[award.pk])
    page = sign_in(specialist).get(address).content.decode()
    assert "khác năm sinh" in page
    elsewhere = AwardRecord.objects.get(unit=other_unit)
    assert "Cùng tên, cùng năm sinh ở đơn vị khác" in page
    assert reverse("decisions:person_record", args=[elsewhere.pk]) in page
    assert "Cùng tên, cùng năm sinh ở đơn vị khác" not in sign_in(officer).get(address).content.decode()


def test_the_record_of_a_person_says_that_base_level_awards_may_be_a_namesake_s(
    confirmed, unit, at, specialist
):
    """Their register knows no year of birth."""
    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")
    given = NewBaseAward(
        2026,
        "individual",
        "Lê Thị Hoa",
        "giay_khen",
        "9/QĐ-UBND",
        at.date(),
        "Giải quyết nhanh hồ sơ đất đai",
    )
    record_award(by=None, at=at, unit=unit, award=given)
    client, why = sign_in(specialist), "không ghi năm sinh: gộp theo cùng đơn vị, cùng tên"

    assert why in client.get(reverse("decisions:person_record", args=[award.pk])).content.decode()
    assert why not in client.get(reverse("decisions:unit_record", args=[unit.code])).content.decode()


def test_nothing_that_changes_later_changes_what_was_decided(confirmed, dossiers, unit, specialist, head, at):
    before = (list(AwardRecord.objects.values()), list(Outcome.objects.values()))
    publish_ranking(2026, {unit: (99, "50,00")}, by=specialist, second=head, at=at)
    row = dossiers[1]
    row.subject_name, row.award = "Tên khác", "discretionary.individual"
    row.save()

    assert (list(AwardRecord.objects.values()), list(Outcome.objects.values())) == before


def test_grounds_that_have_lapsed_are_told_before_printing():
    """And nothing else: that the first day of a law is not known is no reason to hold a paper."""
    assert ground_doubts("2026", date(2026, 12, 1)) == []
    [told] = ground_doubts("2026", date(2027, 6, 1))
    assert told.startswith("152/2025/NĐ-CP hết hiệu lực từ ngày 01 tháng 3 năm 2027")


def test_the_page_of_a_decision_tells_of_the_grounds_it_prints_on_its_day(recorded, specialist):
    address = reverse("decisions:decision", args=[recorded.pk])
    assert "152/2025/NĐ-CP hết hiệu lực" not in sign_in(specialist).get(address).content.decode()

    Decision.objects.filter(pk=recorded.pk).update(decided_on=date(2027, 3, 2))
    assert "152/2025/NĐ-CP hết hiệu lực" in sign_in(specialist).get(address).content.decode()


def test_the_forms_are_those_of_today_and_the_day_is_that_of_the_paper(recorded, monkeypatch):
    """A notice has no day of its own, and is looked at only where there is one."""
    monkeypatch.setattr(
        "thidua.decisions.papers.form_doubts",
        lambda kind, today, cycle, *, day=None: [f"{kind} {cycle} {today:%d/%m/%Y} {day}"],
    )
    today, of_decision = date(2027, 1, 5), f"quyet-dinh 2026 05/01/2027 {recorded.decided_on}"
    assert printed_doubts(recorded, today, has_notices=False) == [of_decision]
    assert printed_doubts(recorded, today, has_notices=True) == [
        of_decision,
        "thong-bao 2026 05/01/2027 None",
    ]


def test_a_conference_takes_the_standing_awards_of_a_decision_once(confirmed, specialist, head, at):
    words = ConferenceWords(
        title="Hội nghị tổng kết",
        kind=ConferenceKind.YEAR,
        year=2026,
        starts_at=at,
        place="Hội trường",
        chair="Lãnh đạo",
        scope=Scope.DUTY,
    )
    conference = begin(by=specialist, at=at, words=words)
    AwardRecord.objects.filter(person_name="").update(
        revoked_on=confirmed.decided_on, revocation_number="9/QĐ"
    )
    client = sign_in(specialist)
    address = reverse("conferences:awards", args=[conference.pk])
    assert "1234/QĐ-UBND" in client.get(address).content.decode()

    for _time in range(2):
        taken = reverse("conferences:award_from_decision", args=[conference.pk])
        client.post(taken, {"decision": confirmed.pk})

    (line,) = conference.awards.all()
    assert (line.recipient, line.decision, line.unit.code) == ("Lê Thị Hoa", "1234/QĐ-UBND", "11629")


def test_a_dossier_that_was_decided_is_kept_as_it_is(confirmed, dossiers, officer, head, at):
    for row in dossiers:
        with pytest.raises(DossierRefused, match="Đã có quyết định"):
            withdraw(by=officer, at=at, dossier=row, reason="Đổi ý")
        with pytest.raises(DossierRefused, match="Đã có quyết định"):
            return_dossier(by=head, at=at, dossier=row, reasons={"facts": "Xem lại"})
