"""What the rules read on a day: no fact of later, a fixed number of questions, copies to try things on."""

from datetime import date
from decimal import Decimal

import pytest

from thidua.awards.models import Candidate
from thidua.awards.services import attest
from thidua.awards.snapshot import snapshot_on
from thidua.core.blocks import Block
from thidua.core.facts import PERIOD_CYCLE, Facts, Notice, Place
from thidua.core.periods import PERIOD_DOSSIER
from thidua.core.truth import NOT_MET, UNKNOWN
from thidua.foundation.audit.models import AuditEvent
from thidua.movement.calendar_services import record_notice
from thidua.movement.services import choose_reading
from thidua.par_index.models import IndexRow as PublishedRow
from thidua.units.services import Decision, dissolve_unit, rename_unit

PAPER = Decision("12/NQ-HĐND", date(2027, 1, 20))


@pytest.fixture
def any_logic(at, specialist):
    """The office decides on 10/02/2027 that one of the two conditions of the year is enough."""
    choose_reading(
        by=specialist,
        at=at,
        switch="annual_collective_logic",
        option="any",
        reason="Ý kiến thống nhất của Sở Nội vụ",
        document_number="41/SNV-CCHC",
        decided_on=date(2027, 2, 10),
        decider="Vũ Đình Nghĩa",
    )


@pytest.mark.parametrize(
    ("day", "ranks"),
    [(date(2027, 1, 10), {}), (date(2027, 1, 11), {"11311": 1, "10888": 2, "10903": 6})],
)
def test_a_ranking_is_known_from_its_day_of_publication(city, day, ranks):
    assert {row.unit: row.rank for row in snapshot_on(day).index} == ranks


def test_readings_and_notices_are_those_decided_by_the_day(city, any_logic, at):
    record_notice(
        by=None,
        at=at,
        deadline=PERIOD_DOSSIER,
        cycle=None,
        day=date(2031, 3, 31),
        number="7/TB-SNV",
        issued=date(2027, 2, 12),
    )
    days = (date(2027, 2, 9), date(2027, 2, 11), date(2027, 2, 12))

    known = [snapshot_on(day) for day in days]

    assert [one.readings["annual_collective_logic"] for one in known] == ["all", "any", "any"]
    assert [[notice.number for notice in one.notices] for one in known] == [[], [], ["7/TB-SNV"]]
    assert [one.assessor.counted[-1] for one in known] == [2029, 2029, 2030]


def test_units_bear_the_name_of_the_day_and_dissolved_ones_are_gone(city, at, giang, giàng):
    day = date(2027, 2, 1)
    rename_unit(by=None, at=at, unit=giang, name="Mới", full_name="Xã Mới", on=day, decision=PAPER)
    dissolve_unit(by=None, at=at, unit=giàng, on=day, decision=PAPER)

    assert {unit.name for unit in snapshot_on(date(2027, 1, 31)).units} == {
        "Phường Hồng Bàng",
        "Xã Cẩm Giang",
        "Xã Cẩm Giàng",
    }
    assert {unit.name for unit in snapshot_on(day).units} == {"Phường Hồng Bàng", "Xã Mới"}


def test_a_recognition_of_later_has_not_happened_yet(city, judge, hong_bang):
    words = [judge(hong_bang, day=day).trace.parts[0].text for day in (date(2026, 5, 3), date(2026, 6, 1))]

    assert "chưa được công nhận" in words[0]
    assert "được tính: công nhận 04/5/2026" in words[1]


def test_a_candidate_brings_what_is_attested_and_nothing_else(on, propose, giang, make_initiative):
    item = make_initiative(giang)
    row = propose(
        giang, "annual.individual", person_name="Lê Thu Hạnh", facts=Facts(conduct=True), initiatives=(item,)
    )

    [nomination] = snapshot_on(on).nominations("10888", "annual.individual", 2026)

    assert (nomination.id, nomination.name, nomination.cycle) == (str(row.pk), "Lê Thu Hạnh", 2026)
    assert nomination.initiatives == ("SK-2026-001",)
    assert nomination.facts == Facts(conduct=True, justification="")


def test_without_a_candidate_a_nomination_names_every_initiative_of_the_unit(
    on, giang, hong_bang, make_initiative
):
    for unit, code in ((giang, "SK-1"), (hong_bang, "SK-2"), (giang, "SK-3")):
        make_initiative(unit, code)

    [nomination] = snapshot_on(on).nominations("10888", "period.flag", PERIOD_CYCLE)

    assert (nomination.id, nomination.name) == ("period.flag/2026-2030/10888", "")
    assert nomination.initiatives == ("SK-1", "SK-3")
    assert nomination.facts == Facts()


