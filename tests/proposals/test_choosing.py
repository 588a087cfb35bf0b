"""A person chooses, with words where they differ; one flag a block; the second person drops."""

import pytest
from tests.amending import amend_plan, approve_plan

from thidua.core.frozen_proposal import mismatches
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.autosave import StaleVersion
from thidua.proposals import content as frozen_content
from thidua.proposals.choosing import follow_suggestions, open_to_follow
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.models import ProposalChoice


def test_following_and_differing(year):
    good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    bad = year.put("11329", "annual.collective")
    assert year.choose(good, True).is_suggested
    assert "Không đạt tiêu chuẩn" in year.choose(bad, False).reason
    with pytest.raises(ProposalRefused, match="khác với gợi ý"):
        year.choose(bad, True)
    differing = year.choose(bad, True, "Có văn bản giải trình của Sở")
    assert (differing.is_suggested, differing.reason) == (False, "Có văn bản giải trình của Sở")
    with pytest.raises(ProposalRefused, match="khác với gợi ý"):
        year.choose(good, False, "  ")


def test_who_chose_in_between_is_told(year):
    row = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    year.choose(row, True)
    with pytest.raises(StaleVersion) as stale:
        year.choose(row, False, "Rút theo đề nghị", by=year.head, version=0)
    assert (stale.value.version, stale.value.theirs["is_proposed"]) == (1, "1")


def test_what_speaks_for_the_suggestion_is_no_reason_against_it(year):
    bad = year.put("11329", "annual.collective")
    words = year.choose(bad, False).reason
    with pytest.raises(ProposalRefused, match="khác với gợi ý"):
        year.choose(bad, True, words)


def test_the_suggestions_are_taken_where_nobody_chose(year):
    good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    bad = year.put("11329", "annual.collective")
    other = year.put("11407", "annual.collective")
    year.choose(bad, True, "Xét riêng")
    seen = {good.pk: True, bad.pk: False, other.pk: True}  # it was True when somebody looked, no more
    assert follow_suggestions(by=year.by, at=year.at, whole=year.whole, seen=seen) == 1
    assert dict(ProposalChoice.objects.values_list("dossier_id", "is_proposed")) == {
        good.pk: True,
        bad.pk: True,
    }
    assert AuditEvent.objects.filter(action="proposals.followed").count() == 1


def test_nothing_is_suggested_before_the_opinions_are_there(year, opinions, council):
    row = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    opinions[row.pk] = {"content": "agree"}
    suggestion = year.whole.by_pk[row.pk].suggestion
    assert (suggestion.is_proposed, suggestion.words) == (None, "Chưa đủ ý kiến thẩm định.")
    with pytest.raises(ProposalRefused, match="Ghi lý do không đề nghị"):
        year.choose(row, False)
    del opinions[row.pk]
    council["on"] = True
    assert year.whole.by_pk[row.pk].suggestion.words == "Hội đồng chưa biểu quyết."


def test_many_at_once_leaves_out_what_waits(year, opinions, council):
    good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    unsaid = year.put("11329", "annual.collective")
    unknown = year.put("11311", "annual.individual", subject_name="Lê Thị Hoa", selected=None)
    year.put("11629", "annual.collective", barred=True)
    opinions[unsaid.pk] = {"content": "agree"}
    assert [line.row.pk for line in open_to_follow(year.whole)] == [good.pk]
    assert year.whole.by_pk[unknown.pk].suggestion.is_proposed is False
    council["on"] = True
    assert open_to_follow(year.whole) == []  # it has not voted


def test_one_flag_a_block(period):
    first, second = period.put("11311", "period.flag"), period.put("11329", "period.flag")
    period.choose(first, True, "Điểm trung bình cao nhất")
    with pytest.raises(ProposalRefused, match="Phường Hồng Bàng"):
        period.choose(second, True, "Nhiều năm nhất khối hơn")
    period.choose(first, False, "Chưa đủ")
    assert period.choose(second, True, "Nhiều năm nhất khối hơn").is_proposed


def test_an_amendment_may_give_a_block_a_second_flag(period):
    first, second, third = (period.put(code, "period.flag") for code in ("11311", "11329", "11407"))
    period.choose(first, True)
    draft = amend_plan({"III.2.2.b.CO.1-3": 2}, by=period.by, at=period.at)
    approve_plan(draft, by=period.head, at=period.at)

    period.choose(second, True, "Hai Cờ theo bản sửa đổi")

    assert not period.whole.limits_of_choice
    assert "số Cờ của khối" not in [one.what for one in mismatches(frozen_content.content_of(period.whole))]
    period.choose(third, True, "Thứ ba")
    told = [one.recounted for one in mismatches(frozen_content.content_of(period.whole))]
    assert "không quá 2" in told
    assert [one.violation.rule for one in period.whole.limits_of_choice] == ["quota.flag"]


def test_the_second_person_falls_with_the_flag(period):
    flag = period.put("11311", "period.flag")
    kept = period.put("11311", "period.individual", subject_name="Lê Thị Hoa")
    second = period.put("11311", "period.individual", subject_name="Trần Văn Bình", is_conditional=True)
    period.choose(kept, True, "Đủ tiêu chuẩn theo hồ sơ")
    period.choose(second, True, "Đủ tiêu chuẩn theo hồ sơ")
    assert period.whole.by_pk[second.pk].is_proposed is True  # nobody has chosen about the flag yet
    period.choose(flag, False, "Chưa đủ")
    line = period.whole.by_pk[second.pk]
    assert line.is_proposed is False
    assert "Cờ của đơn vị không được đề nghị" in line.reason
    period.choose(flag, True, "Xét lại")
    assert period.whole.by_pk[second.pk].is_proposed is True
