"""Grounds of a paper: from the register in words; lapsed, not yet in force and misquoted ones are told."""

from datetime import date

import pytest

from thidua.core.grounds import (
    Doubt,
    check_grounds,
    ground_in_words,
    grounds_among,
    grounds_for,
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
    broken = words.replace(" ngày", "\nngày").replace("/NĐ", "/\nNĐ").replace(" của ", " của\n")

    for written in (words, words.upper(), f"1. {words};", broken):
        assert not {Doubt.MISQUOTED, Doubt.MAYBE_MISQUOTED} & set(doubts(written)), written


DECREE_ID = "nd-152-2025"
NEWER = KNOWN[DECREE_ID].model_copy(
    update={
        "id": "nd-99-2027",
        "number": "99/2027/NĐ-CP",
        "date": date(2027, 2, 10),
        "valid_from": date(2027, 3, 1),
        "valid_to": None,
        "grounds_for": None,
        "replaces": (DECREE_ID,),
    }
)


def printed(bases, on) -> list[str]:
    grounds = grounds_for("awards", bases, on, published=BASES)
    return [ground.words.removeprefix("Căn cứ ").split(" ngày ")[0] for ground in grounds]


def test_the_register_itself_says_what_is_a_ground_for_which_paper():
    usual = ["Luật Tổ chức chính quyền địa phương", "Luật Thi đua, khen thưởng"]
    usual += ["Nghị định số 152/2025/NĐ-CP", "Thông tư số 15/2025/TT-BNV"]
    assert printed(BASES, SIGNED) == usual

    more = KNOWN["qd-282-ttg-2026"].model_copy(update={"grounds_for": ("awards",)})
    less = KNOWN["tt-15-2025"].model_copy(update={"grounds_for": ()})
    changed = [{more.id: more, less.id: less}.get(basis.id, basis) for basis in BASES]
    assert printed(changed, SIGNED) == [*usual[:3], "Quyết định số 282/QĐ-TTg"]


def test_an_edition_from_before_the_register_said_so_prints_what_the_published_plan_does():
    older = [basis.model_copy(update={"grounds_for": None}) for basis in BASES]
    assert printed(older, SIGNED) == printed(BASES, SIGNED)


def test_a_replaced_basis_gives_way_on_the_day_on_which_the_newer_one_begins():
    """Also where nobody has written when the older one ends, or wrote a later day."""
    for end in (date(2027, 3, 1), date(2027, 6, 1), None):
        older = KNOWN[DECREE_ID].model_copy(update={"valid_to": end})
        bases = [older if basis.id == DECREE_ID else basis for basis in (*BASES, NEWER)]
        assert printed(bases, date(2027, 2, 28))[2] == "Nghị định số 152/2025/NĐ-CP"
        assert printed(bases, date(2027, 3, 1))[2:] == [
            "Nghị định số 99/2027/NĐ-CP",
            "Thông tư số 15/2025/TT-BNV",
        ]
        after = grounds_for("awards", bases, date(2027, 3, 1), published=BASES)
        assert [w.doubt for ground in after[1:] for w in ground.warnings] == []
        (typed,) = check_grounds([DECREE], bases, date(2027, 3, 1))
        assert typed.warnings[0].doubt is Doubt.LAPSED
        assert "99/2027/NĐ-CP (hiệu lực từ 01/3/2027)" in typed.warnings[0].words


def test_one_that_replaces_two_is_printed_once_and_a_replacement_may_be_replaced():
    both = NEWER.model_copy(update={"replaces": (DECREE_ID, "tt-15-2025")})
    assert printed([*BASES, both], date(2027, 3, 1))[2:] == ["Nghị định số 99/2027/NĐ-CP"]
    newest = NEWER.model_copy(
        update={
            "id": "nd-7-2028",
            "number": "7/2028/NĐ-CP",
            "valid_from": date(2028, 3, 1),
            "replaces": (NEWER.id,),
        }
    )
    bases = [*BASES, NEWER, newest]
    assert printed(bases, date(2028, 2, 29))[2] == "Nghị định số 99/2027/NĐ-CP"
    assert printed(bases, date(2028, 3, 1))[2] == "Nghị định số 7/2028/NĐ-CP"


def test_the_decree_lapses_on_its_day_and_not_the_day_before():
    before = grounds_for("awards", BASES, date(2027, 2, 28), published=BASES)
    (*_laws, decree, _circular) = grounds_for("awards", BASES, date(2027, 3, 1), published=BASES)

    assert [ground.warnings for ground in before[1:]] == [(), (), ()]
    assert [warning.doubt for warning in decree.warnings] == [Doubt.LAPSED]
    assert decree.warnings[0].is_serious


def test_a_lapsed_one_is_told_with_its_day_where_the_day_is_from_and_that_nothing_replaces_it():
    [words] = serious_doubts([DECREE], BASES, date(2027, 3, 1))
    assert words.startswith("152/2025/NĐ-CP hết hiệu lực từ ngày 01 tháng 3 năm 2027")
    assert "lấy từ: Bản sao siêu dữ liệu của vbpl.vn, mã 178327" in words
    assert "hãy đối chiếu bản gốc" in words
    assert "chưa kiểm ở nguồn gốc" not in words
    assert "Sổ căn cứ chưa có văn bản thay thế" in words

    unseen = KNOWN[DECREE_ID].model_copy(update={"evidence": "GK"})
    [words] = serious_doubts([DECREE], [unseen], date(2027, 3, 1))
    assert "ghi ngày 23/11/2026, chưa kiểm ở nguồn gốc" in words


def test_between_the_end_of_one_and_the_day_of_the_next_the_next_is_named():
    later = NEWER.model_copy(update={"valid_from": date(2027, 4, 1)})
    grounds = grounds_for("awards", [*BASES, later], date(2027, 3, 15), published=BASES)
    [told] = grounds[2].warnings
    assert told.doubt is Doubt.LAPSED
    assert "Văn bản thay thế: 99/2027/NĐ-CP (hiệu lực từ 01/4/2027)" in told.words


def test_one_that_has_not_begun_is_not_printed_and_told_where_somebody_typed_it():
    law = KNOWN["luat-anm-2025"].model_copy(update={"grounds_for": ("awards",)})
    assert printed([*BASES, law], SIGNED) == printed(BASES, SIGNED)
    assert doubts("Căn cứ Luật An ninh mạng số 116/2025/QH15") == [Doubt.NOT_YET]


def test_an_unknown_validity_is_unknown_and_not_wrong():
    ground = grounds_for("awards", BASES, SIGNED, published=BASES)[0]

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
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ quy định về phân cấp, phân quyền "
        "trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật "
        "Thi đua, khen thưởng",
        "Căn cứ Nghị định số 152/2025/NĐ-CP về thi đua, khen thưởng",
        "Căn cứ Nghị định số 152/2025/NĐ-CP quy định chi tiết thi hành Luật Thi đua, khen thưởng",
        "Căn cứ Nghị định số 152/2025/NĐ-CP ban hành ngày 14/6/2025",
        "Căn cứ Nghị định số 152/2025/NĐ-CP quy định tại Điều 4 như sau",
        "Căn cứ khoản 2 Điều 4 Nghị định số 152/2025/NĐ-CP quy định các trường hợp tạm dừng xét",
        "Theo Nghị định số 152/2025/NĐ-CP về hồ sơ thì đơn vị đã nộp đủ",
        "Căn cứ Thông tư số 15/2025/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ Nội vụ quy định biện pháp để tổ "
        "chức, hướng dẫn thi hành Luật Thi đua, khen thưởng và Nghị định số 152/2025/NĐ-CP",
        "Căn cứ Luật TĐ-KT số 06/2022/QH15",
        "Căn cứ Luật Thi đua, khen thưởng và các văn bản số 282/QĐ-TTg",
        "Căn cứ Quyết định số 282/QĐ-TTg phê duyệt Kế hoạch CCHC nhà nước trọng tâm giai đoạn 2026-2030",
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
        ("Căn cứ Nghị quyết số 152/2025/NĐ-CP", "ghi là Nghị quyết, trong sổ là Nghị định"),
        ("Căn cứ Nghị quyết số 06/2022/QH15", "ghi là Nghị quyết, trong sổ là Luật"),
        (
            "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ về công tác văn thư",
            "trong sổ là “Nghị định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng",
        ),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP\nvề công tác lưu trữ.", "tên ghi là “về công tác lưu trữ”"),
        ("Căn cứ Luật An ninh mạng số 06/2022/QH15", "trong sổ là “Luật Thi đua, khen thưởng”"),
        (
            "Căn cứ Quyết định 282/QĐ-TTg ban hành Kế hoạch cải cách hành chính năm 2026 của thành phố",
            "trong sổ là “Kế hoạch cải cách hành chính nhà nước trọng tâm",
        ),
        ("Căn cứ Luật Thi đua, khen thưởng số 6/2022/QH15", "trong sổ là 06/2022/QH15"),
        ("Căn cứ Nghị định số 152/2025/NQ-CP", "số ghi là 152/2025/NQ-CP, trong sổ là 152/2025/NĐ-CP"),
        ("Căn cứ Nghị định số 151/2025/NĐ-CP ngày 14/6/2025", "trong sổ là 152/2025/NĐ-CP"),
    ],
)
def test_misquoted_ones_are_told_with_what_the_register_says(line, part):
    (ground,) = check_grounds([line], BASES, SIGNED)
    told = [warning for warning in ground.warnings if warning.doubt is Doubt.MISQUOTED]

    assert len(told) == 1
    assert part in told[0].words
    assert told[0].basis


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("Căn cứ Nghị định số 151/2025/NĐ-CP của Chính phủ", Doubt.MAYBE_MISQUOTED),
        (f"Căn cứ Nghị định số 151/2025/NĐ-CP ngày 12/6/2025 {WHAT}", Doubt.MAYBE_MISQUOTED),
        ("Căn cứ Nghị định số 151/2025/NĐ-CP ngày 12/6/2025 của Chính phủ", Doubt.NOT_REGISTERED),
        ("Căn cứ Nghị định số 151/2025/NĐ-CP ngày 14/6/2025 về công tác lưu trữ", Doubt.MAYBE_MISQUOTED),
        ("Căn cứ Nghị quyết số 152/2025/NQ-CP của Chính phủ", Doubt.NOT_REGISTERED),
    ],
)
def test_a_text_with_a_number_close_to_one_in_the_register_is_asked_about_and_not_called_wrong(line, doubt):
    """Before printing too, unless its day, kind or title say that it is another text."""
    (ground,) = check_grounds([line], BASES, SIGNED)
    [told] = ground.warnings
    assert told.doubt is doubt
    assert "không có trong sổ căn cứ; có phải 152/2025/NĐ-CP (Nghị định về phân cấp" in told.words
    assert "không? Hãy kiểm tra số hiệu, hoặc thêm văn bản này vào sổ căn cứ." in told.words


def test_another_text_with_the_title_of_one_in_the_register_is_asked_about():
    """It may be the one that the registered one replaced."""
    assert doubts("Căn cứ Nghị định số 110/2004/NĐ-CP về công tác văn thư") == [Doubt.MAYBE_MISQUOTED]
    older = "Căn cứ Thông tư số 01/2024/TT-BNV quy định biện pháp thi hành Luật Thi đua, khen thưởng"
    assert Doubt.MISQUOTED not in doubts(older)


def test_a_law_that_amends_one_in_the_register_is_not_held_for_it():
    amending = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 16/11/2013"
    assert doubts(amending) == [Doubt.NOT_REGISTERED]


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
