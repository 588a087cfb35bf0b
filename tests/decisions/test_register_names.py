"""The register names a unit as the decision did, whatever it is called today, and is found by both names."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.page_text import rows, words

from thidua.units.services import Decision, rename_unit


@pytest.fixture
def renamed(confirmed, unit, demo_day, at):
    """Both awards of the unit are of the day before it got another name."""
    from thidua.awards.models import AwardRecord

    AwardRecord.objects.update(decided_on=at.date() - timedelta(days=1))
    paper = Decision("9/NQ-HĐND", at.date())
    rename_unit(
        by=None, at=at, unit=unit, name="Hồng Thái", full_name="Xã Hồng Thái", on=at.date(), decision=paper
    )


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


@pytest.mark.parametrize("name", ["decisions:register", "portal:awards"])
def test_on_pages(renamed, signed_in, name):
    answer = (signed_in if name.startswith("decisions") else Client()).get(reverse(name))
    told = [" ".join(row) for row in rows(answer)]
    assert len(told) == 2
    for row in told:
        assert "Xã An Lão" in row
        assert "(nay là Xã Hồng Thái)" in row


def test_in_the_file(renamed, signed_in):
    answer = signed_in.get(reverse("decisions:register_xlsx"))
    sheet = load_workbook(BytesIO(answer.content)).active
    told = [[cell.value for cell in row][:2] for row in sheet.iter_rows(min_row=3)]
    assert ["Xã An Lão (nay là Xã Hồng Thái)", "Xã An Lão"] in told


@pytest.mark.parametrize("text", ["an+lao", "hong+thai"])
def test_it_is_found_by_the_old_name_and_by_the_new_one(renamed, text):
    assert "Lê Thị Hoa" in words(Client().get(reverse("portal:awards") + f"?q={text}"))


def test_on_the_page_and_in_the_file_of_the_bonus(renamed, confirmed, client, specialist):
    confirmed.decided_on -= timedelta(days=1)
    confirmed.save()
    client.force_login(specialist)
    address = reverse("decisions:bonus", args=[confirmed.pk])
    assert [" ".join(row).count("Xã An Lão") for row in rows(client.get(address))] == [1, 1]
    sheet = load_workbook(BytesIO(client.get(address + "?tep=xlsx").content)).active
    assert {row[0].value for row in sheet.iter_rows(min_row=4, max_row=5)} == {"Xã An Lão"}