@pytest.mark.parametrize("count", [1, 3])
def test_a_snapshot_asks_the_same_few_questions_for_any_number_of_rows(
    on, make_unit, make_initiative, publish, propose, django_assert_num_queries, count
):
    units = [make_unit(f"1000{number}", f"An {number}") for number in range(count)]
    for number, unit in enumerate(units):
        item = make_initiative(unit, f"SK-{number}")
        propose(unit, initiatives=(item,))
    publish(2026, {unit: (number, "90") for number, unit in enumerate(units, start=1)})

    # The stamp of the facts; units (with their own stamp) 5, index 3 (its stamp, releases, rows),
    # initiatives 3, the plan (its stamp, pins, readings) 3, notices, candidates 2.
    with django_assert_num_queries(18):
        first = snapshot_on(on)
    with django_assert_num_queries(1):
        again = snapshot_on(on)
    assert again is first
    assert (len(first.units), len(first.index), len(first.initiatives), len(first.candidates)) == (count,) * 4


def test_the_same_day_is_the_same_object_until_a_fact_changes(on, propose, giang):
    row = propose(giang, "annual.individual", person_name="Lê Thu Hạnh")
    first = snapshot_on(on)

    assert snapshot_on(on) is first
    assert snapshot_on(date(2027, 2, 14)) is not first
    attest(by=None, at=row.recorded_at, candidate=row, facts=Facts(conduct=True), evidence="Phiếu 7")

    [nomination] = snapshot_on(on).nominations("10888", "annual.individual", 2026)
    assert nomination.facts.conduct is True
    [earlier] = first.nominations("10888", "annual.individual", 2026)
    assert earlier.facts.conduct is None


def test_a_change_to_try_is_a_copy_and_stores_nothing(on, city, django_assert_num_queries):
    snapshot = snapshot_on(on)
    told = (dict(snapshot.readings), snapshot.notices, snapshot.index)
    stored = (PublishedRow.objects.count(), AuditEvent.objects.count(), Candidate.objects.count())

    with django_assert_num_queries(0):
        tried = snapshot.changed(
            readings={"annual_collective_logic": "any"},
            notices=(Notice(PERIOD_DOSSIER, date(2031, 3, 31), "giả định"),),
            ranks={("10903", 2026): 1},
        )

    assert tried.readings["annual_collective_logic"] == "any"
    assert [notice.number for notice in tried.notices] == ["giả định"]
    assert tried.ledger.standings("10903") == {2026: Place(1, Block.XA, Decimal("91.20"))}
    assert tried.ledger.standings("10888") == snapshot.ledger.standings("10888")
    assert (tried.index, tried.moved) == (snapshot.index, {"10903"})
    assert snapshot.ledger.standings("10903")[2026].rank == 6
    assert (dict(snapshot.readings), snapshot.notices, snapshot.index) == told
    assert snapshot_on(on) is snapshot
    assert (PublishedRow.objects.count(), AuditEvent.objects.count(), Candidate.objects.count()) == stored


def test_a_tried_rank_of_a_year_nobody_published_says_nothing_of_the_other_units(on, city):
    tried = snapshot_on(on).changed(ranks={("10888", 2027): 1})

    def truth(unit):
        [nomination] = tried.nominations(unit, "annual.collective", 2027)
        part = tried.assessor.assess(nomination).judged[2][1]
        return part[0]

    assert truth("10903") is UNKNOWN, "a year that is not published is never “no”"
    assert truth("11311") is UNKNOWN
    assert truth("10888") is not UNKNOWN


def test_a_tried_rank_for_a_unit_that_was_left_out_changes_that_unit_alone(on, city, make_unit):
    make_unit("10999", "An Lão")
    snapshot = snapshot_on(on)
    tried = snapshot.changed(ranks={("10999", 2026): 3})

    def rank_truth(facts, unit):
        [nomination] = facts.nominations(unit, "annual.collective", 2026)
        return facts.assessor.assess(nomination).judged[2][1][0]

    assert rank_truth(snapshot, "10999") is NOT_MET
    assert {
        unit
        for unit in ("11311", "10888", "10903", "10999")
        if rank_truth(snapshot, unit) != rank_truth(tried, unit)
    } == {"10999"}
