"""People of the office, the council and a unit; a round whose sheets are sent."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.index_results.building import (
    LINES,
    judge,
    make_round,
    make_units,
    plain,
    send_sheet,
    survey_means,
)
from tests.index_results.papers import paper

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.index_results import standings
from thidua.index_results.council import SessionWords, record_session
from thidua.index_results.publishing import Decision, confirm, freeze
from thidua.index_sets.selectors import _card

ONE_LINE = (("1", "", None, "", {}, "never", ""), ("1.1", "1", "100", "count", {"each": "0.01"}, "never", ""))
"""A set of one line on which a sheet gives its points in hundredths."""


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    standings.forget()
    _card.cache_clear()  # a database of the next test uses the numbers of its sets again


@pytest.fixture
def specialist(make_person):
    return make_person("chuyenvien", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên")


@pytest.fixture
def head(make_person):
    return make_person("truongphong", Role.STANDING_HEAD, full_name="Vũ Đình Nghĩa")


@pytest.fixture
def secretary(make_person):
    return make_person("thuky", Role.COUNCIL_SECRETARY, full_name="Lê Thị Thư")


@pytest.fixture
def units(demo_day, at):
    """Seven communes."""
    return make_units(at, [Block.XA], 7)


@pytest.fixture
def officer(units, make_person):
    return make_person("canbo", (Role.UNIT_OFFICER, units["xa01"]))


@pytest.fixture
def scored(units, at):
    """scored("95.80", "95.77", …) → a round of 2026 whose communes have these points, in turn."""

    def make(*points):
        found = make_round(at, [Block.XA], lines=ONE_LINE)
        for unit, shown in zip(units.living(), points, strict=False):
            send_sheet(at, found, unit, plain(Decimal(shown) * 100))
        return found

    return make


@pytest.fixture
def found(scored):
    """Seven communes; two share a rank, two stand 0,03 apart at the cut of the first five."""
    return scored("95.80", "94.10", "94.10", "93.00", "92.05", "92.02", "80.00")


@pytest.fixture
def words(on):
    return SessionWords(on - timedelta(5), "Trần Thị Chủ Trì", 9, 8, 7, "Thông qua kết quả.")


@pytest.fixture
def decision(on):
    return Decision("12/QĐ-UBND", on - timedelta(2), on)


@pytest.fixture
def session(found, words, secretary, at):
    return record_session(by=secretary, at=at, found=found, words=words, minutes=paper("bien-ban.pdf"))


@pytest.fixture
def frozen(session, decision, specialist, at):
    return freeze(by=specialist, at=at, session=session, decision=decision, file=paper())


@pytest.fixture
def published(frozen, head, at):
    return confirm(by=head, at=at, publication=frozen, has_seen_awards=False)


@pytest.fixture
def publish(words, decision, secretary, specialist, head, at):
    """publish(round, …) → the next publication of the round, confirmed."""

    def make(found, *, number="12/QĐ-UBND", on=None, reason=""):
        session = record_session(by=secretary, at=at, found=found, words=words, minutes=paper("bien-ban.pdf"))
        made = Decision(number, decision.signed_on, on or decision.published_on, reason)
        frozen = freeze(by=specialist, at=at, session=session, decision=made, file=paper())
        return confirm(by=head, at=at, publication=frozen, has_seen_awards=True)

    return make


@pytest.fixture
def rich(units, at, publish):
    """A published round on the set of all nine ways, with a cut and a ratio that did not arise."""
    found = make_round(at, [Block.XA], lines=LINES)
    one, other = units["xa01"], units["xa02"]
    full = {
        "1.1": (1, None, False), "1.2": (95, 100, False), "1.3": (95, 100, False), "2.1": (4, None, False),
        "2.2": (0, None, False), "2.3": (0, None, False), "3.3": (2, None, False),
    }  # fmt: skip
    send_sheet(at, found, one, full)
    sheet = send_sheet(at, found, other, full | {"1.2": (None, None, True), "2.3": (None, None, False)})
    judge(at, sheet, "2.1", Decimal("0.5"))
    survey_means(at, {one.id: Decimal(100), other.id: Decimal("66.67")})
    publish(found)
    return found


@pytest.fixture
def moved(rich, at):
    """The same round after a judgement that came once it was published."""
    judge(at, rich.sheets.get(unit__code="xa01"), "1.1", Decimal(0), stage="council")
    return rich
