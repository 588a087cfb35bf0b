"""Grounds of a paper: from the register in words; lapsed, not yet in force and misquoted ones are told."""

from datetime import date

import pytest

from thidua.core.grounds import (
    Doubt,
    check_grounds,
    ground_in_words,
    grounds_among,
    grounds_from,
    punctuated,
    serious_doubts,
)
from thidua.core.programme import load_programme

BASES = load_programme().legal_bases
KNOWN = {basis.id: basis for basis in BASES}
SIGNED = date(2026, 6, 9)
DECREE = (
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, "
    "phân quyền trong lĩnh vực thi đua, khen thưởng"
)
WHAT = "quy định về phân cấp, phân quyền"


def doubts(line: str, on: date = SIGNED) -> list[Doubt]:
    (ground,) = check_grounds([line], BASES, on)
    return [warning.doubt for warning in ground.warnings]


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("luat-tdkt-2022", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"),
        (
            "nd-152-2025",
            "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ về phân cấp, "
            "phân quyền trong lĩnh vực thi đua, khen thưởng; chi tiết và hướng dẫn thi hành Luật Thi đua, "
            "khen thưởng",
        ),
        (
            "qd-282-ttg-2026",
            "Căn cứ Quyết định số 282/QĐ-TTg ngày 12 tháng 02 năm 2026 của Thủ tướng Chính phủ ban hành "
            "Kế hoạch cải cách hành chính nhà nước trọng tâm giai đoạn 2026 - 2030",
        ),
        (
            "ttr-378-snv-2026",
            "Theo Tờ trình số 378/TTr-SNV ngày 30 tháng 5 năm 2026 của Giám đốc Sở Nội vụ đề nghị ban hành "
            "Kế hoạch",
        ),
        ("nd-13-2012", "Căn cứ Nghị định số 13/2012/NĐ-CP của Chính phủ ban hành Điều lệ Sáng kiến"),
        ("luat-anm-2025", "Căn cứ Luật An ninh mạng số 116/2025/QH15"),
    ],
)
def test_a_ground_in_words(basis, words):
    assert ground_in_words(KNOWN[basis]) == words


@pytest.mark.parametrize("basis", list(KNOWN))
def test_what_comes_from_the_register_is_never_misquoted(basis):
    words = ground_in_words(KNOWN[basis])

    assert Doubt.MISQUOTED not in doubts(words)


def test_the_decree_lapses_on_its_day_and_not_the_day_before():
    before = grounds_from(BASES, ["luat-tdkt-2022", "nd-152-2025"], date(2027, 2, 28))
    (_law, decree) = grounds_from(BASES, ["luat-tdkt-2022", "nd-152-2025"], date(2027, 3, 1))

    assert [ground.warnings for ground in before] == [(), ()]
    assert [warning.doubt for warning in decree.warnings] == [Doubt.LAPSED]
    assert "hết hiệu lực từ ngày 01 tháng 3 năm 2027" in decree.warnings[0].words
    assert decree.warnings[0].is_serious


def test_a_law_that_is_not_in_force_yet_is_told():
    (ground,) = grounds_from(BASES, ["luat-anm-2025"], SIGNED)

    assert [warning.doubt for warning in ground.warnings] == [Doubt.NOT_YET]


def test_an_unknown_validity_is_unknown_and_not_wrong():
    (ground,) = grounds_from(BASES, ["luat-tcdp-2025"], SIGNED)

    assert [warning.doubt for warning in ground.warnings] == [Doubt.VALIDITY_UNKNOWN]
    assert not ground.warnings[0].is_serious


@pytest.mark.parametrize(
    "line",
    [
        DECREE,
        f"Căn cứ Nghị định 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ {WHAT};",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15;",
        "Căn cứ Thông tư số 15/2025/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ quy định "
        "biện pháp thi hành Luật Thi đua, khen thưởng và Nghị định số 152/2025/NĐ-CP ngày "
        "14/6/2025 của Chính phủ;",
    ],
)
def test_rightly_quoted_ones_pass(line):
    assert doubts(line) == []


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (f"Căn cứ Nghị định số 125/2025/NĐ-CP của Chính phủ {WHAT}", "125/2025/NĐ-CP"),
        (f"Căn cứ Nghị định số 152/2024/NĐ-CP của Chính phủ {WHAT}", "152/2024/NĐ-CP"),
        (f"Căn cứ Nghị định số 152/2025/ND-CP của Chính phủ {WHAT}", "152/2025/ND-CP"),
        (f"Căn cứ Nghị định số 152/2025/NĐ-CP ngày 04 tháng 6 năm 2025 của Chính phủ {WHAT}", "04/6/2025"),
        (f"Căn cứ Nghị định số 152/2025/NĐ-CP của Thủ tướng Chính phủ {WHAT}", "Thủ tướng"),
        ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2023", "15/6/2023"),
        (
            "Căn cứ Quyết định 1478/QĐ-UBND ngày 14 tháng 4 năm 2026 của Thủ tướng Chính phủ ban hành",
            "của Ủy ban nhân dân thành phố Hải Phòng",
        ),
        (
            "Căn cứ Quyết định 478/QĐ-UBND ngày 14 tháng 4 năm 2026 của Ủy ban nhân dân thành phố",
            "1478/QĐ-UBND",
        ),
    ],
)
def test_misquoted_ones_are_told_with_what_the_register_says(line, part):
    (ground,) = check_grounds([line], BASES, SIGNED)
    told = [warning for warning in ground.warnings if warning.doubt is Doubt.MISQUOTED]

    assert len(told) == 1
    assert part in told[0].words
    assert told[0].basis


def test_a_typed_ground_that_has_lapsed_is_told():
    assert doubts(DECREE, date(2027, 3, 31)) == [Doubt.LAPSED]


@pytest.mark.parametrize("line", ["Căn cứ Nghị định số 77/2029/NĐ-CP của Chính phủ", "Xét đề nghị của Sở"])
def test_what_the_register_does_not_know_is_not_called_wrong(line):
    assert doubts(line) == [Doubt.NOT_REGISTERED]


def test_lines_are_cleaned_and_marked():
    grounds = check_grounds(["  Căn cứ A ;", "", "Căn cứ B."], BASES, SIGNED)

    assert punctuated([ground.words for ground in grounds]) == ("Căn cứ A;", "Căn cứ B.")


def test_of_a_text_only_what_cites_something_is_looked_at():
    text = [
        "Căn cứ {{ can_cu }};",
        "{{ can_cu }}",
        "Căn cứ",
        " Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;",
        "Theo đề nghị của Giám đốc Sở Nội vụ",
        "Theo Tờ trình số 378/TTr-SNV của {{ ai }}",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;",
    ]
    assert grounds_among(text) == [text[3].strip(), text[5]]


def test_serious_doubts_are_told_once_and_the_unknown_is_none():
    twice = ["Căn cứ Thông tư 15/2025/TT-BNV ngày 01/01/2020"] * 2
    found = serious_doubts([*twice, "Căn cứ Nghị quyết 45/NQ-HĐND"], BASES, SIGNED)
    assert len(found) == 1
    assert "01/01/2020" in found[0]
