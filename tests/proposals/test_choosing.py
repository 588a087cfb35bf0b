"""A person chooses, with words where they differ; one flag a block; the second person drops."""

import pytest

from thidua.foundation.autosave import StaleVersion
from thidua.proposals.choosing import follow_suggestions
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


def test_the_suggestions_are_taken_where_nobody_chose(year):
    good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    bad = year.put("11329", "annual.collective")
    year.choose(bad, True, "Xét riêng")
    taken = follow_suggestions(by=year.by, at=year.at, whole=year.whole, dossiers=[good.pk, bad.pk])
    assert taken == 1
    assert dict(ProposalChoice.objects.values_list("dossier_id", "is_proposed")) == {
        good.pk: True,
        bad.pk: True,
    }


def test_one_flag_a_block(period):
    first, second = period.put("11311", "period.flag"), period.put("11329", "period.flag")
    period.choose(first, True, "Điểm trung bình cao nhất")
    with pytest.raises(ProposalRefused, match="Phường Hồng Bàng"):
        period.choose(second, True, "Nhiều năm nhất khối hơn")
    period.choose(first, False, "Chưa đủ")
    assert period.choose(second, True, "Nhiều năm nhất khối hơn").is_proposed


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
