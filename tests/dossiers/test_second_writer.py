"""Two people opened the same page, and the first acted: the second writes nothing over unseen, doubles
nothing, and reads again what he typed in vain.
"""

import re
from html import unescape

import pytest
from django.urls import reverse
from tests.dossiers.conftest import meet

from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.sending.signing import hand_over, name_letter

pytestmark = pytest.mark.usefixtures("demo_day")


def test_the_number_of_a_letter_is_not_written_over_unseen(start, client, officer, head, at):
    filing = start().filing
    client.force_login(officer)
    page = client.get(reverse("dossiers:filing", args=[filing.pk])).content.decode()
    shown = re.search(r'name="letter" value="(\w+)"', page)[1]
    name_letter(by=head, at=at, filing=filing, number="12/TTr-UBND", on=at.date())

    mine = {"number": "13/TTr-UBND", "on": str(at.date()), "letter": shown}
    address = reverse("dossiers:letter", args=[filing.pk])
    told = unescape(client.post(address, mine).content.decode())

    assert "Người khác vừa ghi Tờ trình: số 12/TTr-UBND" in told
    assert "13/TTr-UBND" in told
    filing.refresh_from_db()
    assert filing.letter_number == "12/TTr-UBND"
    client.post(address, mine | {"letter": re.search(r'name="letter" value="(\w+)"', told)[1]})
    filing.refresh_from_db()
    assert filing.letter_number == "13/TTr-UBND"


def test_minutes_that_are_pressed_twice_are_there_once(start, officer, at):
    row = start()
    meet(row, officer, at)
    with pytest.raises(DossierRefused, match="vừa được ghi, cùng nội dung"):
        meet(row, officer, at)
    meet(row, officer, at, agreed=6)
    assert row.filing.minutes.count() == 2


def test_who_hands_back_what_a_colleague_handed_back_reads_his_words_again(
    world, start, fill, client, officer, head, at
):
    row = hand_over(by=officer, at=at, dossier=fill(start()))
    client.force_login(head)
    address = reverse("dossiers:hand_back", args=[row.pk])
    client.post(address, {"back-words": "Ghi thêm số liệu"})

    told = client.post(address, {"back-words": "Mục Kết quả còn thiếu nguồn của ba con số."}, follow=True)

    assert "Mục Kết quả còn thiếu nguồn của ba con số." in unescape(told.content.decode())
