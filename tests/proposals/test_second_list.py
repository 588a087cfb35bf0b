"""A later list of a cycle: what was decided is not proposed again, what was awarded counts in the limits."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.page_text import words

from thidua.awards.models import AwardRecord
from thidua.awards.services import subject_key_of
from thidua.core.frozen import canonical, content_of
from thidua.core.frozen_proposal import mismatches
from thidua.core.roles import Role
from thidua.dossiers.bars.services import Stated, record_bars
from thidua.dossiers.models import Dossier
from thidua.proposals.choosing import Chosen, choose
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.freezing import confirm, freeze
from thidua.proposals.letter import paper_of
from thidua.proposals.models import ProposalLine
from thidua.proposals.todo import tasks_for
from thidua.units.services import Decision, dissolve_unit

NUMBER = "1234/QĐ-UBND"


def decide(world, row, *, is_awarded=True):
    """What the confirmation of a decision writes of a dossier in the rooms below."""
    Dossier.objects.filter(pk=row.pk).update(decided_at=world.at)
    if is_awarded:
        AwardRecord.objects.create(
            unit=row.filing.unit, award=row.award, title="Bằng khen", cycle=world.cycle,
            person_name=row.subject_name, birth_year=row.birth_year,
            subject_key=subject_key_of(row.subject_name, row.birth_year), decision_number=NUMBER,
            decided_on=world.at.date(), recorded_at=world.at,
        )  # fmt: skip


def list_of(world, *, reason=""):
    return confirm(
        by=world.head,
        at=world.at,
        proposal=freeze(by=world.by, at=world.at, cycle=world.cycle, reason=reason),
    )


@pytest.fixture
def decided(year):
    """Hồng Bàng was awarded, Lê Chân was refused, by a decision on the first list."""
    good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    bad = year.put("11329", "annual.collective")
    year.choose(good, True)
    year.choose(bad, False)
    list_of(year)
    decide(year, good)
    decide(year, bad, is_awarded=False)
    return good, bad


def test_of_state_level_a_later_list_says_only_that_it_was_considered(year):
    row = year.put("11311", "state.collective", justification="Văn bản 12")
    decide(year, row, is_awarded=False)

    assert [one.outcome for one in year.whole.decided] == ["Chủ tịch đã xem xét, lựa chọn (cấp Nhà nước)"]


def test_a_later_list_has_those_that_wait_and_counts_what_was_awarded(year, decided):
    # By the same decision, but for an act of its own: it is in no count of the limits.
    decide(year, year.put("11311", "adhoc.individual", subject_name="Vũ Minh", justification="Văn bản 3"))
    late = year.put("11311", "annual.individual", subject_name="Lê Thị Hoa")
    year.choose(late, True)
    whole = year.whole
    assert [line.row.pk for line in whole.lines] == [late.pk]
    assert [row.outcome for row in whole.decided] == [
        "đã được tặng theo quyết định số 1234/QĐ-UBND",
        "đã được tặng theo quyết định số 1234/QĐ-UBND",
        "đã có quyết định không tặng, hoặc quyết định tặng đã hủy bỏ",
    ]

    second = list_of(year, reason="Hồ sơ nộp muộn được chấp nhận")

    content = content_of(canonical(second.content))
    assert content["counts"] == {"handed_in": 1, "proposed": 1, "apart": 0}
    assert [(one["code"], one["decision"]) for one in content["awarded_before"]] == [
        ("2026/11311/01", NUMBER)
    ]
    assert [one["id"] for one in content["case"]["nominations"]] == [str(late.pk), str(decided[0].pk)]
    assert mismatches(content) == []
    assert ProposalLine.objects.filter(proposal=second).count() == 1
    paper = str(paper_of(second, today=year.at.date(), is_demo=False))
    before = "Trước đó, không kể đột xuất, 01 hồ sơ của đợt đã được tặng theo quyết định số 1234/QĐ-UBND"
    assert before in paper
    assert "2026/11311/01" not in paper


def test_a_unit_that_has_its_award_gets_no_second_one(year, decided):
    decide(year, year.put("11407", "annual.individual", subject_name="Trần Bình"))
    late = year.put("11407", "annual.individual", subject_name="Lê Thị Hoa")
    assert "không quá 01" in year.whole.by_pk[late.pk].suggestion.words
    year.choose(late, True)

    with pytest.raises(ProposalRefused, match="không quá 01"):
        list_of(year, reason="Bổ sung")
    AwardRecord.objects.filter(person_name="Trần Bình").update(
        revoked_on=year.at.date(), revocation_number="9/QĐ-UBND"
    )
    list_of(year, reason="Bổ sung")


def test_a_list_that_proposes_nobody_is_put_before_the_chairman_too(year, decided, client, demo_day):
    """Who fails alone after the first list is refused as the others were: by a list, a paper, a notice."""
    late = year.put("11329", "annual.individual", subject_name="Lê Thị Hoa")
    year.choose(late, False, "Thành tích chưa rõ")
    client.force_login(year.by)
    page = words(client.get(reverse("proposals:freeze", args=["2026"])))
    assert "Danh sách này không đề nghị ai" in page

    second = list_of(year, reason="Hồ sơ nộp muộn được chấp nhận")

    assert mismatches(second.content) == []
    paper = paper_of(second, today=year.at.date(), is_demo=False)
    assert paper.subject.startswith("Về việc báo cáo kết quả xét khen thưởng trong Phong trào")
    assert "Không đề nghị hồ sơ nào trong lần này." in str(paper.body)
    assert "xem xét, cho ý kiến./." in str(paper.body)
    assert [annex.title for annex in paper.annexes] == ["DANH SÁCH HỒ SƠ KHÔNG ĐỀ NGHỊ"]
    shown = words(client.get(reverse("proposals:proposal", args=[second.pk])))
    assert "Thành tích chưa rõ" in shown  # it opens where its rows are


def test_a_file_that_hides_what_was_awarded_before_does_not_stand(year, decided):
    late = year.put("11311", "annual.individual", subject_name="Lê Thị Hoa")
    year.choose(late, True)
    content = content_of(canonical(list_of(year, reason="Bổ sung").content))
    hidden = content | {"awarded_before": []}
    assert [one.what for one in mismatches(hidden)] == ["dữ kiện"]
    content["awarded_before"][0]["award"] = "annual.individual"
    assert [one.what for one in mismatches(content)] == ["đã được tặng trước"]


def test_limits_that_were_broken_by_decisions_alone_are_no_obstacle(year, decided, rulings):
    item = decided[0].initiatives.get()
    other = year.put("11407", "annual.individual", subject_name="Trần Bình", initiatives=(item,))
    decide(year, other)
    late = year.put("11329", "annual.individual", subject_name="Lê Thị Hoa")
    year.choose(late, True)

    assert year.whole.limits == []
    assert mismatches(list_of(year, reason="Bổ sung").content) == []


def test_of_several_ad_hoc_dossiers_of_one_subject_each_is_told_what_became_of_it(year):
    who = {"subject_name": "Lê Thị Hoa", "birth_year": 1988, "justification": "Văn bản 12"}
    for is_awarded, number in ((False, ""), (True, "22/QĐ-UBND"), (True, "33/QĐ-UBND")):
        decide(year, year.put("11311", "adhoc.individual", **who), is_awarded=is_awarded)
        AwardRecord.objects.filter(decision_number=NUMBER).update(decision_number=number)
        year.at += timedelta(hours=1)

    assert [row.outcome for row in year.whole.decided] == [
        "đã có quyết định không tặng, hoặc quyết định tặng đã hủy bỏ",
        "đã được tặng theo quyết định số 22/QĐ-UBND",
        "đã được tặng theo quyết định số 33/QĐ-UBND",
    ]


def test_an_ad_hoc_award_is_for_an_act_of_its_own(year, decided):
    late = year.put("11311", "adhoc.collective", justification="Văn bản 12")
    year.choose(late, True)
    assert year.whole.limits == []
    second = freeze(by=year.by, at=year.at, cycle="2026", reason="Bổ sung", knows_apart=True)
    assert mismatches(second.content) == []

    year.put("11311", "discretionary.collective", justification="Văn bản 13")
    assert [one.violation.rule for one in year.whole.limits] == ["one_award"]


def test_nobody_chooses_on_what_was_decided(year, decided, client, demo_day):
    with pytest.raises(ProposalRefused, match=f"{NUMBER}, không còn gì để chọn"):
        choose(
            by=year.by, at=year.at, whole=year.whole, dossier=decided[0].pk,
            chosen=Chosen(False, "Đổi ý"), version=1,
        )  # fmt: skip
    client.force_login(year.by)
    page = client.get(reverse("proposals:line", args=["2026", decided[0].pk]))
    assert page.status_code == 403
    assert "đã được tặng theo quyết định số 1234/QĐ-UBND" in words(page)
    page = words(client.get(reverse("proposals:set", args=["2026"])))
    assert "2 hồ sơ của đợt đã có quyết định" in page
    assert "Mọi hồ sơ của đợt này đã có quyết định" in words(
        client.get(reverse("proposals:freeze", args=["2026"]))
    )


@pytest.fixture
def flag(period):
    """The flag of Hồng Bàng was proposed."""
    row = period.put("11311", "period.flag")
    period.choose(row, True, "Dẫn đầu khối")
    list_of(period)
    return row


def test_a_flag_that_was_given_keeps_its_block_and_its_second_person(period, flag):
    decide(period, flag)
    second = period.put("11311", "period.individual", subject_name="Trần Bình", is_conditional=True)
    other = period.put("11329", "period.flag")
    period.choose(second, True, "Đủ tiêu chuẩn")

    with pytest.raises(ProposalRefused, match="Phường Hồng Bàng đã được tặng theo quyết định số"):
        period.choose(other, True, "Xuất sắc")
    period.choose(other, False, "Khối đã có Cờ")
    assert period.whole.by_pk[second.pk].is_proposed
    assert mismatches(list_of(period, reason="Bổ sung").content) == []


def test_a_flag_that_was_given_keeps_its_block_when_its_unit_is_no_more(period, flag):
    decide(period, flag)
    other = period.put("11329", "period.flag")
    day = period.at.date()
    decision = Decision("9/NQ-HĐND", day)
    dissolve_unit(by=None, at=period.at, unit=period.units["11311"], on=day, decision=decision)

    with pytest.raises(ProposalRefused, match="Phường Hồng Bàng đã được tặng theo quyết định số"):
        period.choose(other, True, "Nay dẫn đầu khối")
    period.choose(other, False, "Khối đã có Cờ")
    assert mismatches(list_of(period, reason="Bổ sung").content) == []


def test_a_flag_that_was_not_given_leaves_its_block_free(period, flag):
    decide(period, flag, is_awarded=False)
    second = period.put("11311", "period.individual", subject_name="Trần Bình", is_conditional=True)
    other = period.put("11329", "period.flag")
    period.choose(other, True, "Hội đồng chọn")
    period.choose(second, True, "Đủ tiêu chuẩn")

    assert period.whole.by_pk[second.pk].dropped
    assert mismatches(list_of(period, reason="Cờ chưa được tặng").content) == []


def test_a_flag_that_was_withdrawn_leaves_its_block_free(period):
    gone, other = period.put("11311", "period.flag"), period.put("11329", "period.flag")
    period.choose(gone, True, "Dẫn đầu khối")
    withdrawn = {"state": "withdrawn", "withdrawn_at": period.at, "withdrawn_reason": "Xin Bằng khen"}
    Dossier.objects.filter(pk=gone.pk).update(**withdrawn)

    period.choose(other, True, "Dẫn đầu khối")

    assert period.whole.by_pk[other.pk].is_proposed


class TestAfterAPause:
    """A dossier that was left out as its subject was paused, and the list was decided meanwhile."""

    @pytest.fixture
    def paused(self, year):
        good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
        row = year.put("11329", "annual.individual", subject_name="Lê Thị Hoa", barred=True)
        year.choose(good, True)
        year.choose(row, False, "Để lại lần sau")
        list_of(year)
        decide(year, good)
        return row

    @pytest.fixture
    def freed(self, year, paused):
        at = year.at + timedelta(hours=1)
        record_bars(by=year.board, at=at, dossier=paused, stated=Stated(words="Kết luận 20/KL-TTr"))
        return paused

    @staticmethod
    def asked(year, person):
        return [str(one.action) for one in tasks_for(person, year.at) if "hết tạm dừng" in str(one.action)]

    def test_while_the_pause_lasts_nothing_is_asked(self, year, paused):
        assert self.asked(year, year.by) == []

    def test_its_end_is_a_task_of_the_office_until_a_list_has_it(self, year, freed, client, demo_day):
        assert self.asked(year, year.by) == ["Xét 1 hồ sơ đã hết tạm dừng, chưa có quyết định"]
        assert self.asked(year, year.board) == []
        client.force_login(year.by)
        page = words(client.get(reverse("proposals:set", args=["2026"])))
        assert "hết tạm dừng Lê Thị Hoa chưa có quyết định: chọn lại" in page

        year.at += timedelta(hours=2)
        year.choose(freed, True)
        assert self.asked(year, year.by)
        list_of(year, reason="Hồ sơ đã hết tạm dừng")
        assert self.asked(year, year.by) == []

    def test_who_may_not_know_of_bars_is_not_told(self, year, freed, client, make_person, demo_day):
        client.force_login(make_person("giamsat", Role.AUDITOR))
        assert "hết tạm dừng" not in words(client.get(reverse("proposals:set", args=["2026"])))

    def test_a_decision_ends_it(self, year, freed):
        decide(year, freed, is_awarded=False)
        assert self.asked(year, year.by) == []


def test_before_a_list_is_replaced_that_waits_for_its_decision_both_who_make_the_new_one_are_told(
    year, client, demo_day
):
    """A decision signed over the first list could not be recorded any more."""
    good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    bad = year.put("11329", "annual.collective")
    left_out = year.put("11311", "annual.individual", subject_name="Lê Thị Hoa")
    year.choose(good, True)
    year.choose(left_out, True, "Xét riêng")
    year.choose(bad, False)
    list_of(year)

    def read(person, name, key):
        client.force_login(person)
        return words(client.get(reverse(f"proposals:{name}", args=[key])))

    told = "Danh sách lần 1 chưa có quyết định"
    page = read(year.by, "freeze", year.cycle)
    assert told in page
    assert "Tờ trình lần 1 đã trình Chủ tịch thì nên chờ" in page

    later = freeze(by=year.by, at=year.at, cycle=year.cycle, reason="Bổ sung")
    assert told in read(year.head, "proposal", later.pk)

    decide(year, good)
    assert told not in read(year.head, "proposal", later.pk), "its decision was recorded"
    assert told not in read(year.by, "freeze", year.cycle)
