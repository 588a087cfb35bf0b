"""What is printed or kept is Vietnamese, in whatever language somebody reads the pages."""

import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override
from docx import Document
from tests.dossiers.conftest import PERSON

from thidua.awards.services import GivenAward, enter_awards
from thidua.dossiers.earlier.services import with_source
from thidua.dossiers.sending.afterwards import return_dossier, withdraw
from thidua.foundation.notify.models import Notification
from thidua.initiatives.models import InitiativeUse
from thidua.units.models import Unit

pytestmark = pytest.mark.usefixtures("demo_day")


def printed(client, name, *args):
    answer = client.get(reverse(f"dossiers:{name}", args=[*args, "docx"]), HTTP_ACCEPT_LANGUAGE="en")
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


@pytest.fixture
def given_before(unit, at):
    """An award of the person in the register."""
    new = GivenAward(
        unit=Unit.objects.get(pk=unit.id), award="adhoc.individual", cycle="2026", decision_number="9/QĐ",
        decided_on=date(2027, 1, 20), person_name=PERSON.name, birth_year=PERSON.birth_year,
    )  # fmt: skip
    return enter_awards(by=None, at=at, awards=[new])


def test_minutes_and_report_are_vietnamese_on_english_pages(sent, client, officer):
    client.force_login(officer)
    minutes = printed(client, "minutes_file", sent.filing_id, sent.filing.minutes.get().pk)
    assert "đạt điều kiện họp (ít nhất hai phần ba)" in minutes
    report = printed(client, "report_file", sent.pk)
    assert "Chỉ số cải cách hành chính năm 2026\nhạng 1 trong 1, 95,80 điểm\nQuyết định 26/QĐ-UBND" in report


def test_a_report_that_is_written_in_word_names_awards_in_vietnamese(start, client, officer, given_before):
    row = start("annual.individual", PERSON)
    client.force_login(officer)
    assert "Quyết định 9/QĐ, 20/01/2027" in printed(client, "report_file", row.pk)


def test_the_source_of_a_value_and_why_a_use_ended_are_kept_in_vietnamese(sent, head, at):
    with override("en"):
        assert with_source("", sent) == "từ hồ sơ 2026/11311/01, đợt 2026"
        withdraw(by=head, at=at, dossier=sent, reason="Thôi đề nghị")
    assert InitiativeUse.objects.get().end_reason == "Hồ sơ 2026/11311/01 được rút"


def test_what_others_are_told_is_vietnamese_in_whatever_language_somebody_acts(sent, specialist, at):
    with override("en"):
        return_dossier(by=specialist, at=at, dossier=sent, reasons={"facts": "Nêu nguồn"})
    told = Notification.objects.filter(kind="dossiers.returned").values_list("title", "body")
    assert set(told) == {("Hồ sơ 2026/11311/01 bị trả lại", "Thông tin xét: Nêu nguồn")}
