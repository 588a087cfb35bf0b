"""What differs since a list was frozen: each cause by name, each verdict it turns, and nothing rewritten."""

from datetime import date

import pytest
from tests.amending import amend_plan, approve_plan
from tests.publishing import publish_ranking

from thidua.core.frozen import fingerprint
from thidua.dossiers.models import Dossier
from thidua.movement.services import choose_reading
from thidua.proposals.differences import Cause, differences_of
from thidua.proposals.freezing import confirm, freeze
from thidua.proposals.models import Proposal, ProposalLine

WITHOUT_A_FIRST_PLACE = {"11329": (1, "95,60"), "11407": (2, "95,57"), "11311": (6, "90,10")}


def new_ranking(year):
    places = {year.units[code]: place for code, place in WITHOUT_A_FIRST_PLACE.items()}
    publish_ranking(
        2026, places, by=year.by, second=year.head, at=year.at,
        number="31/QĐ-UBND", on=date(2027, 2, 10), reason="Đính chính điểm của Hồng Bàng",
    )  # fmt: skip


def new_version(year):
    """Two initiatives are asked for where one was."""
    draft = amend_plan({"III.2.1.2.a.TT.1": 2}, by=year.by, at=year.at)
    approve_plan(draft, by=year.head, at=year.at)


def new_reading(year):
    """One of the two standards is enough: the place of Lê Chân does without an initiative."""
    choose_reading(
        by=year.head, at=year.at, switch="annual_collective_logic", option="any", reason="Thống nhất",
        document_number="41/SNV", decided_on=year.at.date(), decider="Giám đốc",
    )  # fmt: skip


@pytest.fixture
def decided(year):
    """A confirmed list: Hồng Bàng meets the standards and was given the award, Lê Chân has no initiative."""
    good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    bad = year.put("11329", "annual.collective")
    year.choose(good, True)
    year.choose(bad, False)
    made = confirm(by=year.head, at=year.at, proposal=freeze(by=year.by, at=year.at, cycle="2026"))
    Dossier.objects.update(decided_at=year.at)
    return made


def _kept():
    """All that was frozen or decided."""
    return [list(one.objects.order_by("pk").values()) for one in (Proposal, ProposalLine, Dossier)]


@pytest.mark.parametrize(
    ("change", "cause", "moved"),
    [
        (
            new_ranking,
            Cause("Chỉ số năm 2026, khối phường", "26/QĐ-UBND", "31/QĐ-UBND"),
            ("2026/11311/01", True, "met", "not_met"),
        ),
        (
            new_version,
            Cause("Phiên bản của Kế hoạch", "2162/QĐ-UBND", "Phiên bản 2: Bản sửa đổi (99/QĐ-UBND)"),
            ("2026/11311/01", True, "met", "not_met"),
        ),
        (
            new_reading,
            Cause(
                "Cách hiểu: Tập thể hằng năm phải đạt tất cả các tiêu chuẩn hay chỉ cần một?",
                "Đạt tất cả: có sáng kiến và đứng trong nhóm đầu",
                "Chỉ cần một: có sáng kiến hoặc đứng trong nhóm đầu",
            ),
            ("2026/11329/01", False, "not_met", "met"),
        ),
    ],
)
def test_a_cause_is_named_with_the_verdict_it_turns_and_nothing_is_rewritten(
    year, decided, change, cause, moved
):
    on = year.at.date()
    assert differences_of(decided, on).is_empty
    before = _kept()

    change(year)
    told = differences_of(decided, on)

    assert told.causes == (cause,)
    [turned] = told.moved
    assert (turned.code, turned.is_proposed, turned.before, turned.after) == moved
    assert told.new == ()
    assert _kept() == before
    assert fingerprint(Proposal.objects.get().content) == decided.sha256
