"""A confirmed decision was mistyped: two people put it right, and all says the right number and day."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from tests.decisions.test_pages import words
from tests.documents.signing import authority, signed, signer

from thidua.awards.models import AwardRecord
from thidua.conferences.award_services import add_awards
from thidua.conferences.enums import Kind as ConferenceKind
from thidua.conferences.enums import Scope
from thidua.conferences.from_decision import lines_from
from thidua.conferences.services import ConferenceWords, begin
from thidua.decisions.certificates.services import ask_for_certificates, make_certificates
from thidua.decisions.correcting.services import (
    Corrected,
    ask_for_correction,
    confirm_correction,
    discard_correction,
)
from thidua.decisions.drafting import drafted_for
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Correction
from thidua.decisions.revoking.services import NewRevocation, confirm_revocation, record_revocation
from thidua.decisions.services import confirm_decision
from thidua.decisions.todo import tasks_for
from thidua.documents.papers import Paper, Signer, to_pdf
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.files import Kind, inspect_upload
from thidua.foundation.notify.models import Notification
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import InitiativeUse
from thidua.initiatives.services import NewInitiative, register_initiative

pytestmark = pytest.mark.django_db
RIGHT = "1243/QĐ-UBND"


@pytest.fixture
def other_file():
    paper = Paper("Quyết định", "", "UỶ BAN", "QĐ-UBND", "Bản đúng", Signer(("CHỦ TỊCH",)))
    return inspect_upload(ContentFile(to_pdf(paper), name="ban-dung.pdf"), kinds=(Kind.PDF,))


@pytest.fixture
def ask_of(specialist, at):
    """ask_of(decision, number="…") → a correction that waits; what is not given stays as it was recorded."""

    def act(decision, *, by=specialist, reason="Gõ nhầm số", file=None, **change):
        names = ("number", "decided_on", "signer_name", "signer_title")
        said = Corrected(**({name: getattr(decision, name) for name in names} | change))
        return ask_for_correction(by=by, at=at, decision=decision, said=said, reason=reason, file=file)

    return act


@pytest.fixture
def ask(confirmed, ask_of):
    """The same of the confirmed decision."""

    def act(**change):
        confirmed.refresh_from_db()
        return ask_of(confirmed, **change)

    return act


def test_nothing_changes_before_a_second_person_confirms(ask, confirmed, specialist, head, officer, at):
    day = at.date() - timedelta(days=3)
    row = ask(number=RIGHT, decided_on=day, signer_title="CHỦ TỊCH")
    confirmed.refresh_from_db()
    assert confirmed.number == "1234/QĐ-UBND"
    assert [task.title for task in tasks_for(head, at)] == ["Đính chính Quyết định số 1234/QĐ-UBND"]
    assert tasks_for(specialist, at) == []
    with pytest.raises(DecisionRefused, match="không tự xác nhận"):
        confirm_correction(by=specialist, at=at, correction=row)

    confirm_correction(by=head, at=at, correction=row)

    confirmed.refresh_from_db()
    assert (confirmed.number, confirmed.number_key, confirmed.decided_on) == (RIGHT, "1243qdubnd", day)
    assert (confirmed.year, confirmed.signer_title) == (day.year, "CHỦ TỊCH")
    assert set(AwardRecord.objects.values_list("decision_number", "decided_on")) == {(RIGHT, day)}
    row.refresh_from_db()
    assert (row.old_number, row.old_decided_on, row.old_signer_title) == (
        "1234/QĐ-UBND",
        at.date(),
        "PHÓ CHỦ TỊCH",
    )
    assert (row.recorded_by, row.confirmed_by, row.reason) == (specialist, head, "Gõ nhầm số")
    told = Notification.objects.get(kind="decisions.corrected", user=officer)
    assert "Số: 1234/QĐ-UBND → 1243/QĐ-UBND" in told.body
    assert "Lê Thị Hoa" in told.body
    event = AuditEvent.objects.get(action="decisions.corrected")
    assert (event.before["number"], event.after["number"]) == ("1234/QĐ-UBND", RIGHT)
    with pytest.raises(DecisionRefused, match="đã xác nhận"):
        confirm_correction(by=head, at=at, correction=row)


def test_the_register_the_check_page_and_the_sheets_follow(ask, confirmed, head, officer, sign_in, at):
    run = ask_for_certificates(by=head, at=at, decision=confirmed, address="https://thidua.test")
    make_certificates(run.pk, is_demo=True)
    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")
    client = sign_in(head)
    sheets = reverse("decisions:certificates", args=[confirmed.pk])
    page = reverse("decisions:decision", args=[confirmed.pk])
    assert "phải làm lại" not in words(client.get(sheets))

    confirm_correction(by=head, at=at, correction=ask(number=RIGHT))

    assert "phải làm lại" in words(client.get(sheets))
    assert "Giấy chứng nhận phải làm lại" in words(client.get(page))
    assert RIGHT in words(sign_in(officer).get(reverse("decisions:register")))
    for told in (
        words(Client().get(reverse("decisions:check", args=[award.check_code]))),
        words(client.get(reverse("decisions:award", args=[award.pk]))),
    ):
        assert RIGHT in told
        assert "giấy in trước đó ghi số 1234/QĐ-UBND" in told
    later = at + timedelta(minutes=1)
    run = ask_for_certificates(by=head, at=later, decision=confirmed, address="https://thidua.test")
    make_certificates(run.pk, is_demo=True)
    assert "Giấy chứng nhận phải làm lại" not in words(client.get(page))
    assert words(client.get(sheets)).count("phải làm lại") == 1, "the older one stays marked"


def test_only_the_file_was_wrong(ask, confirmed, head, sign_in, at, other_file):
    old = confirmed.file
    row = ask(file=other_file, reason="Tải nhầm tệp")
    client = sign_in(head)
    right = client.get(reverse("decisions:correction_file", args=[confirmed.pk, row.pk]))
    assert b"".join(right).startswith(b"%PDF")

    confirm_correction(by=head, at=at, correction=row)

    confirmed.refresh_from_db()
    assert (confirmed.file.name, confirmed.file_sha256) == ("ban-dung.pdf", other_file.sha256)
    row.refresh_from_db()
    assert row.old_file == old
    assert not row.changes_sheets
    before = client.get(reverse("decisions:correction_old_file", args=[confirmed.pk, row.pk]))
    assert b"".join(before).startswith(b"%PDF")


def test_the_second_person_is_shown_what_was_changed_after_signing(ask, confirmed, head, sign_in, pdf_bytes):
    altered = signed(pdf_bytes, signer(authority(), "Hoàng Minh Chiến", "UBND thành phố")) + b"\n% them\n"
    kept = inspect_upload(ContentFile(altered, name="ban-ky-so.pdf"), kinds=(Kind.PDF,))
    client, page = sign_in(head), reverse("decisions:decision", args=[confirmed.pk])
    row = ask(number=RIGHT)
    shown = words(client.get(page))
    assert "Xác nhận đúng như bản đã ký" in shown
    assert shown.count("không có chữ ký số") == 1, "of the decision's own file; the correction has none"
    discard_correction(by=head, at=row.recorded_at, correction=row, reason="Thiếu tệp")

    ask(file=kept, reason="Tải nhầm tệp")

    waiting = words(client.get(page)).split('id="dinh-chinh"')[1].split("</section>")[0]
    assert "Xác nhận đúng như bản đã ký" in waiting
    assert "chữ ký số không khớp với tệp" in waiting
    assert "Tệp đã thay đổi sau khi ký" in waiting
    assert "<strong>Hoàng Minh Chiến</strong>" in waiting


def test_the_ledger_names_the_right_number(dossiers, recorded, other_unit, ask_of, head, at):
    item = register_initiative(
        by=None, at=at, initiative=NewInitiative(code="SK-1", unit=other_unit, title="Tổ lưu động")
    )
    use = NewUse(item.pk, "annual.individual", "2026", dossiers[2].code)
    note_uses(by=None, at=at, uses=[use])
    done = confirm_decision(by=head, at=at, decision=recorded)

    confirm_correction(by=head, at=at, correction=ask_of(done, number=RIGHT))

    assert InitiativeUse.objects.get().end_reason == f"Hồ sơ không được tặng theo Quyết định số {RIGHT}"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, "Chưa sửa gì"),
        ({"number": "–"}, "Ghi đủ số quyết định"),
        ({"number": RIGHT, "reason": " "}, "Ghi lý do đính chính"),
        ({"days": 1}, "ở sau hôm nay"),
        ({"days": -8}, "ở trước ngày danh sách được khóa hoặc ngày Tờ trình"),
    ],
)
def test_what_cannot_be_is_refused(ask, at, change, why):
    if "days" in change:
        change = {"decided_on": at.date() + timedelta(days=change["days"])}

    with pytest.raises(DecisionRefused, match=why):
        ask(**change)
    assert not Correction.objects.exists()


def test_a_number_that_another_decision_has_is_refused_when_asked_and_when_confirmed(
    ask, record_it, make_dossier, unit, head, at
):
    def other(number):
        row = make_dossier(unit, "adhoc.individual", f"Người {number}", justification="Văn bản 12")
        record_it(None, number, outcomes=drafted_for([row]))

    other("1242/QĐ-UBND")
    with pytest.raises(DecisionRefused, match="1242 /QĐ-UBND năm 2027 đã được ghi"):
        ask(number="1242 /QĐ-UBND")
    row = ask(number=RIGHT)
    with pytest.raises(DecisionRefused, match="đã có một đính chính chờ xác nhận"):
        ask(number="1250/QĐ-UBND")
    other(RIGHT)

    with pytest.raises(DecisionRefused, match="1243/QĐ-UBND năm 2027 đã được ghi"):
        confirm_correction(by=head, at=at, correction=row)
    assert set(AwardRecord.objects.values_list("decision_number", flat=True)) == {"1234/QĐ-UBND"}
    discard_correction(by=head, at=at, correction=row, reason="Trùng số")
    assert ask(number="1250/QĐ-UBND").state == "recorded"


def test_a_decision_that_waits_is_recorded_anew_instead(recorded, ask_of):
    with pytest.raises(DecisionRefused, match="chờ xác nhận nên chưa cần đính chính"):
        ask_of(recorded, number=RIGHT)


def test_the_day_stays_before_a_revocation_and_a_revoked_award_is_corrected_too(
    ask, confirmed, specialist, head, signed, at
):
    row = ask(decided_on=at.date() - timedelta(days=2))
    confirm_correction(by=head, at=at, correction=row)
    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")
    new = NewRevocation("a", "Khai sai", "9/QĐ-UBND", at.date() - timedelta(days=1))
    gone = record_revocation(by=specialist, at=at, award=award, new=new, file=signed())
    confirm_revocation(by=head, at=at, revocation=gone)

    late = ask(decided_on=at.date())
    with pytest.raises(DecisionRefused, match="đã bị hủy bỏ ngày"):
        confirm_correction(by=head, at=at, correction=late)
    discard_correction(by=head, at=at, correction=late, reason="Sai ngày")
    confirm_correction(by=head, at=at, correction=ask(number=RIGHT))

    award.refresh_from_db()
    assert award.decision_number == RIGHT
    assert award.is_revoked


def test_a_handing_list_brought_in_before_does_not_offer_the_awards_again(
    ask, confirmed, specialist, head, at
):
    words = ConferenceWords(
        title="Hội nghị", kind=ConferenceKind.YEAR, year=2026, starts_at=at, place="Hội trường", chair="A",
        scope=Scope.DUTY,
    )  # fmt: skip
    conference = begin(by=specialist, at=at, words=words)
    lines = lines_from(confirmed, conference, at.date())
    add_awards(by=specialist, at=at, conference=conference, awards=lines[:1])

    done = confirm_correction(by=head, at=at, correction=ask(number=RIGHT))

    assert [one.decision for one in lines_from(done, conference, at.date())] == [RIGHT]


def test_through_the_pages(confirmed, specialist, head, auditor, sign_in, at):
    office, second = sign_in(specialist), sign_in(head)
    page = reverse("decisions:decision", args=[confirmed.pk])
    address = reverse("decisions:correct", args=[confirmed.pk])
    assert address in words(office.get(page))
    assert 'value="1234/QĐ-UBND"' in words(office.get(address))
    told = {
        "number": RIGHT,
        "decided_on": at.date().isoformat(),
        "signer_name": "Hoàng Minh Chiến",
        "signer_title": "PHÓ CHỦ TỊCH",
    }
    assert "This field" not in words(office.post(address, told))
    assert not Correction.objects.exists()

    office.post(address, told | {"reason": "Gõ nhầm số"})

    row = Correction.objects.get()
    waiting = words(office.get(page))
    assert "Số: 1234/QĐ-UBND → <strong>1243/QĐ-UBND</strong>" in waiting
    assert "Bạn là người đề nghị" in waiting
    assert f'href="{address}"' not in waiting, "one at a time"
    assert "Xác nhận đúng như bản đã ký" in words(second.get(page))
    assert "Xác nhận đúng như bản đã ký" not in words(sign_in(auditor).get(page))
    second.post(reverse("decisions:correction_discard", args=[confirmed.pk, row.pk]), {"reason": "Xem lại"})
    assert "Xem lại" in words(office.get(page))
    office.post(address, told | {"reason": "Gõ nhầm số"})
    row = Correction.objects.get(state="recorded")
    done = second.post(reverse("decisions:correction_confirm", args=[confirmed.pk, row.pk]), follow=True)
    assert "Đã đính chính" in words(done)
    assert "Quyết định số 1243/QĐ-UBND" in words(done).replace("\n", " ")
    assert second.get(reverse("decisions:correction_file", args=[confirmed.pk, row.pk])).status_code == 404
