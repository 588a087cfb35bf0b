"""How far units are from each award, the city as a matrix, and what a change would change."""

from collections import Counter
from datetime import date

import pytest

from thidua.awards.outlook import changes, matrix, matrix_on, unit_outlook
from thidua.awards.selectors import year_strip
from thidua.awards.snapshot import snapshot_on
from thidua.awards.wording import summarise
from thidua.core.blocks import Block
from thidua.core.facts import PERIOD_CYCLE, Facts, Notice
from thidua.core.periods import PERIOD_DOSSIER
from thidua.core.programme import load_programme
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.units.enums import UnitKind

GOOD = Facts(
    selected=True,
    outstanding=True,
    conduct=True,
    rating="excellent",
    par_role="advise",
    par_months=12,
    barred=False,
)


@pytest.fixture
def outlook(on):
    """outlook(unit) → {award id: AwardOutlook} of the cycle 2026 and the period."""

    def look(unit, **kwargs):
        snapshot = snapshot_on(on)
        found = unit_outlook(snapshot, snapshot.history[unit.code], 2026, **kwargs)
        return {item.award.id: item for item in found.awards}

    return look


@pytest.fixture
def table(on):
    """table() → the matrix of 2026 as the facts stand now."""
    return lambda: matrix(snapshot_on(on), 2026)


def test_each_reach_is_told_apart(city, outlook, propose, hong_bang, giang, giàng):
    propose(giang, "annual.individual", person_name="Lê Thu Hạnh", facts=Facts(barred=True))
    propose(giàng, "annual.individual", person_name="Chu Văn Hòa", facts=Facts(rating="good"))

    reaches = {
        unit.code: {id_: item.reach for id_, item in outlook(unit).items()}
        for unit in (hong_bang, giang, giàng)
    }

    open_period = {"period.collective": "reachable", "period.individual": "reachable"}
    assert reaches == {
        "11311": {
            "annual.collective": "met",
            "annual.individual": "reachable",
            **open_period,
            "period.flag": "reachable",
        },
        "10888": {
            "annual.collective": "reachable",
            "annual.individual": "suspended",
            **open_period,
            "period.flag": "reachable",
        },
        "10903": {
            "annual.collective": "closed",
            "annual.individual": "closed",
            **open_period,
            "period.flag": "closed",
        },
    }


def test_the_best_candidate_leads_and_the_others_stay(city, outlook, propose, giang):
    propose(giang, "annual.individual", person_name="Chu Văn Hòa", facts=Facts(rating="good"))
    propose(giang, "annual.individual", person_name="Lê Thu Hạnh", facts=GOOD)
    propose(
        giang, "annual.individual", person_name="Bùi Diệu Linh", facts=Facts(barred=True, rating="excellent")
    )

    item = outlook(giang)["annual.individual"]

    assert (item.verdict.nomination.name, item.verdict.word, item.is_nominated) == (
        "Lê Thu Hạnh",
        "met",
        True,
    )
    assert {other.nomination.name: other.word for other in item.others} == {
        "Chu Văn Hòa": "not_met",
        "Bùi Diệu Linh": "suspended",
    }


def test_without_the_candidates_the_published_facts_alone_speak(city, outlook, propose, giang):
    propose(giang, "annual.individual", person_name="Lê Thu Hạnh", facts=GOOD)

    item = outlook(giang, with_candidates=False)["annual.individual"]

    assert (item.verdict.word, item.is_nominated, item.verdict.nomination.name) == ("unknown", False, "")


def test_a_unit_outside_the_blocks_is_shown_the_other_way(on, make_unit, outlook):
    tax = make_unit("THUE", "Thuế", UnitKind.VERTICAL, Block.NONE, full_name="Thuế thành phố Hải Phòng")

    items = outlook(tax)

    assert {item.reach for item in items.values()} == {"closed"}
    assert {id_: item.verdict.clauses for id_, item in items.items()} == {
        "annual.collective": ("III.2.1.2.b.2",),
        "annual.individual": ("III.2.1.2.b.2",),
        "period.collective": ("III.2.2.b.NGOAI",),
        "period.individual": ("III.2.2.b.NGOAI",),
        "period.flag": ("III.2.2.b.NGOAI",),
    }
    assert "ngoài ra" in items["annual.collective"].notices[0]


def test_the_matrix_holds_the_ranked_units_in_vietnamese_order_once(city, make_unit, table):
    make_unit("THUE", "Thuế", UnitKind.VERTICAL, Block.NONE, full_name="Thuế thành phố Hải Phòng")
    make_unit("10507", "Ái Quốc")

    made = table()

    assert [row.unit.full_name for row in made.rows] == [
        "Xã Ái Quốc",
        "Xã Cẩm Giang",
        "Xã Cẩm Giàng",
        "Phường Hồng Bàng",
    ]


def test_the_matrix_of_a_day_is_the_same_object_until_a_fact_changes(city, on, propose, giang):
    made = matrix_on(on, 2026)

    assert matrix_on(on, 2026) is made
    assert matrix_on(on, 2027) is not made
    propose(giang, "annual.individual", person_name="Lê Thu Hạnh")
    assert matrix_on(on, 2026) is not made


