"""The page of look-alikes: side by side, what each may say there, one that is named by its code."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.initiatives.alike import TITLE, WHY, seen

from thidua.core.roles import Role
from thidua.initiatives.likeness.selectors import counted_as
from thidua.initiatives.models import LikenessRuling


@pytest.mark.usefixtures("demo_day")
class TestPage:
    def test_two_stand_side_by_side_and_the_unit_says_what_they_are(self, client, mine, theirs, officer):
        client.force_login(officer)
        one, page = (reverse(f"initiatives:{name}", args=[mine.pk]) for name in ("one", "likeness"))
        assert "So sánh và nêu ý kiến" in client.get(one).content.decode()
        shown = client.get(page).content.decode()
        assert re.search('<mark class="in-mark">[^<]*đất đai', shown)
        assert "Chưa ghi vào sổ được" in shown

        address = reverse("initiatives:likeness_say", args=[mine.pk, theirs.pk])
        faulty = client.post(address, {"verdict": "", "reason": WHY})
        assert faulty.status_code == 422
        assert WHY in faulty.content.decode()
        assert client.post(address, {"verdict": "builds_on", "reason": WHY}).url == page
        assert "Đã nêu ý kiến với mọi sáng kiến tương tự" in client.get(page).content.decode()
        assert client.post(reverse("initiatives:act", args=[mine.pk, "enter"])).status_code == 302

    def test_the_act_without_a_statement_says_why(self, client, mine, officer):
        client.force_login(officer)
        answer = client.post(reverse("initiatives:act", args=[mine.pk, "enter"]))
        assert answer.status_code == 422
        assert "chưa nêu ý kiến: SK-CU" in answer.content.decode()

    def test_those_who_appraise_rule_and_the_unit_reads_it(
        self, client, entered, theirs, specialist, officer
    ):
        client.force_login(specialist)
        address = reverse("initiatives:likeness_say", args=[entered.pk, theirs.pk])
        client.post(address, {"verdict": "same", "reason": "Cùng kho câu hỏi."})
        client.force_login(officer)
        page = client.get(reverse("initiatives:likeness", args=[entered.pk])).content.decode()
        assert "Cùng kho câu hỏi." in page
        assert "đơn vị không sửa được nữa" in page
        assert client.post(address, {"verdict": "different", "reason": "Không"}).status_code == 422

    def test_the_earlier_one_leads_to_the_later(self, client, entered, theirs, neighbour, specialist):
        page, there = (reverse("initiatives:likeness", args=[row.pk]) for row in (theirs, entered))
        client.force_login(specialist)
        assert there in client.get(page).content.decode()
        client.force_login(neighbour)
        assert there not in client.get(page).content.decode(), "a page that is not for other units"
        assert client.get(there).status_code == 403

    def test_one_that_the_machine_misses_is_named_by_its_code_and_ruled_the_same(
        self, client, entered, enter, giàng, specialist, at
    ):
        old = {"recognised_on": (at - timedelta(days=400)).date(), "recognition_decision": "1/QĐ"}
        missed = enter(code="SK-2020-009", unit=giàng, title="Chuyến xe lưu động", **old)
        client.force_login(specialist)
        page, say = (
            reverse("initiatives:likeness", args=[entered.pk]),
            reverse("initiatives:likeness_say", args=[entered.pk, missed.pk]),
        )
        assert f"{missed.code} ·" not in client.get(page).content.decode()

        beside = client.get(page, {"code": " sk-2020-009 "}).content.decode()
        assert "Chuyến xe lưu động" in beside
        assert "máy không thấy giống" in beside
        faulty = client.post(say, {"verdict": "", "reason": WHY})
        assert (faulty.status_code, WHY in faulty.content.decode()) == (422, True)
        assert client.post(say, {"verdict": "same", "reason": "Cùng chuyến xe, đổi tên."}).status_code == 302

        assert (missed.code, True, "same") in seen(entered)
        assert counted_as()[entered.pk] == missed.pk

    def test_a_later_one_leads_to_where_it_is_spoken_of_for_whoever_may(
        self, client, theirs, enter, specialist, neighbour
    ):
        later = enter(code="SK-2030-009", title="Chuyến xe lưu động")
        page = reverse("initiatives:likeness", args=[theirs.pk])
        there = reverse("initiatives:likeness", args=[later.pk]) + f"?code={theirs.code}"
        client.force_login(specialist)
        assert there in client.get(page, {"code": later.code}).content.decode()
        assert "máy không thấy giống" in client.get(there).content.decode()

        client.force_login(neighbour)
        shown = client.get(page, {"code": later.code}).content.decode()
        assert there not in shown
        assert "báo cơ quan thường trực" in shown

    def test_a_code_that_is_not_in_the_register_is_asked_for_again(self, client, entered, mine, specialist):
        client.force_login(specialist)
        page = reverse("initiatives:likeness", args=[entered.pk])
        for code in ("SK-0000", entered.code):
            shown = client.get(page, {"code": code}).content.decode()
            assert "Sổ không có sáng kiến khác mang mã này" in shown

    def test_a_draft_of_others_is_not_spoken_of(self, client, entered, draft, specialist):
        hidden = draft(title="Chuyến xe lưu động")
        client.force_login(specialist)
        address = reverse("initiatives:likeness_say", args=[entered.pk, hidden.pk])
        assert client.post(address, {"verdict": "same", "reason": "Không"}).status_code == 404
        page = client.get(reverse("initiatives:likeness", args=[entered.pk]), {"code": hidden.code})
        assert "Chuyến xe lưu động" not in page.content.decode()

    def test_who_only_reads_names_none(self, client, entered, theirs, make_person):
        client.force_login(make_person("kiem.tra", Role.AUDITOR))
        page = client.get(reverse("initiatives:likeness", args=[entered.pk]), {"code": theirs.code})
        assert "Đặt cạnh nhau để so" not in page.content.decode()

    def test_without_look_alikes_the_page_says_what_was_compared(self, client, draft, officer):
        row = draft()
        client.force_login(officer)
        page = client.get(reverse("initiatives:likeness", args=[row.pk])).content.decode()
        assert "Sổ chưa có sáng kiến nào tương tự" in page

    def test_there_are_more_than_ten_and_they_are_seen_page_by_page(
        self, client, enter, giàng, draft, officer
    ):
        codes = [enter(code=f"SK-{number:02d}", unit=giàng, title=TITLE).code for number in range(23)]
        row = draft(title=TITLE)
        client.force_login(officer)
        assert (
            "Xem 18 sáng kiến tương tự nữa"
            in client.get(reverse("initiatives:one", args=[row.pk])).content.decode()
        )
        page = reverse("initiatives:likeness", args=[row.pk])
        shown = [client.get(page, {"trang": number}).content.decode() for number in (1, 2, 3)]
        assert all("Có 23 sáng kiến tương tự" in one for one in shown)
        assert "10 sáng kiến chờ ý kiến" in shown[0]
        seen_on = [{code for code in codes if f"{code} ·" in one} for one in shown]
        assert [len(one) for one in seen_on] == [10, 10, 3]
        assert set().union(*seen_on) == set(codes)

    def test_one_of_a_later_page_is_spoken_of_and_faults_are_shown_where_it_stands(
        self, client, enter, giàng, draft, officer
    ):
        rows = [enter(code=f"SK-{number:02d}", unit=giàng, title=TITLE) for number in range(12)]
        row = draft(title=TITLE)
        client.force_login(officer)
        address = reverse("initiatives:likeness_say", args=[row.pk, rows[-1].pk])
        faulty = client.post(address, {"verdict": "", "reason": WHY})
        assert faulty.status_code == 422
        assert f'id="sk-{rows[-1].pk}"' in faulty.content.decode()
        assert client.post(address, {"verdict": "builds_on", "reason": WHY}).status_code == 302
        assert LikenessRuling.objects.get().other == rows[-1]
