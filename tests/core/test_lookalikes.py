"""One title against a register: the scores of pair by pair, the words both have, and how well it does."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.lookalikes import Known, Match, Register, content_of, marked
from thidua.core.similarity import Title, find_lookalikes

PAIRS = Path(__file__).parent / "data" / "similar_pairs.csv"
WORDS = st.sampled_from(
    ["trợ", "lý", "ảo", "số", "hóa", "hồ", "sơ", "một", "cửa", "TTHC", "kiosk", "thứ", "5"]
)
TITLES = st.lists(WORDS, min_size=1, max_size=10).map(" ".join)
SUMMARIES = st.lists(WORDS, max_size=14).map(" ".join)


def register(*titles):
    return Register(Known.of(number, title) for number, title in enumerate(titles, 1))


@given(
    asked=st.tuples(TITLES, SUMMARIES),
    known=st.lists(st.tuples(TITLES, SUMMARIES), max_size=8),
    threshold=st.sampled_from((0.0, 0.5, 0.8, 1.0)),
)
def test_a_search_scores_as_pair_by_pair(asked, known, threshold):
    found = Register(Known.of(number, *texts) for number, texts in enumerate(known)).search(
        *asked, threshold=threshold, most=100
    )
    expected = {
        number: pair.score
        for number, texts in enumerate(known)
        for pair in find_lookalikes([Title("known", *texts), Title("asked", *asked)], threshold=threshold)
    }
    assert {one.id: one.score for one in found} == expected


def test_the_best_come_first_and_the_entry_itself_can_be_left_out():
    known = register("Trợ lý ảo hỗ trợ thủ tục hành chính", "Tro ly ao ho tro TTHC", "Chuyến xe lưu động")
    found = known.search("Trợ lý ảo hỗ trợ thủ tục hành chính")
    assert [one.id for one in found] == [1, 2]
    assert found[0].score == 1.0
    assert [one.id for one in known.search("Trợ lý ảo hỗ trợ TTHC", but={1})] == [2]
    assert len(known.search("Trợ lý ảo hỗ trợ TTHC", most=1)) == 1
    assert known.search("") == known.search("!") == []


def test_a_match_names_the_words_and_they_are_marked_in_the_text():
    (match,) = register("Robot AI lễ tân tại phường Hồng Bàng").search("Robot trí tuệ nhân tạo lễ tân")
    assert match == Match(1, match.score, frozenset({"robot", "ai", "le", "tan"}))
    assert marked("Robot AI lễ tân, tại phường", match.words) == [
        ("Robot", True), ("AI", True), ("lễ", True), ("tân,", True), ("tại", False), ("phường", False),
    ]  # fmt: skip


def test_what_a_register_keeps_of_a_text_has_no_places():
    assert content_of("Trợ lý ảo TTHC tại phường Hồng Bàng") == "tro li ao thu tuc hanh chinh tai"


@pytest.fixture(scope="module")
def labelled():
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_of_all_labelled_pairs_enough_are_found_and_few_are_wrong(labelled):
    same = [row for row in labelled if row["label"] == "same"]
    different = [row for row in labelled if row["label"] != "same"]
    assert min(len(same), len(different)) >= 100

    def found(rows):
        return sum(bool(register(row["a"]).search(row["b"])) for row in rows)

    right, wrong = found(same), found(different)
    assert right / len(same) >= 0.95
    assert wrong / (right + wrong) <= 0.05
