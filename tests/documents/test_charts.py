"""Rank charts: what a page under the strict content policy may hold, and what a reader sees in them."""

import os
import re
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from thidua.documents.charts import (
    FONT,
    INK,
    LINE_COLOURS,
    NumberLine,
    RankLine,
    _spread,
    _ticks,
    draw_numbers,
    draw_ranks,
)

YEARS = (2025, 2026, 2027, 2028)
WORDS = {"title": "Hạng qua các năm, khối phường", "year_title": "Năm", "rank_title": "Hạng"}
HONG_BANG = RankLine("Phường Hồng Bàng", ((2025, 1), (2026, 2), (2027, 1), (2028, 3)))
HAI_AN = RankLine("Phường Hải An", ((2025, 2), (2027, 2), (2028, 1)))


def draw(*lines, years=YEARS, **change):
    return draw_ranks(lines, years=years, **{**WORDS, **change})


def elements(svg):
    return list(ElementTree.fromstring(svg).iter())


def named(svg, tag):
    return [one for one in elements(svg) if one.tag.endswith(f"}}{tag}")]


def texts(svg):
    return [one.text for one in named(svg, "text")]


def strokes(svg):
    """The drawn lines: colour and dashes of each."""
    groups = [one for one in named(svg, "g") if "mark-line" in one.get("class", "")]
    return [(path.get("stroke"), path.get("stroke-dasharray")) for group in groups for path in group]


@pytest.fixture(scope="module")
def chart():
    return draw(HONG_BANG, HAI_AN)


def test_nothing_in_it_can_run_or_load_or_style(chart):
    assert {one.tag.rpartition("}")[2] for one in elements(chart)} == {"svg", "g", "path", "line", "text"}
    attributes = {name for one in elements(chart) for name in one.attrib}
    assert "style" not in attributes
    assert {name for name in attributes if name.startswith("on") or name.endswith("href")} == set()
    assert "url(" not in chart


def test_it_has_one_name_for_those_who_hear_it(chart):
    root = ElementTree.fromstring(chart)

    assert (root.get("role"), root.get("aria-label")) == ("img", "Hạng qua các năm, khối phường")
    assert root.get("viewBox").startswith("0 0 ")


def test_labels_are_vietnamese_in_our_font_and_each_line_is_named_at_its_end(chart):
    assert {one.get("font-family") for one in named(chart, "text")} == {FONT}
    assert texts(chart) == [
        "2025",
        "2026",
        "2027",
        "2028",
        "Năm",
        "1",
        "2",
        "3",
        "Hạng",
        *("Phường Hồng Bàng", "Phường Hải An"),
    ]
    ends = {one.text: one.get("fill") for one in named(chart, "text") if "Phường" in one.text}
    assert ends == dict(zip(("Phường Hồng Bàng", "Phường Hải An"), LINE_COLOURS, strict=False))


def test_the_same_facts_give_the_same_drawing(chart):
    assert draw(HONG_BANG, HAI_AN) == chart
    assert draw(HAI_AN, HONG_BANG) != chart


def test_a_year_that_was_not_published_breaks_the_line(chart):
    colours = [colour for colour, _dashes in strokes(chart)]

    # Hồng Bàng in one run; Hải An until 2025 and again from 2027.
    assert colours == [LINE_COLOURS[0], LINE_COLOURS[1], LINE_COLOURS[1]]


def test_units_that_share_their_last_place_are_named_under_each_other():
    tied = [
        RankLine(name, ((2027, n), (2028, 2))) for n, name in enumerate(("Xã An", "Xã Bình", "Xã Chi"), 1)
    ]

    labels = [one for one in named(draw(*tied), "text") if one.text.startswith("Xã")]

    places = [tuple(map(float, re.findall(r"[\d.]+", one.get("transform")))) for one in labels]
    assert [one.text for one in labels] == ["Xã An", "Xã Bình", "Xã Chi"]
    assert len({x for x, _y in places}) == 1
    assert [below - above >= 16 for (_, above), (_, below) in pairwise(places)] == [True, True]


def heights(svg, starts: str) -> list[float]:
    """How far down each name that starts so stands, from the top."""
    labels = [one for one in named(svg, "text") if one.text.startswith(starts)]
    return sorted(float(re.findall(r"[\d.]+", one.get("transform"))[-1]) for one in labels)


@pytest.mark.parametrize(
    "ends", [("95.8", "95.9"), ("95.8", "95.8"), ("0.1", "99.9"), ("80", "80.1", "80.2")]
)
def test_names_at_the_ends_of_close_numbers_do_not_overlap(ends):
    lines = [
        NumberLine(f"Xã {n}", ((2027, Decimal(40 + n)), (2028, Decimal(end)))) for n, end in enumerate(ends)
    ]
    svg = draw_numbers(
        lines, title="Tỷ lệ", years=(2027, 2028), year_title="Năm", number_title="%",
        bounds=(Decimal(0), Decimal(100)),
    )  # fmt: skip

    assert all(below - above >= 16 for above, below in pairwise(heights(svg, "Xã")))


def test_names_of_neighbours_far_down_a_long_ranking_do_not_overlap():
    lines = [RankLine(f"Xã {n}", ((2027, n), (2028, 60 + n % 4))) for n in range(1, 7)]

    assert all(below - above >= 16 for above, below in pairwise(heights(draw(*lines), "Xã")))


def test_a_name_with_room_stays_at_its_line():
    assert _spread([5.0, 1.0, 1.2], gap=1.0) == [5.0, pytest.approx(0.6), pytest.approx(1.6)]


def test_names_cannot_break_out_of_the_drawing():
    svg = draw(RankLine('Xã "<b>" & <script>', ((2025, 1), (2026, 1))), title='Hạng "A" <b> & Ấ')

    assert ElementTree.fromstring(svg).get("aria-label") == 'Hạng "A" <b> & Ấ'
    assert 'Xã "<b>" & <script>' in texts(svg)
    assert {one.tag.rpartition("}")[2] for one in elements(svg)} == {"svg", "g", "path", "line", "text"}


def test_sixteen_lines_are_all_told_apart_by_colour_and_dashes():
    lines = [RankLine(f"Xã {n}", ((2025, n), (2026, n))) for n in range(1, 17)]

    drawn = strokes(draw(*lines, years=(2025, 2026)))

    assert len(set(drawn)) == 16
    assert {colour for colour, _dashes in drawn} == set(LINE_COLOURS)


@pytest.mark.parametrize("colour", [*LINE_COLOURS, INK])
def test_every_colour_is_readable_on_white(colour):
    def light(channel):
        value = int(channel, 16) / 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (light(colour[at : at + 2]) for at in (1, 3, 5))

    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("worst", "ticks"),
    [
        (1, [1]),
        (3, [1, 2, 3]),
        (16, list(range(1, 17))),
        (17, [1, 2, 4, 6, 8, 10, 12, 14, 16]),
        (69, [1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65]),
    ],
)
def test_the_scale_counts_from_rank_one_in_round_steps(worst, ticks):
    assert _ticks(worst) == ticks


def test_one_year_in_which_all_are_first_is_drawn_too():
    svg = draw(RankLine("Xã An", ((2025, 1),)), years=(2025,))

    assert {"2025", "1", "Xã An"} <= set(texts(svg))


def test_without_lines_there_is_no_chart():
    with pytest.raises(ValueError, match="at least one line"):
        draw()


def test_the_engine_is_not_loaded_before_the_first_chart(root):
    code = "import sys, thidua.documents.charts; print('vl_convert' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}

    asked = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)

    assert asked.stdout.split() == [b"False"]