def test_counts_by_block_tell_every_verdict(city, table):
    counts = table().counts

    assert counts[Block.PHUONG]["annual.collective"] == Counter(met=1)
    assert counts[Block.XA]["annual.collective"] == Counter(not_met=2)
    assert counts[Block.XA]["period.collective"] == Counter(unknown=2)
    assert counts[Block.SO]["period.flag"] == Counter()


def test_what_is_not_known_is_counted_by_clause(city, table):
    needs = table().open_needs

    assert {(clause, award): count for clause, award, count in needs} == {
        ("III.2.1.2.a.CN.0", "annual.individual"): 3,
        ("III.2.1.2.a.CN.1", "annual.individual"): 2,
        ("III.2.2.a.TT.1", "period.collective"): 3,
        ("III.2.2.a.TT.4", "period.collective"): 1,
        ("III.2.2.a.TT.5", "period.collective"): 2,
        ("III.2.2.a.CN.0", "period.individual"): 3,
        ("III.2.2.a.CN.1", "period.individual"): 2,
        ("III.2.2.b.BK.P", "period.individual"): 1,
        ("III.2.2.b.BK.X", "period.individual"): 2,
        ("III.2.2.a.TT.1", "period.flag"): 2,
        ("III.2.2.a.TT.4", "period.flag"): 1,
        ("III.2.2.a.TT.5", "period.flag"): 1,
    }
    assert [count for _clause, _award, count in needs] == sorted((row[2] for row in needs), reverse=True)


def test_places_taken_stand_against_places_there_are(city, table, propose, hong_bang, giang):
    propose(hong_bang)
    propose(giang, "annual.individual", person_name="Lê Thu Hạnh")
    propose(giang, "annual.individual", person_name="Chu Văn Hòa")
    propose(giang, "period.flag", PERIOD_CYCLE)

    use = {(one.award.id, one.block): (one.used, one.most) for one in table().quota_use}

    taken = {key: places for key, places in use.items() if places[0]}
    assert taken == {
        ("annual.collective", Block.PHUONG): (1, 1),
        ("annual.individual", Block.XA): (1, 2),
        ("period.flag", Block.XA): (1, 1),
    }
    assert use["period.flag", Block.SO] == (0, 1)
    assert use["annual.collective", Block.XA] == (0, 2)


def test_limits_are_looked_at_for_the_open_cycles_alone(
    city, table, propose, hong_bang, giang, make_initiative
):
    item = make_initiative(giang, "SK-2025-009")
    for name in ("Lê Thu Hạnh", "Chu Văn Hòa"):
        propose(giang, "annual.individual", person_name=name)
        propose(giang, "annual.individual", "2025", person_name=name, initiatives=(item,))
    propose(hong_bang, "period.flag", PERIOD_CYCLE)
    propose(hong_bang, "period.collective", PERIOD_CYCLE)

    found = {(one.rule, one.clause, one.effect, len(one.nominations)) for one in table().violations}

    assert found == {
        ("quota.individual", "III.2.1.2.b.1", "block", 2),
        ("one_award", "III.1.2.2", "block", 2),
    }


def test_an_initiative_that_served_an_earlier_cycle_is_asked_about(
    city, at, table, propose, giang, make_initiative
):
    item = make_initiative(giang, "SK-2025-009")
    note_uses(by=None, at=at, uses=[NewUse(item.pk, "annual.collective", "2025", "88/QĐ-UBND")])
    propose(giang, initiatives=(item,))

    [found] = table().violations

    assert (found.rule, found.effect) == ("initiative_reuse", "ask")
    assert "SK-2025-009" in found.text


def test_a_candidate_and_the_dossier_he_became_are_one_use(
    city, at, table, propose, giang, giàng, make_initiative
):
    item = make_initiative(giang, "SK-2026-009")
    propose(giang, "annual.individual", person_name="Lê Thu Hạnh", initiatives=(item,))
    number = "2026/10888/01"
    note_uses(by=None, at=at, uses=[NewUse(item.pk, "annual.individual", "2026", number)])

    assert table().violations == []

    # Another dossier of the unit, for the same award too, is another use.
    note_uses(by=None, at=at, uses=[NewUse(item.pk, "annual.individual", "2026", "2026/10888/02")])
    [found] = table().violations
    assert (found.rule, "được dùng 02 lần" in found.text) == ("initiative_reuse", True)


def test_a_change_names_whose_verdict_turns_and_whether_it_is_a_gain(city, on, table):
    tried = snapshot_on(on).changed(
        ranks={("11311", 2026): 6, ("10903", 2026): 1}, readings={"annual_collective_logic": "any"}
    )

    told = {
        (one.unit.code, one.award.id): (one.before.word, one.after.word, one.is_gain)
        for one in changes(table(), tried)
    }

    assert told == {
        ("10888", "annual.collective"): ("not_met", "met", True),
        ("10903", "annual.collective"): ("not_met", "met", True),
    }
    assert changes(table(), snapshot_on(on).changed()) == []


