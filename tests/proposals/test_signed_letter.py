"""The office's Tờ trình comes back signed: kept with its number and day, told on the page of the list."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.documents.signing import authority, signed, signer
from tests.page_text import words

from thidua.documents.papers import Paper, Signer, to_pdf
from thidua.dossiers.models import Dossier
from thidua.foundation.audit.models import AuditEvent
from thidua.proposals.freezing import confirm, freeze, name_letter
from thidua.proposals.letter import ground_doubts, paper_of
from thidua.proposals.models import Proposal

pytestmark = pytest.mark.usefixtures("demo_day")
DAMAGED = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture(scope="session")
def plain_pdf():
    return to_pdf(Paper("Tờ trình", "", "SỞ NỘI VỤ", "TTr-SNV", "Đề nghị tặng", Signer(("GIÁM ĐỐC",))))


@pytest.fixture(scope="session")
def signed_pdf(plain_pdf):
    return signed(plain_pdf, signer(authority(), "Vũ Đình Nghĩa", "Sở Nội vụ Hải Phòng"))


@pytest.fixture
def confirmed(year):
    year.choose(year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),)), True)
    return confirm(by=year.head, at=year.at, proposal=freeze(by=year.by, at=year.at, cycle="2026"))


@pytest.fixture
def send(year, confirmed, client):
    """send(raw) posts number, day and the file; the page that comes of it, as words."""
    client.force_login(year.by)

    def post(raw=None, number="15", name="to-trinh-ky-so.pdf"):
        data = {"number": number, "on": "15/02/2027"}
        if raw is not None:
            data["file"] = ContentFile(raw, name=name)
        address = reverse("proposals:name_letter", args=[confirmed.pk])
        return words(client.post(address, data, follow=True))

    return post


def test_who_signed_stands_on_the_page_and_in_the_audit_trail(year, confirmed, send, client, signed_pdf):
    address = reverse("proposals:signed_letter", args=[confirmed.pk])
    send()
    assert client.get(address).status_code == 404

    page = send(signed_pdf)

    kept = Proposal.objects.get()
    assert "chữ ký số còn nguyên vẹn" in page
    assert "Vũ Đình Nghĩa" in page
    assert kept.letter_file.sha256 in page
    assert b"".join(client.get(address).streaming_content) == signed_pdf
    event = AuditEvent.objects.filter(action="proposals.letter_named").latest("pk")
    assert event.after == {"sha256": kept.letter_file.sha256, "signers": ["Vũ Đình Nghĩa"]}
    assert (kept.content, kept.sha256) == (confirmed.content, confirmed.sha256)


def test_a_letter_under_another_number_needs_its_own_file(send, signed_pdf):
    send(signed_pdf)
    assert "chữ ký số còn nguyên vẹn" in send()
    assert "tải lại bản đã ký mang số mới" in send(number="16")
    kept = Proposal.objects.get()
    assert (kept.letter_file, kept.letter_signatures) == (None, [])


def test_a_scan_is_no_fault_and_a_change_after_signing_is_told(send, plain_pdf, signed_pdf):
    assert "không có chữ ký số" in send(plain_pdf, name="ban-quet.pdf")
    assert "chữ ký số không khớp với tệp" in send(signed_pdf + b"\n% them\n")


def test_a_damaged_pdf_is_refused_with_the_cure_and_changes_nothing(send):
    assert "tải lên đúng Tờ trình đã ký" in send(DAMAGED)
    assert Proposal.objects.values_list("letter_number", "letter_file").get() == ("", None)


def test_a_list_that_another_replaced_takes_no_letter(send, signed_pdf):
    Proposal.objects.update(state="replaced")
    assert "không còn làm được" in send(signed_pdf)
    assert Proposal.objects.get().letter_file is None


def test_the_form_is_that_of_today_and_what_it_cites_holds_on_the_day_of_the_letter(confirmed, monkeypatch):
    monkeypatch.setattr(
        "thidua.proposals.letter.form_doubts", lambda kind, today, cycle, *, day: [f"{kind} {today} {day}"]
    )
    confirmed.letter_date = date(2026, 10, 1)
    assert ground_doubts(confirmed, date(2026, 11, 2)) == ["to-trinh 2026-11-02 2026-10-01"]


def test_a_letter_that_went_out_is_no_draft_when_a_later_list_comes(confirmed):
    """It was confirmed and signed: printed again it says what the signed paper says."""

    def marks():
        return paper_of(Proposal.objects.get(), today=date(2027, 3, 1), is_demo=False).marks

    assert marks() == ()
    Proposal.objects.update(state="replaced")
    assert marks() == ("ĐÃ THAY BẰNG DANH SÁCH LẬP SAU",)
    Proposal.objects.update(letter_number="15", letter_date=date(2027, 2, 20))
    assert marks() == ()
    Proposal.objects.update(state="frozen", confirmed_at=None, confirmed_by=None)
    assert marks() == ("DỰ THẢO, CHƯA ĐƯỢC XÁC NHẬN",)


def test_a_list_that_was_decided_gets_its_letter_also_after_a_later_list(
    year, confirmed, send, client, signed_pdf
):
    Dossier.objects.update(decided_at=year.at)
    late = year.put("11407", "annual.individual", subject_name="Lê Thị Hoa")
    year.choose(late, True)
    again = freeze(by=year.by, at=year.at, cycle="2026", reason="Nộp muộn được chấp nhận")
    confirm(by=year.head, at=year.at, proposal=again)
    confirmed.refresh_from_db()
    assert paper_of(confirmed, today=year.at.date(), is_demo=False).marks == ()
    client.force_login(year.by)
    assert "Số Tờ trình" in words(client.get(reverse("proposals:proposal", args=[confirmed.pk])))

    assert "chữ ký số còn nguyên vẹn" in send(signed_pdf)

    confirmed.refresh_from_db()
    assert (confirmed.state, confirmed.letter_number) == ("replaced", "15")


def test_the_number_that_a_colleague_recorded_is_not_written_over_unseen(year, confirmed, client):
    client.force_login(year.by)
    page = client.get(reverse("proposals:proposal", args=[confirmed.pk])).content.decode()
    shown = page.split('name="seen" value="')[1].split('"')[0]
    name_letter(by=year.head, at=year.at, proposal=confirmed, number="15/TTr-SNV", on=year.at.date())

    said = {"number": "16/TTr-SNV", "on": "15/02/2027", "seen": shown}
    address = reverse("proposals:name_letter", args=[confirmed.pk])
    page = words(client.post(address, said))

    assert "Người khác vừa ghi Tờ trình: số 15/TTr-SNV" in page
    assert Proposal.objects.get().letter_number == "15/TTr-SNV"
