"""Inspections on pages: plan and conclusion of the office, the unit answers, papers with the facts in."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from thidua.foundation.moment import describe_installation
from thidua.steering.inspections.models import Finding, InspectionPlan

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HOME = "/chi-dao/kiem-tra/"


def pdf():
    return SimpleUploadedFile("ky.pdf", PDF)


def words_of(answer):
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def bytes_of(answer):
    return b"".join(answer.streaming_content)


@pytest.fixture
def live_on(at):
    """live_on(3) → the demonstration lives three days after the day of the tests."""

    def move(days):
        on = at.date() + timedelta(days=days)
        describe_installation(by=None, at=at, is_demo=True, demo_date=on, stage="tests")

    return move


@pytest.fixture
def draft(client, specialist, unit, on):
    client.force_login(specialist)
    data = {
        "title": "Kiểm tra năm 2027",
        "from_day": on.isoformat(),
        "to_day": (on + timedelta(days=60)).isoformat(),
        "checks": ["IV.1.a", "II.2"],
        "units": [unit.code],
    }
    page = client.post(f"{HOME}ke-hoach/moi/", data, follow=True)
    assert "Đã lưu bản nháp" in page.content.decode()
    return InspectionPlan.objects.get()


@pytest.fixture
def visit(client, draft, on):
    answer = client.post(
        f"{HOME}ke-hoach/{draft.pk}/ban-hanh/",
        {"number": "9/KH-SNV", "issued_on": on.isoformat(), "file": pdf()},
        follow=True,
    )
    assert "Đã ban hành" in answer.content.decode()
    return draft.visits.get()


def test_the_draft_paper_has_no_number_and_lists_the_units(client, draft):
    words = words_of(client.get(f"{HOME}ke-hoach/{draft.pk}/word/"))

    assert "DỰ THẢO" in words
    assert "Xã An Lão" in words
    assert "IV.1. Kế hoạch của đơn vị" in words
    page = client.get(f"{HOME}ke-hoach/{draft.pk}/sua/").content.decode()
    assert "Kiểm tra năm 2027" in page


def test_a_plan_without_its_paper_is_not_published(client, draft):
    answer = client.post(f"{HOME}ke-hoach/{draft.pk}/ban-hanh/", {"number": "9/KH-SNV"})

    assert answer.status_code == 200
    assert InspectionPlan.objects.get().published_at is None


def test_from_visit_to_accepted_remedy(client, visit, head, officer, unit, on, live_on):
    client.force_login(head)
    day = (on + timedelta(days=2)).isoformat()
    told = client.post(f"{HOME}don-vi/{visit.pk}/announce/", {"on": day, "lead": head.pk}, follow=True)
    assert "Đã báo đơn vị" in told.content.decode()
    early = client.post(f"{HOME}don-vi/{visit.pk}/conclude/", {"text": "Tốt"}).content.decode()
    assert "Chưa đến ngày kiểm tra" in early

    live_on(2)
    note = {
        "kind": "weakness",
        "check_point": "IV.1.a",
        "text": "Chưa phân công.",
        "remedy": "Phân công.",
        "due_on": (on + timedelta(days=20)).isoformat(),
    }
    assert (
        "Đã ghi nhận" in client.post(f"{HOME}don-vi/{visit.pk}/ghi-nhan/", note, follow=True).content.decode()
    )
    assert "Phân công." in words_of(client.get(f"{HOME}don-vi/{visit.pk}/word/bien-ban/"))
    finding = Finding.objects.get()
    done = client.post(
        f"{HOME}don-vi/{visit.pk}/conclude/", {"text": "Làm khá.", "minutes": pdf()}, follow=True
    )
    assert "Đã gửi kết luận" in done.content.decode()
    assert "Làm khá." in words_of(client.get(f"{HOME}don-vi/{visit.pk}/word/ket-luan/"))

    client.force_login(officer)
    assert bytes_of(client.get(f"{HOME}don-vi/{visit.pk}/bien-ban-da-ky/")) == PDF
    assert "Phân công." in client.get(f"{HOME}khac-phuc/{finding.pk}/").content.decode()
    sent = client.post(
        f"{HOME}khac-phuc/{finding.pk}/answer/", {"text": "Đã làm.", "file": pdf()}, follow=True
    )
    assert "Đã gửi báo cáo khắc phục" in sent.content.decode()
    entry = finding.entries.get(deed="answer")
    assert bytes_of(client.get(f"{HOME}khac-phuc/{finding.pk}/minh-chung/{entry.pk}/")) == PDF
    assert client.post(f"{HOME}khac-phuc/{finding.pk}/accept/").status_code == 403

    client.force_login(head)
    page = client.post(f"{HOME}khac-phuc/{finding.pk}/accept/", follow=True).content.decode()
    assert "Đã công nhận" in page
    assert "đã xong" in client.get(HOME).content.decode()


def test_an_overdue_remedy_is_shown_amber_on_board_and_csv(client, visit, head, on, live_on):
    client.force_login(head)
    client.post(f"{HOME}don-vi/{visit.pk}/announce/", {"on": on + timedelta(days=1), "lead": head.pk})
    live_on(1)
    note = {"kind": "weakness", "check_point": "II.2", "text": "a", "remedy": "b"}
    note["due_on"] = (on + timedelta(days=3)).isoformat()
    client.post(f"{HOME}don-vi/{visit.pk}/ghi-nhan/", note)
    client.post(f"{HOME}don-vi/{visit.pk}/conclude/", {"text": "c"})
    live_on(9)

    page = client.get(f"{HOME}?tinh-trang=overdue").content.decode()
    assert "td-badge-unknown" in page
    assert "Xã An Lão" in page
    assert "Xã An Lão" in client.get(f"{HOME}tai-ve.csv?tinh-trang=overdue").content.decode("utf-8-sig")
    assert "Không có đợt kiểm tra nào" in client.get(f"{HOME}?tinh-trang=planned").content.decode()


def test_a_faulty_note_keeps_what_was_typed(client, visit, head, on, live_on):
    client.force_login(head)
    client.post(f"{HOME}don-vi/{visit.pk}/announce/", {"on": on + timedelta(days=1), "lead": head.pk})
    live_on(1)
    note = {"kind": "weakness", "check_point": "II.2", "text": "Dài dòng", "remedy": "Sửa ngay"}
    page = client.post(f"{HOME}don-vi/{visit.pk}/ghi-nhan/", note).content.decode()

    assert "phải có cả nội dung và hạn" in page
    assert "Dài dòng" in page
    finding = client.post(f"{HOME}don-vi/{visit.pk}/ghi-nhan/", note | {"remedy": ""}, follow=True)
    assert "Xóa ghi nhận này" in finding.content.decode()
    pk = Finding.objects.get().pk
    assert "Đã xóa" in client.post(f"{HOME}khac-phuc/{pk}/xoa/", follow=True).content.decode()


def test_the_empty_board_teaches(client, specialist, officer, demo_day):
    client.force_login(specialist)
    assert "Lập kế hoạch" in client.get(HOME).content.decode()
    client.force_login(officer)
    assert "bạn được báo trước" in client.get(HOME).content.decode()