TRIED = [
    *(
        {"readings": {reading.switch: option.id}}
        for reading in load_programme().readings
        if reading.switch
        for option in reading.options
    ),
    {"readings": {"flag_metric": "first_places", "period_individual_gate": "ungated"}},
    {"ranks": {("11311", 2026): 6}},
    {"ranks": {("10888", 2026): 7, ("10903", 2026): 1}},
    {"ranks": {("10888", 2027): 1}},
    {"ranks": {("10888", 2027): 16}, "readings": {"annual_individual_gate": "gated"}},
    {"notices": (Notice(PERIOD_DOSSIER, date(2028, 3, 31), "giả định"),)},
    {"notices": (Notice(PERIOD_DOSSIER, date(2031, 3, 31), "giả định"),)},
]


@pytest.mark.parametrize("change", TRIED, ids=str)
def test_what_is_left_unjudged_would_not_have_changed(
    city, on, table, propose, publish, giang, giàng, change
):
    publish(2025, {giang: (1, "95"), giàng: (2, "94")})
    propose(giang, "annual.individual", person_name="Lê Thu Hạnh", facts=GOOD)
    propose(giang, "annual.individual", person_name="Chu Văn Hòa", facts=Facts(barred=True))
    propose(giàng, "period.individual", PERIOD_CYCLE, person_name="Bùi Diệu Linh", facts=GOOD)
    tried = snapshot_on(on).changed(**change)

    told = [(one.unit.code, one.award.id, one.before.word, one.after.word) for one in changes(table(), tried)]

    assert told == [
        (row.unit.code, old.award.id, old.verdict.word, new.verdict.word)
        for row in table().rows
        for old, new in zip(row.awards, unit_outlook(tried, row.unit, 2026).awards, strict=True)
        if old.verdict.word != new.verdict.word
    ]


def test_a_loss_is_no_gain(city, on, table):
    tried = snapshot_on(on).changed(ranks={("11311", 2026): 6})

    assert [
        (one.unit.code, one.award.id, one.after.word, one.is_gain) for one in changes(table(), tried)
    ] == [("11311", "annual.collective", "not_met", False)]


def test_the_summary_names_two_needs_and_counts_the_rest(city, on, propose, giang):
    propose(giang, "annual.individual", person_name="Lê Thu Hạnh", facts=Facts(barred=True))
    snapshot = snapshot_on(on)

    summary = summarise(unit_outlook(snapshot, snapshot.history["10888"], 2026))

    assert [line.outlook.award.id for line in summary.suspended] == ["annual.individual"]
    assert (summary.met, summary.closed) == ((), ())
    two_years = (
        "xếp hạng năm 2027 được công bố và trong tốp 15 khối xã, đặc khu",
        "xếp hạng năm 2028 được công bố và trong tốp 15 khối xã, đặc khu",
    )
    initiative = (
        "thêm 01 sáng kiến của đơn vị được công nhận và áp dụng, có thể nhân rộng, trong đó công nhận hoặc "
        "áp dụng trong năm 2026"
    )
    assert {line.outlook.award.id: (line.needs, line.more) for line in summary.reachable} == {
        "annual.collective": ((initiative,), 0),
        "period.collective": (two_years, 1),
        "period.individual": (two_years, 5),
        "period.flag": (two_years, 1),
    }


def test_the_summary_says_no_need_of_what_is_met_or_closed(city, on, hong_bang, giàng):
    snapshot = snapshot_on(on)

    first, sixth = (
        summarise(unit_outlook(snapshot, snapshot.history[unit.code], 2026)) for unit in (hong_bang, giàng)
    )

    assert [(line.outlook.award.id, line.needs, line.more) for line in first.met] == [
        ("annual.collective", (), 0)
    ]
    assert [(line.outlook.award.id, line.needs, line.more) for line in sixth.closed] == [
        ("annual.collective", (), 0),
        ("period.flag", (), 0),
    ]


def test_the_strip_tells_five_years_each_in_its_own_state(publish, hong_bang, giang, giàng):
    ranks = {2026: 5, 2027: 15, 2028: 16}
    for year in (2026, 2027, 2028, 2029):
        places = {giang: (1, "95"), **({giàng: (ranks[year], "90")} if year in ranks else {})}
        publish(year, places)

    strip = year_strip(snapshot_on(date(2030, 2, 15)), "10903")

    assert [(entry.year, entry.state, entry.is_counted) for entry in strip] == [
        (2026, "year", True),
        (2027, "period", True),
        (2028, "out", True),
        (2029, "none", True),
        (2030, "unknown", False),
    ]
    assert [entry.in_yearly for entry in strip] == [True, False, False, None, None]
    unpublished = year_strip(snapshot_on(date(2030, 2, 15)), "11311")
    assert {entry.state for entry in unpublished} == {"unknown"}, "nothing of the phường block is published"
