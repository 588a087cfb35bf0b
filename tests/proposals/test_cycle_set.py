"""All dossiers of a cycle together: limits with their rulings, leaders by every metric, close cuts."""

from decimal import Decimal

from thidua.core.truth import MET, NOT_MET
from thidua.dossiers.enums import Timing
from thidua.initiatives.enums import Capacity, Likeness
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.likeness.services import rule
from thidua.movement.services import choose_reading
from thidua.proposals.cycle_set import CycleSet


def test_a_dossier_that_meets_the_standard_is_suggested(year):
    row = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    line = year.whole.by_pk[row.pk]
    assert line.verdict.truth is MET
    assert line.suggestion.is_proposed is True
    assert line.is_proposed is None


def test_a_late_one_a_returned_one_and_a_disagreement_are_not_suggested(year, opinions):
    item = year.initiative("11311", "SK-1")
    late = year.put("11311", "annual.collective", initiatives=(item,), timing=Timing.LATE)
    back = year.put("11329", "annual.collective", state="returned")
    said = year.put("11407", "annual.collective")
    opinions[said.pk] = {"content": "disagree", "procedure": "agree"}
    lines = year.whole.by_pk
    assert "Nộp sau hạn" in lines[late.pk].suggestion.words
    assert "trả lại đơn vị" in lines[back.pk].suggestion.words
    assert "nội dung không nhất trí" in lines[said.pk].suggestion.words
    assert [lines[row.pk].suggestion.is_proposed for row in (late, back, said)] == [False] * 3


def test_a_late_one_that_was_accepted_counts(year):
    item = year.initiative("11311", "SK-1")
    row = year.put("11311", "annual.collective", initiatives=(item,), timing=Timing.LATE, accepted=True)
    assert year.whole.by_pk[row.pk].suggestion.is_proposed is True


def test_somebody_is_named_with_the_part_of_the_unit_where_he_works(year):
    row = year.put(
        "11311", "annual.individual", subject_name="Lê Thị Hoa", position="Chuyên viên", place="Phòng Văn hóa"
    )
    assert year.whole.by_pk[row.pk].row.position == "Chuyên viên, Phòng Văn hóa"


def test_what_bars_a_subject_is_not_said(year):
    row = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),), barred=True)
    line = year.whole.by_pk[row.pk]
    assert line.verdict.is_suspended
    assert line.suggestion.words == "Chưa xét trong đợt này."


def test_an_ad_hoc_one_with_its_own_decision_waits_for_no_list(year):
    row = year.put("11311", "adhoc.collective", justification="Văn bản 12", decided_at=year.at)
    waits = year.put("11329", "adhoc.collective", justification="Văn bản 12")
    whole = year.whole
    assert [one.code for one in whole.decided] == ["2026/11311/01"]
    assert list(whole.by_pk) == [waits.pk]
    assert row.pk in CycleSet("2026", year.at.date(), keep={row.pk}).by_pk


def test_so_does_one_outside_the_limits_that_was_decided_outside_of_every_list(year):
    alone = year.put("11311", "discretionary.collective", justification="Văn bản 12", decided_at=year.at)
    yearly = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    whole = year.whole
    assert [one.code for one in whole.decided] == ["2026/11311/01"]
    assert whole.by_pk[yearly.pk].suggestion.is_proposed is True
    assert CycleSet("2026", year.at.date(), keep={alone.pk}).limits


def test_an_initiative_named_twice_waits_for_one_ruling(year, rulings):
    item = year.initiative("11311", "SK-1")
    first = year.put("11311", "annual.collective", initiatives=(item,))
    second = year.put("11311", "annual.individual", subject_name="Lê Thị Hoa", initiatives=(item,))
    whole = year.whole
    assert [(one.code, one.is_settled) for one in whole.limits] == [("SK-1", False)]
    assert whole.by_pk[first.pk].suggestion.is_proposed is None
    rulings[second.pk, "SK-1"] = True
    whole = year.whole
    assert [one.is_settled for one in whole.limits] == [True]
    assert whole.by_pk[first.pk].suggestion.is_proposed is True
    rulings[second.pk, "SK-1"] = False
    assert "Không được dùng lại sáng kiến SK-1" in year.whole.by_pk[second.pk].suggestion.words


def test_where_it_may_never_serve_again_nobody_waits_for_a_ruling_and_none_helps(year, rulings):
    item = year.initiative("11311", "SK-1")
    year.put("11311", "annual.collective", initiatives=(item,))
    second = year.put("11311", "annual.individual", subject_name="Lê Thị Hoa", initiatives=(item,))
    choose_reading(
        by=year.head, at=year.at, switch="initiative_reuse", option="never", reason="Thống nhất",
        document_number="7/SNV", decided_on=year.at.date(), decider="Sở Nội vụ",
    )  # fmt: skip
    said = year.whole.by_pk[second.pk].suggestion
    assert said.is_proposed is None
    assert "một sáng kiến chỉ dùng một lần." in said.words
    assert "chờ ý kiến" not in said.words
    rulings[second.pk, "SK-1"] = True
    assert year.whole.by_pk[second.pk].suggestion.is_proposed is None


