"""Groups as typed, sample sizes, and the table: a constant number of queries."""

from decimal import Decimal

import pytest
from django.urls import reverse

from thidua.core.roles import Role
from thidua.surveys.groups import BadGroups, as_text, parse_groups
from thidua.surveys.results_in.services import bring_in_results
from thidua.surveys.sampling import margin_of_error, needed_answers
from thidua.surveys.tables import in_order, result_table
from thidua.surveys.todo import tasks_for
from thidua.units.selectors import history


def test_groups_and_questions_are_read_and_written_back():
    text = "# TTHC | Thủ tục\nCó dễ không?\nCó đúng hẹn không?\n\n# CB | Công chức\nCó tận tình không?"
    groups = parse_groups(text, with_questions=True)
    assert [(one.code, one.name, len(one.questions)) for one in groups] == [
        ("TTHC", "Thủ tục", 2),
        ("CB", "Công chức", 1),
    ]
    told = [(one.code, one.name, one.questions) for one in groups]
    assert as_text(told, with_questions=True) == text


def test_every_fault_is_told_with_its_line():
    with pytest.raises(BadGroups) as caught:
        parse_groups("Câu hỏi?\n# A Một\n# B | Hai\n# B | Ba\nCâu?", with_questions=True)
    assert len(caught.value.faults) == 4
    assert "Dòng 1" in caught.value.faults[0]
    assert "Dòng 2" in caught.value.faults[1]


@pytest.mark.parametrize(("answered", "margin"), [(1, "0.98"), (100, "0.098"), (400, "0.049")])
def test_the_margin_of_error_is_that_of_the_greatest_spread(answered, margin):
    assert margin_of_error(answered) == Decimal(margin)


def test_how_many_answers_a_margin_needs():
    assert margin_of_error(0) is None
    assert (needed_answers(), needed_answers(Decimal("0.05"))) == (97, 385)
    assert margin_of_error(97) <= Decimal("0.1") < margin_of_error(96)


def test_the_overall_mean_weighs_each_answer_the_same_and_leaves_hidden_ones_out(
    specialist, head, of_file, unit, other_unit, at, on
):
    rows = [
        (unit.pk, "TTHC", 100, 10, Decimal(90)),
        (other_unit.pk, "TTHC", None, 30, Decimal(80)),
        (unit.pk, "CBCC", 100, 4, Decimal(10)),
    ]
    survey = bring_in_results(by=specialist, at=at, words=of_file, rows=rows, closed_by=head)
    table = result_table(survey, history(on))
    assert table.overall == [Decimal("82.50"), None]
    first, second = sorted(table.lines, key=lambda line: line.unit.code, reverse=True)
    assert (first.answered_words, first.rate_words) == ("4–10", "10 %")
    assert (second.answered_words, second.rate_words) == ("30", "")


def test_lines_are_put_in_order_by_a_group_and_ones_own_unit_comes_first(
    client, specialist, head, make_person, of_file, unit, other_unit, at, on
):
    rows = [(unit.pk, "TTHC", 100, 10, Decimal(90)), (other_unit.pk, "TTHC", 9, 9, Decimal(80))]
    rows += [(other_unit.pk, "CBCC", 100, 10, Decimal(70)), (unit.pk, "CBCC", 100, 4, Decimal(60))]
    survey = bring_in_results(by=specialist, at=at, words=of_file, rows=rows, closed_by=head)
    table = result_table(survey, history(on))

    def codes(asked, own=()):
        return [line.unit.code for line in in_order(table, asked, own)]

    assert (codes("TTHC"), codes("-TTHC")) == (["11629", "10888"], ["10888", "11629"])
    assert codes("CBCC") == codes("-CBCC") == ["10888", "11629"], "a hidden mean is last either way"
    assert codes("")[0] == codes("sai")[0] == "11629"
    assert codes("", {other_unit.pk}) == ["10888", "11629"]
    client.force_login(make_person("canbo", (Role.UNIT_OFFICER, other_unit)))
    shown = client.get(reverse("surveys:survey", args=[survey.pk]), {"xep": "TTHC"}).content.decode()
    assert "(đơn vị của bạn)" in shown
    assert 'aria-sort="descending"' in shown


def test_list_and_page_ask_the_database_the_same_for_one_and_for_three(
    client, specialist, head, leader, of_file, unit, other_unit, at, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(leader)
    asked = []
    for rows in (1, 2, 4):
        units = (unit, other_unit)[: 1 + rows // 2]
        told = [(one.pk, code, 100, 60, Decimal(80)) for one in units for code in ("TTHC", "CBCC")]
        survey = bring_in_results(by=specialist, at=at, words=of_file, rows=told, closed_by=head)
        counts = []
        for page in (reverse("surveys:list"), reverse("surveys:survey", args=[survey.pk])):
            client.get(page)
            with CaptureQueriesContext(
                connection,
            ) as found:
                client.get(page)
            counts.append(len(found))
        asked.append(counts)
    assert asked[0] == asked[1] == asked[2]


def test_the_second_person_is_asked_on_the_home_page(specialist, head, leader, of_file, unit, at):
    rows = [(unit.pk, "TTHC", 100, 60, Decimal(80))]
    bring_in_results(by=specialist, at=at, words=of_file, rows=rows)
    assert [task.title for task in tasks_for(head, at)] == ["1 cuộc điều tra chờ khóa kết quả"]
    assert tasks_for(specialist, at) == []
    assert tasks_for(leader, at) == []
