"""Correcting what was published: a decision and a reason of its own, what changes told before it counts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.index_results.building import judge, written
from tests.index_results.papers import PDF, paper

from thidua.index_results.corrections import corrected_by, moved_between
from thidua.index_results.errors import ResultRefused
from thidua.index_results.models import Publication
from thidua.index_results.publishing import Decision, freeze

START = "/ket-qua-chi-so/"


def test_a_correction_counts_from_its_day_and_says_what_it_changed(
    client, officer, specialist, moved, publish, on
):
    client.force_login(officer)
    address = f"{START}{moved.pk}/don-vi/xa01/"
    later = publish(moved, number="20/QĐ-UBND", on=on + timedelta(9), reason="Hội đồng sửa điểm 1.1")
    assert "công bố lần 1" in client.get(address).content.decode()
    assert client.get(f"{START}cong-bo/{later.pk}/").status_code == 404
    Publication.objects.filter(pk=later.pk).update(published_on=on)
    page = client.get(address).content.decode()
    assert "công bố lần 2, QĐ số 20/QĐ-UBND" in page
    page = client.get(f"{START}cong-bo/{later.pk}/").content.decode()
    assert "Khác lần công bố 1" in page
    assert "đơn vị đổi hạng, điểm hoặc mức" in page
    assert "Hội đồng sửa điểm 1.1" in page
    first = moved.publications.get(ordinal=1)
    old = client.get(f"{START}cong-bo/{first.pk}/").content.decode()
    assert "Đã có lần công bố sau" in old
    assert f"{moved.pk}/don-vi/" not in old
    client.force_login(specialist)
    assert "Có thay đổi sau khi công bố" not in client.get(address).content.decode()


def test_a_correction_is_another_decision(published, session, specialist, at, on):
    again = Decision(published.decision_number, on, on, "Cộng nhầm điểm")
    with pytest.raises(ResultRefused, match="Đính chính cần quyết định mới"):
        freeze(by=specialist, at=at, session=session, decision=again, file=paper())


def test_the_form_of_a_correction_asks_for_the_reason_and_says_what_happens(
    client, specialist, frozen, session, head
):
    client.force_login(specialist)
    address = f"{START}phien-hop/{session.pk}/khoa/"
    assert 'name="reason"' not in client.get(address).content.decode()  # nothing is published yet
    client.force_login(head)
    client.post(f"{START}cong-bo/{frozen.pk}/xac-nhan/", {"has_seen_awards": "on"})
    client.force_login(specialist)
    page = client.get(address).content.decode()
    assert "Lần 1 đã công bố ngày" in page
    assert 'name="reason"' in page
    fields = {"number": "15/QĐ-UBND", "signed_on": "15/02/2027", "published_on": "15/02/2027"}
    ky = SimpleUploadedFile("ky.pdf", PDF, content_type="application/pdf")
    assert client.post(address, fields | {"file": ky}).status_code == 200
    assert Publication.objects.count() == 1


def test_what_moves_is_listed_before_a_second_person_confirms(
    client, published, session, specialist, head, at, on
):
    sheet = published.round.sheets.get(unit__code="xa06")
    client.force_login(head)
    assert "Có thay đổi sau khi công bố" not in client.get(f"{START}{published.round_id}/").content.decode()
    judge(at, sheet, "1.1", Decimal("92.05"), stage="council")
    page = client.get(f"{START}{published.round_id}/").content.decode()
    assert "Có thay đổi sau khi công bố" in page
    assert "Tính đến lúc này, xã, đặc khu" in page
    correction = Decision("15/QĐ-UBND", on, on, "Cộng nhầm điểm")
    draft = freeze(by=specialist, at=at, session=session, decision=correction, file=paper())
    moved = moved_between(corrected_by(draft), draft)
    assert [(one.before["score"], one.after["score"], one.after["rank"]) for one in moved] == [
        ("92.02", "92.05", 5)
    ]
    page = client.get(f"{START}cong-bo/{draft.pk}/").content.decode()
    assert page.index("1 đơn vị đổi hạng, điểm hoặc mức") < page.index("Xác nhận công bố")
    assert "hạng 6, 92,02 điểm" in page
    assert f"{published.round_id}/don-vi/xa06/?tinh=hien-tai" in page


def test_a_unit_that_left_and_one_that_came_are_told(published, session, specialist, at, on, units):
    published.round.sheets.filter(unit__code="xa07").update(state="draft", sent_at=None, receipt="")
    written(published.round)
    correction = Decision("15/QĐ-UBND", on, on, "Nộp nhầm phiếu")
    draft = freeze(by=specialist, at=at, session=session, decision=correction, file=paper())
    (left,) = moved_between(corrected_by(draft), draft)
    assert (left.name, left.after) == (units["xa07"].full_name, None)
    (came,) = moved_between(draft, corrected_by(draft))
    assert (came.name, came.before) == (units["xa07"].full_name, None)
