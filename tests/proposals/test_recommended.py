"""Outside the limits a unit only recommends; the standing office makes it its own in its own words (B27)."""

import pytest

from thidua.dossiers.enums import Proposer
from thidua.proposals.choosing import Chosen, choose, open_to_follow
from thidua.proposals.errors import ProposalRefused


@pytest.fixture
def recommended(year):
    ground = {"justification": "Văn bản 12 ghi nhận đóng góp", "contribution": "index"}
    return year.put("11407", "discretionary.collective", proposer=Proposer.UNIT, **ground)


def pick(year, row, is_proposed, reason=""):
    return choose(
        by=year.by, at=year.at, whole=year.whole, dossier=row.pk, version=0,
        chosen=Chosen(is_proposed=is_proposed, reason=reason),
    )  # fmt: skip


def test_what_a_unit_recommends_is_never_swept_into_a_list(year, recommended):
    line = year.whole.by_pk[recommended.pk]
    assert line.suggestion.is_proposed is None
    assert "Do đơn vị giới thiệu" in line.suggestion.words
    assert open_to_follow(year.whole) == []


@pytest.mark.parametrize(("is_proposed", "why"), [(True, "mới chỉ giới thiệu"), (False, "Ghi lý do không")])
def test_the_office_says_why_it_proposes_it_or_not(year, recommended, is_proposed, why):
    for words in ("", year.whole.by_pk[recommended.pk].suggestion.words):
        with pytest.raises(ProposalRefused, match=why):
            pick(year, recommended, is_proposed, words)
    made = pick(year, recommended, is_proposed, "Giữ chỉ số thành phần về thuế hai năm liền")
    assert (made.is_proposed, made.has_own_words, made.by_id) == (is_proposed, True, year.by.pk)


def test_what_the_office_proposes_itself_asks_for_no_second_word(year):
    row = year.put("11407", "discretionary.collective", justification="Văn bản 12 ghi nhận đóng góp")
    assert year.whole.by_pk[row.pk].suggestion.is_proposed is True
    assert pick(year, row, True).is_proposed


def test_an_ad_hoc_act_is_the_units_to_propose(year):
    row = year.put("11407", "adhoc.collective", justification="Văn bản 12 ghi nhận")
    assert year.whole.by_pk[row.pk].suggestion.is_proposed is True
