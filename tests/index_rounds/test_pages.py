"""The pages of a round and a sheet, as each person sees them; the workbook there and back."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.index_rounds.test_sheets import PDF

from thidua.index_rounds.models import Round
from thidua.index_rounds.rounds.dates import proposed
from thidua.index_rounds.sheets import sending

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse():
    """browse(user) → a browser signed in as that person."""

    def signed_in(user):
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def address(name, **args):
    return reverse(f"index_rounds:{name}", kwargs=args)


def test_the_office_begins_a_round_from_the_proposed_days(criteria_set, specialist, browse):
    client = browse(specialist)
    page = client.get(address("round_new"))
    assert "bộ mẫu, không phải của thành phố" in page.content.decode()
    sent = {"year": "2026", "title": "Chấm điểm năm 2026"}
    for kind, days in proposed(2026).items():
        sent |= {f"{kind}-first": str(days.first), f"{kind}-last": str(days.last)}
    answer = client.post(address("round_new"), sent)
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "2 lĩnh vực chưa có người thẩm định" in page
    assert "21/12/2026" in page


def test_a_round_without_a_set_is_refused_before_anything_is_typed(city, specialist, browse):
    page = browse(specialist).get(address("round_new")).content.decode()
    assert "Chưa lập được" in page
    assert "chưa có bộ đang dùng" in page


def test_the_days_are_moved_on_one_page(opened, specialist, browse):
    client = browse(specialist)
    form = client.get(address("round_dates", pk=opened.pk)).context["form"]
    sent = {name: str(value) for name, value in form.initial.items()} | {
        "reason": "Bão",
        "survey-last": "2026-12-27",
    }
    assert client.post(address("round_dates", pk=opened.pk), sent).status_code == 302
    assert "Đã đổi ngày: Bão" in client.get(address("round", pk=opened.pk)).content.decode()


def test_people_are_assigned_and_the_round_is_called_off(opened, specialist, office_head, browse):
    client = browse(specialist)
    url = address("appraisers", pk=opened.pk)
    assert "chưa có ai" in client.get(url).content.decode()
    assert client.post(url, {"user": office_head.pk, "areas": ["xa:1"]}).status_code == 302
    assert opened.appraisers.get().user == office_head
    row = opened.appraisers.get().pk
    assert client.post(address("appraiser_release", pk=opened.pk, row=row)).status_code == 302
    head = browse(office_head)
    assert head.post(address("round_call_off", pk=opened.pk), {"reason": ""}).status_code == 422
    head.post(address("round_call_off", pk=opened.pk), {"reason": "Làm lại"})
    assert Round.objects.get().called_off_reason == "Làm lại"
    assert "Làm lại" in client.get(address("rounds")).content.decode()


def test_the_officer_scores_component_by_component(sheet, officer, browse):
    client = browse(officer)
    home = client.get(address("sheet", pk=sheet.pk)).content.decode()
    assert "0 trong 3 tiêu chí đã có" in home
    assert "Chấm tiếp 1.1.1" in home
    url = address("answer", pk=sheet.pk, code="1.1.1")
    assert client.get(url).status_code == 200
    answer = client.post(url, {"value": "1", "note": "", "version": "1", "next": "1"})
    assert answer["Location"] == address("answer", pk=sheet.pk, code="1.1.2")
    saved = client.post(
        answer["Location"], {"value": "45", "base": "60", "note": "", "version": "1"},
        headers={"X-Autosave": "1"},
    )  # fmt: skip
    assert saved.json()["version"] == 2
    stale = client.post(
        answer["Location"], {"value": "50", "base": "60", "note": "", "version": "1"},
        headers={"X-Autosave": "1"},
    )  # fmt: skip
    assert (stale.status_code, stale.json()["theirs"]["value"]) == (409, "45")
    assert "chưa vào phiếu" in client.get(answer["Location"]).content.decode()
    refused = client.post(
        answer["Location"], {"value": "-5", "note": "", "version": "2"}, headers={"X-Autosave": "1"}
    )
    assert (refused.status_code, "số âm" in refused.json()["message"]) == (422, True)


def test_points_are_told_as_one_types_and_nothing_is_saved(sheet, officer, browse):
    client = browse(officer)
    url = address("points", pk=sheet.pk, code="1.1.2")
    page = client.post(url, {"value": "30", "base": "60", "note": ""}).content.decode()
    assert "1,50" in page  # 1 of its own and half of it by the formula
    assert "lớn hơn tổng số" in client.post(url, {"value": "70", "base": "60", "note": ""}).content.decode()
    assert sheet.answers.get(code="1.1.2").value is None


def test_evidence_is_added_with_its_pin_and_opens_at_the_page(sheet, officer, browse):
    client = browse(officer)
    file = SimpleUploadedFile("ke-hoach.pdf", PDF)
    url = address("pin", pk=sheet.pk, code="1.1.1")
    assert client.post(url, {"page": "1", "passage": ""}).status_code == 422
    assert client.post(url, {"file": file, "page": "2", "passage": "mục 1"}).status_code == 302
    row = sheet.evidence.get()
    page = client.get(address("answer", pk=sheet.pk, code="1.1.1")).content.decode()
    assert f"{address('evidence', pk=row.pk)}#page=2" in page
    answer = client.get(address("evidence", pk=row.pk))
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert b"".join(answer) == PDF

    default_storage.delete(row.file.path)
    gone = client.get(address("evidence", pk=row.pk))
    assert gone.status_code == 410
    assert row.file.sha256 in gone.content.decode(), "by which a backup is searched"


def test_a_sheet_that_was_sent_is_read_by_the_office_with_its_receipt(
    sheet, officer, head, unit, specialist, browse, at
):
    office = browse(specialist)
    assert office.get(address("sheet", pk=sheet.pk)).status_code == 404
    client = browse(officer)
    assert client.get(address("check", pk=sheet.pk)).status_code == 200
    client.post(address("hand_over", pk=sheet.pk))
    signer = browse(head)
    assert "Ký và gửi phiếu" in signer.get(address("check", pk=sheet.pk)).content.decode()
    answer = signer.post(address("send", pk=sheet.pk))
    assert "PC2026-10891" in signer.get(answer["Location"]).content.decode()
    page = office.get(address("sheet", pk=sheet.pk)).content.decode()
    assert "Phiếu tự chấm điểm" in page
    assert "Tải tài liệu lên" not in page


def _workbook(client, sheet):
    content = client.get(address("xlsx", pk=sheet.pk)).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    return book, book.active


def _rows(page):
    return {str(row[0].value): row for row in page.iter_rows() if row[0].value}


def _sent(book):
    stream = io.BytesIO()
    book.save(stream)
    return {"file": SimpleUploadedFile("phieu.xlsx", stream.getvalue())}


def test_the_workbook_goes_there_and_back(sheet, officer, browse):
    client = browse(officer)
    book, page = _workbook(client, sheet)
    rows = _rows(page)
    rows["1.1.1"][4].value = "có"
    rows["1.1.2"][4].value, rows["1.1.2"][5].value = "45,5", 60
    rows["1.2"][7].value = "Không có vi phạm nào"
    answer = client.post(address("upload", pk=sheet.pk), _sent(book))
    differences = answer.context["differences"]
    assert [one.line.code for one in differences] == ["1.1.1", "1.1.2", "1.2"]
    taken = {"take": ["1.1.1", "1.1.2"]}
    for one in differences:
        taken |= dict(one.fields) | {f"{one.line.code}-note": one.there.note}
    client.post(address("take", pk=sheet.pk), taken)
    saved = dict(sheet.answers.exclude(value=None).values_list("code", "value"))
    assert saved == {"1.1.1": 1, "1.1.2": Decimal("45.5")}
    assert sheet.answers.get(code="1.2").note == ""
    book, _page = _workbook(client, sheet)
    assert client.post(address("upload", pk=sheet.pk), _sent(book)).status_code == 302


@pytest.mark.parametrize(
    ("code", "column", "value", "why"),
    [
        ("1.2", 4, -1, "số âm"),
        ("1.2", 4, "nhiều", "không phải một số"),
        ("1.2", 8, 7, "vượt điểm tối đa"),
        ("1.1.1", 0, "8.8", "không có mã “8.8”"),
        ("1.1.2", 0, "1.1.1", "có hai dòng"),
        ("1.1.2", 6, "tùy", "Không phát sinh"),
        ("1.1.2", 4, 130, "100%"),
    ],
)
def test_bad_input_names_row_and_cure_and_nothing_is_saved(sheet, officer, browse, code, column, value, why):
    client = browse(officer)
    book, page = _workbook(client, sheet)
    cell = _rows(page)[code][column]
    cell.value = value
    answer = client.post(address("upload", pk=sheet.pk), _sent(book))
    (fault,) = answer.context["faults"]
    assert answer.status_code == 422
    assert why in fault.message
    assert fault.row == cell.row
    assert fault.cure
    assert not sheet.answers.exclude(value=None).exists()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Mã phiếu: PC2025/xa/10891", "phiếu năm 2025"),
        ("Mã phiếu: PC2026/phuong/10891", "khối khác"),
        ("Mã phiếu: PC2026/xa/10888", "đơn vị khác"),
        ("Một bảng nào đó", "không thấy dòng"),
    ],
)
def test_a_workbook_of_another_year_block_or_unit_is_refused(sheet, officer, browse, line, why):
    client = browse(officer)
    book, page = _workbook(client, sheet)
    page["A2"].value = line
    answer = client.post(address("upload", pk=sheet.pk), _sent(book), follow=True)
    assert why in answer.content.decode()


def test_one_file_of_two_units_is_refused(sheet, officer, browse):
    client = browse(officer)
    book, page = _workbook(client, sheet)
    page["A3"].value = "Mã phiếu: PC2026/xa/10888"
    answer = client.post(address("upload", pk=sheet.pk), _sent(book), follow=True)
    assert "hai phiếu khác nhau" in answer.content.decode()


def test_other_units_do_not_know_of_a_draft(sheet, person, head, unit, browse, at):
    from thidua.core.roles import Role

    stranger = browse(person("nguoila", Role.UNIT_OFFICER, "10888"))
    assert stranger.get(address("sheet", pk=sheet.pk)).status_code == 404
    sending.send_sheet(by=head, at=at, sheet=sheet, unit=unit)
    assert stranger.get(address("sheet", pk=sheet.pk)).status_code == 404


def test_the_list_of_sheets_asks_a_constant_number_of_questions(
    opened, specialist, browse, django_assert_max_num_queries
):
    client = browse(specialist)
    client.get(address("round", pk=opened.pk))
    with django_assert_max_num_queries(22):
        client.get(address("round", pk=opened.pk))
