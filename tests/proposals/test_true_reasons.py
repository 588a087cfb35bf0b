"""The reason that is frozen is true on that day: the person's own words, or today's suggestion."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from tests.page_text import words

from thidua.proposals.choosing import follow_suggestions
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.freezing import freeze
from thidua.proposals.models import Proposal, ProposalChoice, ProposalLine


@pytest.fixture(autouse=True)
def on_the_day(demo_day):
    """Pages live on 15/02/2027."""


@pytest.fixture
def post(client):
    def act(user, name, *args, data=None):
        client.force_login(user)
        address = reverse(f"proposals:{name}", args=args)
        return client.get(address) if data is None else client.post(address, data)

    return act


@pytest.fixture
def good(year):
    row = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    year.choose(row, True)
    return row


OUT = {"is_proposed": "0", "reason": "", "version": "0"}


def test_a_bar_that_was_lifted_is_no_reason_any_more(year, good, post):
    row = year.put("11329", "annual.collective", barred=True)
    post(year.by, "line", "2026", row.pk, data=OUT)
    assert ProposalChoice.objects.get(dossier=row).reason.startswith("Chưa xét trong đợt này.")
    row.barred = False
    row.save()

    told = words(post(year.by, "freeze", "2026", data={}))
    assert f"Gợi ý đã đổi sau khi chọn; chọn lại và ghi lý do: {row.code}." in told
    assert not Proposal.objects.exists()
    post(year.by, "line", "2026", row.pk, data=OUT | {"version": "1"})
    post(year.by, "freeze", "2026", data={})

    line = ProposalLine.objects.get(dossier=row)
    assert line.reason.startswith("Không đạt tiêu chuẩn (")
    assert "Chưa xét" not in str(Proposal.objects.get().content["dossiers"])


def test_reasons_that_changed_are_taken_anew_for_many(year, good, post):
    row = year.put("11311", "annual.individual", subject_name="Lê Thị Hoa", selected=None, rating=None)
    post(year.by, "line", "2026", row.pk, data=OUT)
    before = ProposalChoice.objects.get(dossier=row)
    assert before.reason.startswith("Chưa đủ dữ liệu để xét (")
    row.selected, row.rating = False, "good"
    row.save()
    with pytest.raises(ProposalRefused, match=row.code):
        freeze(by=year.by, at=year.at, cycle="2026")

    page = words(post(year.head, "follow", "2026"))
    assert "Sẽ không đề nghị: 1 hồ sơ" in page
    assert "Không đạt tiêu chuẩn (" in page
    post(year.head, "follow", "2026", data={"ho-so": [f"{row.pk}:0"]})

    after = ProposalChoice.objects.get(dossier=row)
    assert (after.version, after.by, after.has_own_words) == (2, year.head, False)
    assert after.reason == year.whole.by_pk[row.pk].suggestion.reason
    assert "Không có hồ sơ nào lấy theo gợi ý được" in words(post(year.head, "follow", "2026"))
    post(year.by, "freeze", "2026", data={})
    assert ProposalLine.objects.get(dossier=row).reason == after.reason


def test_what_somebody_chose_meanwhile_is_not_taken_anew(year, good):
    row = year.put("11329", "annual.collective", barred=True)
    year.choose(row, False)
    row.barred = False
    row.save()
    looked = year.whole
    assert looked.by_pk[row.pk].is_outdated
    year.choose(row, False, "Đơn vị xin rút", by=year.head)

    assert follow_suggestions(by=year.by, at=year.at, whole=looked, seen={row.pk: False}) == 0
    assert ProposalChoice.objects.get(dossier=row).reason == "Đơn vị xin rút"


def test_the_own_words_of_a_person_stay_true(year, good):
    row = year.put("11329", "annual.collective", barred=True)
    year.choose(row, False, "Đơn vị xin rút")
    row.barred = False
    row.save()

    assert year.whole.by_pk[row.pk].own_reason == "Đơn vị xin rút"
    freeze(by=year.by, at=year.at, cycle="2026")
    assert ProposalLine.objects.get(dossier=row).reason == "Đơn vị xin rút"


def test_a_reason_is_kept_and_frozen_in_vietnamese_whoever_reads(year, good):
    row = year.put("11329", "annual.collective")
    with override("en"):
        year.choose(row, False)
        assert "Does not meet" in year.whole.by_pk[row.pk].suggestion.words
        freeze(by=year.by, at=year.at, cycle="2026")

    assert ProposalLine.objects.get(dossier=row).reason.startswith("Không đạt tiêu chuẩn (")
    assert not year.whole.by_pk[row.pk].is_outdated
