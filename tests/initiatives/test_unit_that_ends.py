"""A unit whose end is recorded already writes and brings in initiatives until that day, and no longer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.page_text import words

from thidua.initiatives.access import own_units
from thidua.initiatives.bringing_in.reading import rehearse
from thidua.units.services import Decision, dissolve_unit

pytestmark = pytest.mark.usefixtures("demo_day")
LIST = "Mã sáng kiến,Mã đơn vị,Tên sáng kiến\nSK-1,10888,Hẹn giờ tại một cửa\n".encode()


@pytest.mark.parametrize(("ahead", "is_there"), [(14, True), (0, False)])
def test_until_the_day(officer, giang, client, at, ahead, is_there):
    end = at.date() + timedelta(days=ahead)
    dissolve_unit(by=None, at=at, unit=giang, on=end, decision=Decision("9/NQ-HĐND", at.date()))

    assert own_units(officer, at.date()).exists() is is_there
    client.force_login(officer)
    assert ("Viết sáng kiến" in words(client.get(reverse("initiatives:list")))) is is_there
    assert rehearse(LIST, "sk.csv", unit_ids=None, on=at.date()).is_clean is is_there
