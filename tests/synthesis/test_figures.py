"""Figures: what was sent added up, frozen with the numbers behind them; what is not known stays unknown."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.synthesis.conftest import AN_LAO, HONG_BANG, NGO_QUYEN, NOW

from thidua.core.blocks import Block
from thidua.reports.outline import SECTIONS
from thidua.steering.difficulties.enums import Category
from thidua.steering.difficulties.services import NewDifficulty
from thidua.steering.difficulties.services import send as send_difficulty
from thidua.synthesis.changes import changes
from thidua.synthesis.drawing import NOT_ADDED, draw
from thidua.synthesis.figures import Figure, Way
from thidua.synthesis.phrases import PHRASES
from thidua.synthesis.stored import from_json, to_json
from thidua.synthesis.tables import figure_rows
from thidua.synthesis.words import LastYear, sentences

pytestmark = pytest.mark.django_db


def nothing(_done: int, _total: int) -> None:
    """No progress to tell."""


def drawn_at(moment=NOW):
    return draw(2026, moment, nothing)


def text_of(section: str, now, before: LastYear | None = None) -> str:
    return "\n".join(map(str, sentences(section, now, before)))


def test_a_sum_knows_its_units_and_a_number_nobody_gave_is_unknown(city, send):
    send(HONG_BANG, initiatives=3)
    send(AN_LAO, initiatives=5)
    send(NGO_QUYEN)
    found = drawn_at().by_code

    registered = found["initiatives.registered"]
    assert registered.value == Decimal(8)
    assert set(registered.units) == {city[HONG_BANG].id, city[AN_LAO].id}
    assert found["publicity.items"].value is None
    assert found["publicity.items"].words == "chưa có số liệu"


def test_the_numbers_behind_a_figure_are_kept_with_it_and_always_make_its_total(city, send):
    send(HONG_BANG, initiatives=3)
    send(AN_LAO, initiatives=5)
    now = drawn_at()

    for one in now.sums:
        numbers = [number for _unit, number in one.given]
        assert one.value == (sum(numbers) if numbers else None)
    row = next(figure_rows([now.by_code["initiatives.registered"]], now, None))
    assert (row.blocks, row.whole) == (("–", "3", "5"), "8")


def test_who_is_late_and_who_is_missing_among_those_who_owe_a_report(city, send):
    send(HONG_BANG)
    send(AN_LAO, at=NOW)
    now = drawn_at()
    owing = [unit for unit in city.living() if unit.block is not Block.NONE]
    lines = {line.name: line for line in now.lines}

    assert now.by_code["sent.on_time"].value == 1
    assert now.by_code["sent.late"].units == (city[AN_LAO].id,)
    assert now.by_code["sent.missing"].value == len(owing) - 2
    assert (lines["Xã An Lão"].state, lines["Phường Hồng Bàng"].state) == ("sau hạn", "đúng hạn")
    assert lines["Phường Hồng Bàng"].receipt.startswith("BC2026")
    assert len(now.lines) == len(owing)
    assert not any("Thuế" in name for name in lines), "no duty, never missing (D06)"


def test_a_report_in_time_that_was_returned_is_not_late_and_its_numbers_do_not_count(send, give_back):
    report = send(HONG_BANG, initiatives=3)
    give_back(report, HONG_BANG)
    now = drawn_at()

    assert now.by_code["sent.late"].value == 0
    assert now.by_code["sent.returned"].value == 1
    assert now.by_code["initiatives.registered"].value is None
    assert "01 đơn vị đã gửi nhưng đang bổ sung theo yêu cầu" in text_of("I", now)


def test_words_of_reports_are_quoted_with_their_unit(send):
    send(HONG_BANG, trouble="Thiếu máy quét;\nmạng chậm.")
    quotes = [(one.section, one.unit, one.text) for one in drawn_at().quotes]

    assert ("VII", "Phường Hồng Bàng", "Thiếu máy quét; mạng chậm.") in quotes


@pytest.fixture
def difficulty(person, city):
    """A proposal sent by Hồng Bàng through its own room."""
    return send_difficulty(
        by=person("canbo.kn", "unit_officer", HONG_BANG),
        at=NOW - timedelta(days=3),
        new=NewDifficulty(
            category=Category.DATA,
            title="Máy chủ chậm",
            text="Cuối ngày không tải được.",
            clause="",
            unit_id=city[HONG_BANG].id,
            organisation="",
        ),
        upload=None,
    )


def test_difficulties_are_quoted_with_their_state_and_who_has_them(difficulty):
    now = drawn_at()
    (line,) = now.difficulties

    assert (line.id, line.receipt, line.sender) == (difficulty.pk, difficulty.receipt, "Phường Hồng Bàng")
    assert (line.state_words, line.owner, line.answer) == ("mới nhận", "", "")
    assert "tiếp nhận 01 phản ánh, kiến nghị của 01 đơn vị, tổ chức; trong đó 01 việc đang xử lý" in text_of(
        "VII", now
    )


def test_progress_is_told_on_the_way(send):
    send(HONG_BANG)
    told = []
    draw(2026, NOW, lambda done, total: told.append((done, total)))

    assert told == [(0, 1), (1, 1)]


def test_figures_survive_being_stored(send, difficulty):
    send(HONG_BANG, initiatives=3)
    figures = drawn_at()

    assert from_json(to_json(figures)) == figures
    assert from_json({}).figures == ()


def test_every_number_of_the_outline_has_its_phrase():
    asked = {
        (section.code, spec.code)
        for section in SECTIONS
        for spec in section.numbers
        if spec.code not in NOT_ADDED
    }

    assert asked == {(section, code) for section, phrases in PHRASES.items() for code in phrases}


def test_sentences_say_as_of_when_how_many_of_how_many_and_what_is_not_known(send):
    send(HONG_BANG, initiatives=3)
    send(AN_LAO, at=NOW)
    now = drawn_at()

    assert "Đến 09 giờ 00 ngày 01/12/2026, có 2/" in text_of("I", now)
    assert "trong đó 01 đơn vị gửi đúng hạn, 01 đơn vị gửi sau hạn; còn " in text_of("I", now)
    assert "Gửi sau hạn: Xã An Lão (gửi ngày 01/12/2026)." in text_of("I", now)
    assert text_of("III", now).startswith("Theo số liệu của 1/")
    assert "3 sáng kiến được ghi vào sổ" in text_of("III", now)
    assert "Chưa có số liệu: sáng kiến được công nhận; sáng kiến có thể nhân rộng; " in text_of("III", now)
    assert sentences("III", from_json({}), None) == []


def test_sentences_tell_the_change_and_of_how_many_units_both_sides_are(city, send):
    send(HONG_BANG, initiatives=3)
    send(AN_LAO, initiatives=5)
    now = drawn_at()
    older = replace(now.by_code["initiatives.registered"], given=((city[HONG_BANG].id, Decimal("1.00")),))
    before = LastYear(2025, replace(now, figures=(older,)))

    assert (
        "So với năm 2025 (số liệu của 2 đơn vị, năm trước 1 đơn vị): "
        "số sáng kiến được ghi vào sổ tăng 7 (năm trước 1)." in text_of("III", now, before)
    )


def test_an_indicator_is_told_by_its_middle_with_mean_and_coverage():
    given = tuple((unit, Decimal(number)) for unit, number in ((1, "80.5"), (2, "90"), (3, "100")))
    one = Figure("indicator.x", "II", "Tỷ lệ hồ sơ trực tuyến", "%", Way.MEDIAN, given, 128)
    now = replace(from_json({}), moment=NOW, figures=(one,))
    before = LastYear(2025, replace(now, figures=(replace(one, given=given[:2]),)))

    assert text_of("II", now, before) == (
        "Tỷ lệ hồ sơ trực tuyến: trung vị của các đơn vị 90%, trung bình 90,17% (số liệu của 3/128 đơn vị); "
        "so với năm 2025 tăng 4,75 (năm trước 85,25; số liệu của 3 đơn vị, năm trước 2 đơn vị)."
    )


def test_changes_name_what_reads_otherwise_and_whose_number_it_was(send):
    send(HONG_BANG, initiatives=3)
    before = drawn_at()
    send(AN_LAO, initiatives=5)
    after = drawn_at(NOW + timedelta(minutes=5))
    found = {change.label: change for change in changes(before, after)}

    registered = found["Số sáng kiến ghi vào sổ"]
    assert registered.before.startswith("3 (1/")
    assert registered.after.startswith("8 (2/")
    assert registered.detail == "thêm Xã An Lão (5)"
    assert (found["Xã An Lão"].before, found["Xã An Lão"].after) == ("chưa gửi", "đúng hạn")
    assert "Số lượt tuyên truyền, tin bài" not in found


def test_numbers_that_changed_places_are_a_change_although_the_total_is_the_same(city, send):
    send(HONG_BANG, initiatives=3)
    send(AN_LAO, initiatives=5)
    before = drawn_at()
    one = before.by_code["initiatives.registered"]
    swapped = replace(one, given=tuple((unit, Decimal(8) - (number or 0)) for unit, number in one.given))
    after = replace(before, figures=tuple(swapped if found is one else found for found in before.figures))

    (change,) = changes(before, after)
    assert change.detail == "Phường Hồng Bàng: 3 → 5; Xã An Lão: 5 → 3"


def test_a_difficulty_that_came_or_went_is_a_change(difficulty):
    after = drawn_at()
    before = replace(after, difficulties=())
    label = f"Kiến nghị {difficulty.receipt}: Máy chủ chậm"

    assert [(one.label, one.before, one.after) for one in changes(before, after)] == [
        (label, "chưa có", "mới nhận")
    ]
    assert changes(after, before)[0].after == "nơi gửi đã rút"


def test_as_many_queries_for_three_reports_as_for_one(send):
    counts = []
    for codes in ((HONG_BANG,), (AN_LAO, NGO_QUYEN)):
        for code in codes:
            send(code)
        drawn_at()
        with CaptureQueriesContext(connection) as caught:
            drawn_at()
        counts.append(len(caught))

    assert counts[0] == counts[1]
