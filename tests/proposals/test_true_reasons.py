"""The reason that is frozen is true on that day: the person's own words, or today's suggestion."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import override
from tests.page_text import words

from thidua.core.roles import Role
from thidua.proposals.choosing import follow_suggestions
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.freezing import freeze
from thidua.proposals.letter import paper_of
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


def test_what_few_may_know_is_no_reason_that_parties_read(year, good, post):
    row = year.put("11329", "annual.collective", barred=True)
    post(year.by, "line", "2026", row.pk, data=OUT)

    reason = ProposalChoice.objects.get(dossier=row).reason
    assert reason.startswith("Không đạt tiêu chuẩn (")
    assert "Chưa xét" not in reason
    row.barred = False
    row.save()
    assert not year.whole.by_pk[row.pk].is_outdated
    post(year.by, "freeze", "2026", data={})
    assert ProposalLine.objects.get(dossier=row).reason == reason


def test_who_is_only_paused_is_left_out_in_own_words(year, good, post, make_person):
    item = year.initiative("11329", "SK-2")
    row = year.put("11329", "annual.collective", initiatives=(item,), barred=True)
    page = words(post(year.by, "line", "2026", row.pk, data=OUT))
    assert "bằng lời của bạn; đơn vị và các bên đọc được lý do này" in page
    told = year.whole.by_pk[row.pk].suggestion
    with pytest.raises(ProposalRefused, match="bằng lời của bạn"):
        year.choose(row, False, told.words)
    post(year.by, "line", "2026", row.pk, data=OUT | {"reason": "Đợt này đơn vị chưa đề nghị được"})
    post(year.by, "freeze", "2026", data={})

    proposal = Proposal.objects.get()
    member = make_person("uyvien", Role.COUNCIL_MEMBER)
    for page in (
        post(member, "line", "2026", row.pk),
        post(member, "set", "2026"),
        post(member, "content", proposal.pk),
    ):
        assert "Chưa xét trong đợt này" not in page.content.decode()
    assert "Chưa xét" not in str(paper_of(proposal, today=year.at.date(), is_demo=False))


def test_choices_of_before_lose_the_reason_that_few_may_know(year, good):
    migration = import_module("thidua.proposals.migrations.0005_open_reasons")
    rows = [year.put("11329", f"annual.{kind}", subject_name=kind) for kind in ("collective", "individual")]
    for row, reason in zip(rows, (" Không đạt tiêu chuẩn (x).", ""), strict=True):
        ProposalChoice.objects.create(
            dossier=row, cycle="2026", is_proposed=False, reason="Chưa xét trong đợt này." + reason,
            has_own_words=False, by=year.by, at=year.at,
        )  # fmt: skip

    migration.open_reasons(apps, None)

    assert [ProposalChoice.objects.get(dossier=row).reason for row in rows] == [
        "Không đạt tiêu chuẩn (x).",
        "Chưa ghi lý do.",
    ]
    assert year.whole.by_pk[rows[1].pk].is_outdated


def test_lines_of_before_learn_what_had_been_sent(year, good):
    migration = import_module("thidua.proposals.migrations.0004_lines_name_their_sending")
    freeze(by=year.by, at=year.at, cycle="2026")
    ProposalLine.objects.update(sent_sha256="")

    migration.name_sendings(apps, None)

    assert ProposalLine.objects.get().sent_sha256 == "0" * 64


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
    row = year.put("11311", "annual.individual", subject_name="Lê Thị Hoa", selected=None, rating=None)
    year.choose(row, False)
    row.selected, row.rating = False, "good"
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
