"""Figures: what was sent added up, each with the units behind it; what is not known stays unknown."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.synthesis.conftest import AN_LAO, HONG_BANG, NGO_QUYEN, NOW

from thidua.core.blocks import Block
from thidua.synthesis.figures import changes, draw, from_json
from thidua.synthesis.words import sentences

pytestmark = pytest.mark.django_db


def nothing(_done: int, _total: int) -> None:
    """No progress to tell."""


def by_code(figures):
    return {one.code: one for one in figures.figures}


def test_a_sum_knows_its_units_and_a_number_nobody_gave_is_unknown(city, send):
    send(HONG_BANG, initiatives=3)
    send(AN_LAO, initiatives=5)
    send(NGO_QUYEN)
    found = by_code(draw(2026, NOW, nothing))

    registered = found["initiatives.registered"]
    assert registered.value == Decimal(8)
    assert set(registered.units) == {city[HONG_BANG].id, city[AN_LAO].id}
    assert found["publicity.items"].value is None
    assert found["publicity.items"].words == "chưa có"


def test_who_is_late_and_who_is_missing_among_those_who_owe_a_report(city, send):
    send(HONG_BANG)
    send(AN_LAO, at=NOW)
    figures = draw(2026, NOW, nothing)
    found = by_code(figures)
    owing = [unit for unit in city.living() if unit.block is not Block.NONE]

    assert found["sent.on_time"].value == 1
    assert found["sent.late"].units == (city[AN_LAO].id,)
    assert found["sent.missing"].value == len(owing) - 2
    assert figures.late == ("Xã An Lão (gửi ngày 01/12/2026)",)
    assert sum(row[1] for row in figures.blocks) == len(owing)
    assert not any("Thuế" in name for name in figures.missing), "no duty, never missing (D06)"


def test_a_report_in_time_that_was_returned_and_sent_again_is_not_late(city, send, give_back):
    report = send(HONG_BANG)
    give_back(report, HONG_BANG)

    assert by_code(draw(2026, NOW, nothing))["sent.late"].value == 0


def test_difficulties_are_quoted_word_by_word_with_their_unit(send):
    send(HONG_BANG, trouble="Thiếu máy quét;\nmạng chậm.")
    figures = draw(2026, NOW, nothing)

    assert ("VII", "Phường Hồng Bàng", "Thiếu máy quét; mạng chậm.") in figures.quotes


def test_progress_is_told_on_the_way(send):
    send(HONG_BANG)
    told = []
    draw(2026, NOW, lambda done, total: told.append((done, total)))

    assert told == [(0, 1), (1, 1)]


def test_figures_survive_being_stored(send):
    send(HONG_BANG, initiatives=3)
    figures = draw(2026, NOW, nothing)

    assert from_json(figures.to_json()) == figures
    assert from_json({}).figures == ()


def test_sentences_say_of_how_many_units_and_how_it_was_last_year(send):
    send(HONG_BANG, initiatives=3)
    figures = draw(2026, NOW, nothing)
    [told] = [words for code, words in sentences("III", figures, None) if code == "initiatives.registered"]
    assert told.startswith("Số sáng kiến ghi vào sổ: 3, theo báo cáo của 1/")

    older = from_json(figures.to_json())
    poorer = from_json(
        {
            **older.to_json(),
            "figures": [
                {**one, "value": "1"} if one["code"] == "initiatives.registered" else one
                for one in older.to_json()["figures"]
            ],
        }
    )
    [told] = [words for code, words in sentences("III", figures, poorer) if code == "initiatives.registered"]
    assert told.endswith("; tăng 2 so với năm trước.")


def test_changes_name_what_reads_otherwise(send):
    send(HONG_BANG, initiatives=3)
    before = draw(2026, NOW, nothing)
    send(AN_LAO, initiatives=5)
    after = draw(2026, NOW + timedelta(minutes=5), nothing)
    told = {change.label: (change.before, change.after) for change in changes(before, after)}

    assert told["Số sáng kiến ghi vào sổ"] == ("3 (1 đơn vị)", "8 (2 đơn vị)")
    assert "Số lượt tuyên truyền, tin bài" not in told
