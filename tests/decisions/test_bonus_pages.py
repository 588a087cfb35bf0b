"""The bonus on its page, its dated numbers, and the legal grounds behind numbers and revocations."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from tests.decisions.test_pages import words

from thidua.awards.models import AwardRecord
from thidua.decisions.models import Revocation

pytestmark = pytest.mark.django_db


def test_the_bonus_of_a_decision(sign_in, confirmed, specialist):
    client = sign_in(specialist)

    page = words(client.get(reverse("decisions:bonus", args=[confirmed.pk])))

    assert "1,5 × 2.530.000 = 3.795.000" in page
    assert "3.800.000" in page
    assert "1,5 × 2 × 2.530.000 = 7.590.000" in page
    assert "11.390.000" in page
    assert "Mười một triệu ba trăm chín mươi nghìn đồng" in page
    assert "chưa kiểm chứng" in page
    answer = client.get(reverse("decisions:bonus", args=[confirmed.pk]) + "?tep=xlsx")
    rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert "Bằng chữ: Mười một triệu ba trăm chín mươi nghìn đồng" in [row[0] for row in rows]


def test_the_office_sets_a_number_of_the_bonus(sign_in, recorded, specialist, auditor):
    client, address = sign_in(specialist), reverse("decisions:bonus_parameters")
    given = {"name": "certificate", "value": "2", "valid_from": "2027-01-01", "source": "Nghị định mới"}

    assert "Trường này là bắt buộc" in words(client.post(address, given | {"source": " "}))
    client.post(address, given)

    page = words(client.get(address))
    assert "Nghị định mới" in page
    assert specialist.get_full_name() in page
    assert "2 × 2.530.000 = 5.060.000" in words(client.get(reverse("decisions:bonus", args=[recorded.pk])))
    assert sign_in(auditor).post(address, given).status_code == 403


LAPSED = "Nghị định 152/2025/NĐ-CP, khoản 2"
TOLD = "152/2025/NĐ-CP hết hiệu lực từ ngày 01 tháng 3 năm 2027"


def test_a_lapsed_text_behind_a_number_of_the_bonus_is_told_and_stops_nothing(sign_in, confirmed, specialist):
    client, address = sign_in(specialist), reverse("decisions:bonus_parameters")
    given = {"name": "certificate", "value": "2", "source": LAPSED}

    assert TOLD in words(client.post(address, given | {"valid_from": "2027-03-01"}, follow=True))
    assert TOLD not in words(client.post(address, given | {"valid_from": "2027-02-28"}, follow=True))
    assert LAPSED in words(client.get(address))


def test_a_misquoted_text_behind_a_revocation_is_told_and_stops_nothing(
    sign_in, confirmed, specialist, upload
):
    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")
    given = {
        "ground": "a",
        "explanation": "Theo Thông tư 15/2025/TT-BNV ngày 01/01/2020",
        "decision_number": "2000/QĐ-UBND",
        "decided_on": "2027-02-15",
        "file": upload(),
    }

    address = reverse("decisions:revoke", args=[award.pk])
    told = words(sign_in(specialist).post(address, given, follow=True))

    assert "ngày ghi là 01/01/2020, trong sổ là" in told
    assert Revocation.objects.count() == 1