def test_two_that_are_the_same_are_one_initiative_of_the_set(year, rulings):
    one, other = year.initiative("11311", "SK-1"), year.initiative("11329", "SK-2")
    first = year.put("11311", "annual.collective", initiatives=(one,))
    second = year.put("11329", "annual.collective", initiatives=(other,))
    uses = [
        NewUse(item.pk, "annual.collective", "2026", row.code)
        for item, row in ((one, first), (other, second))
    ]
    note_uses(by=None, at=year.at, uses=uses)
    assert year.whole.limits == []
    rule(
        by=year.by, at=year.at, initiative=other, other=one, verdict=Likeness.SAME,
        reason="Cùng một cách làm", capacity=Capacity.OFFICE,
    )  # fmt: skip
    (limit,) = year.whole.limits
    assert limit.violation.nominations == (str(first.pk), str(second.pk))
    assert limit.violation.initiatives == ("SK-1", "SK-2")
    assert "được dùng 02 lần" in limit.violation.text
    assert not limit.is_settled
    # The first use needs no ruling; the second is ruled on under its own code.
    rulings[second.pk, "SK-2"] = True
    assert [one.is_settled for one in year.whole.limits] == [True]


def _is_same(world, later, first):
    rule(
        by=world.by, at=world.at, initiative=later, other=first, verdict=Likeness.SAME,
        reason="Cùng một cách làm", capacity=Capacity.OFFICE,
    )  # fmt: skip


def test_two_that_are_the_same_are_no_two_initiatives_of_a_unit(period):
    first, later, third = (period.initiative("11311", f"SK-{n}") for n in (1, 2, 3))
    row = period.put("11311", "period.collective", initiatives=(first, later), selected=False)
    alone = period.put("11311", "period.flag", initiatives=(first, later, third), selected=False)
    assert period.whole.by_pk[row.pk].verdict.truth is MET
    _is_same(period, later, first)
    whole = period.whole
    assert whole.by_pk[row.pk].verdict.truth is NOT_MET
    assert whole.by_pk[row.pk].verdict.clauses == ("III.2.2.a.TT.1", "III.2.2.a.TT.2")
    assert whole.by_pk[alone.pk].verdict.truth is MET


def test_what_is_the_same_as_another_units_is_none_of_the_units_own(year):
    first, later = year.initiative("11329", "SK-1"), year.initiative("11311", "SK-2")
    row = year.put("11311", "annual.collective", initiatives=(later,))
    assert year.whole.by_pk[row.pk].verdict.truth is MET
    _is_same(year, later, first)
    assert year.whole.by_pk[row.pk].verdict.truth is NOT_MET


def test_a_centre_of_a_unit_outside_the_limits_does_not_stand_in_its_way(year):
    item = year.initiative("11311", "SK-1")
    year.put("11311", "annual.collective", initiatives=(item,))
    year.put(
        "11311", "discretionary.collective", subject_name="Trung tâm Phục vụ hành chính công",
        justification="Văn bản 12",
    )  # fmt: skip
    assert year.whole.limits == []
    year.put("11311", "discretionary.collective", justification="Văn bản 12")
    assert [one.violation.rule for one in year.whole.limits] == ["one_award"]


def test_the_metric_that_was_chosen_and_what_the_others_say(period):
    period.put("11311", "period.flag")
    (table,) = [one for one in period.whole.leaders if one.block == "phuong"]
    assert [row.code for row in table.rows] == ["11311", "11329", "11407"]
    assert table.rows[0].mean_score == Decimal("95.25")
    assert {metric.id: names for metric, names, _ in table.says} == {
        "mean_score": ("Phường Hồng Bàng",),
        "mean_rank": ("Phường Lê Chân",),
        "first_places": ("Phường Lê Chân",),
    }
    assert not table.is_agreed
    assert [row.is_nominated for row in table.rows] == [True, False, False]


def test_the_table_tells_who_of_the_leading_units_meets_point_a(period):
    period.put("11311", "period.flag", selected=False, outstanding=False)
    period.put("11329", "period.individual", subject_name="Lê Thị Hoa")
    period.put("11407", "period.collective")
    (table,) = [one for one in period.whole.leaders if one.block == "phuong"]
    assert {row.code: row.point_a.word for row in table.rows} == {
        "11311": "not_met",
        "11329": "unknown",
        "11407": "met",
    }


def test_two_flags_of_a_block_are_one_broken_limit(period):
    period.put("11311", "period.flag")
    period.put("11329", "period.flag")
    flags = [one for one in period.whole.limits if one.violation.rule == "quota.flag"]
    assert len(flags) == 1
    assert len(flags[0].violation.nominations) == 2


def test_questions_do_not_grow_with_the_dossiers(year):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            whole = year.whole
            assert whole.lines is not None
            assert whole.limits_of_choice is not None
            assert whole.near is not None
        return len(seen)

    item = year.initiative("11311", "SK-1")
    year.put("11311", "annual.collective", initiatives=(item,))
    asked()
    one = asked()
    for number, code in enumerate(("11311", "11329", "11407")):
        year.put(code, "annual.individual", subject_name=f"Người {number}", initiatives=(item,))
    assert asked() == one
