"""Two people opened the same page, and the first acted: the second neither confirms what he did not see nor
writes over it, and what he typed is not lost.
"""

import re
from html import unescape

import pytest
from django.urls import reverse

from thidua.decisions.correcting.services import Corrected, ask_for_correction, confirm_correction
from thidua.decisions.enums import DecisionState, Ground
from thidua.decisions.revoking.services import (
    NewRevocation,
    confirm_revocation,
    note_recovery,
    record_revocation,
)
from thidua.decisions.services import leave_out, settle

pytestmark = pytest.mark.django_db
WORDS = "Chưa đủ căn cứ theo kết luận thanh tra"


def seen_in(answer):
    return re.search(r'name="seen" value="(\w*)"', answer.content.decode())[1]


@pytest.fixture
def of_outcome(recorded):
    row = recorded.outcomes.filter(is_awarded=True).order_by("pk").last()
    return row, reverse("decisions:outcome", args=[recorded.pk, row.pk])


def test_the_second_person_confirms_only_what_the_page_showed(
    sign_in, recorded, of_outcome, head, specialist, at
):
    row, _address = of_outcome
    page, client = reverse("decisions:decision", args=[recorded.pk]), sign_in(head)
    shown = seen_in(client.get(page))
    settle(by=specialist, at=at, outcome=row, is_awarded=False, reason=WORDS)

    confirm = reverse("decisions:confirm", args=[recorded.pk])
    answer = client.post(confirm, {"seen": shown}, follow=True)

    assert "Người khác vừa sửa kết quả sau khi bạn mở trang" in unescape(answer.content.decode())
    recorded.refresh_from_db()
    assert recorded.state == DecisionState.RECORDED
    client.post(confirm, {"seen": seen_in(answer)})
    recorded.refresh_from_db()
    assert recorded.state == DecisionState.CONFIRMED


def test_a_reason_is_not_written_over_unseen(sign_in, of_outcome, head, specialist, at):
    row, address = of_outcome
    client = sign_in(head)
    shown = seen_in(client.get(address))
    settle(by=specialist, at=at, outcome=row, is_awarded=False, reason=WORDS)

    mine = {"is_awarded": "0", "reason": "Lời khác hẳn", "seen": shown}
    for more in ({}, {"leave": "1"}):
        answer = client.post(address, mine | more)
        told = unescape(answer.content.decode())
        assert f"Bản đang lưu: không được tặng, lý do: {WORDS}" in told
        assert "Lời khác hẳn" in told
        row.refresh_from_db()
        assert row.reason == WORDS
    client.post(address, mine | {"seen": seen_in(answer)})
    row.refresh_from_db()
    assert row.reason == "Lời khác hẳn"


def test_what_was_typed_of_a_dossier_left_out_meanwhile_is_told(sign_in, of_outcome, head, specialist, at):
    row, address = of_outcome
    client = sign_in(head)
    shown = seen_in(client.get(address))
    leave_out(by=specialist, at=at, outcome=row)

    answer = client.post(address, {"is_awarded": "0", "reason": WORDS, "seen": shown}, follow=True)

    told = unescape(answer.content.decode())
    assert "Người khác vừa đưa hồ sơ này ra khỏi quyết định" in told
    assert WORDS in told
    assert client.get(address).status_code == 404


def signed_form(upload, **more):
    return {
        "number": "77/QĐ-UBND",
        "decided_on": "2027-02-15",
        "signer_name": "Hoàng Minh Chiến",
        "signer_title": "Phó Chủ tịch",
        "file": upload(),
    } | more


def test_who_records_over_a_list_that_was_decided_meanwhile_is_told(
    sign_in, proposal, recorded, head, upload
):
    address = reverse("decisions:new") + f"?danh-sach={proposal.pk}"

    answer = sign_in(head).post(address, signed_form(upload), follow=True)

    assert answer.status_code == 200
    assert "không còn hồ sơ chờ quyết định: người khác vừa ghi" in unescape(answer.content.decode())


def test_who_records_outside_a_list_second_keeps_what_he_typed(
    sign_in, make_dossier, unit, specialist, head, upload
):
    row = make_dossier(unit, "adhoc.individual", "Lê Thị Hoa")
    address = reverse("decisions:new")
    given = signed_form(upload, refused=[row.pk], reason=WORDS)
    assert sign_in(specialist).post(address, given).status_code == 302

    told = unescape(sign_in(head).post(address, given | {"file": upload()}).content.decode())

    assert "Có hồ sơ vừa được ghi trong một quyết định khác" in told
    assert WORDS in told


def test_what_came_back_is_not_written_over_unseen(sign_in, confirmed, head, specialist, signed, at):
    award = confirmed.outcomes.filter(is_awarded=True).first().award
    new = NewRevocation(Ground.values[0], WORDS, "99/QĐ-UBND", at.date())
    found = record_revocation(by=specialist, at=at, award=award, new=new, file=signed())
    confirm_revocation(by=head, at=at, revocation=found)
    client = sign_in(head)
    shown = seen_in(client.get(reverse("decisions:revocation", args=[found.pk])))
    note_recovery(by=specialist, at=at, revocation=found, items="Bằng khen, khung", amount=100)

    address = reverse("decisions:revocation_recovery", args=[found.pk])
    answer = client.post(address, {"items": "Khung kính", "amount": "", "seen": shown})

    told = unescape(answer.content.decode())
    assert "Người khác vừa ghi phần đã thu hồi: Bằng khen, khung; 100 đồng" in told
    assert "Khung kính" in told
    found.refresh_from_db()
    assert found.items == "Bằng khen, khung"
    client.post(address, {"items": "Khung kính", "amount": "", "seen": seen_in(answer)})
    found.refresh_from_db()
    assert found.items == "Khung kính"


def test_a_correction_does_not_take_back_one_that_came_first(sign_in, confirmed, head, specialist, at):
    address = reverse("decisions:correct", args=[confirmed.pk])
    client = sign_in(head)
    shown = seen_in(client.get(address))
    said = Corrected("1235/QĐ-UBND", confirmed.decided_on, "Hoàng Minh Chiến", "PHÓ CHỦ TỊCH")
    row = ask_for_correction(by=specialist, at=at, decision=confirmed, said=said, reason=WORDS)
    confirm_correction(by=head, at=at, correction=row)

    mine = {
        "number": "1234/QĐ-UBND",
        "decided_on": "2027-02-15",
        "signer_name": "Hoàng Văn Chiến",
        "signer_title": "PHÓ CHỦ TỊCH",
        "reason": "Sai tên đệm",
        "seen": shown,
    }
    answer = client.post(address, mine)

    told = unescape(answer.content.decode())
    assert "Quyết định vừa được đính chính, nay ghi: 1235/QĐ-UBND" in told
    assert "Sai tên đệm" in told
    assert confirmed.corrections.count() == 1
    again = client.post(address, mine | {"number": "1235/QĐ-UBND", "seen": seen_in(answer)})
    assert again.status_code == 302
