"""What is told of a case file that cannot be used: each fault with its path, what is wrong and the cure."""

from typing import Any

import pytest

from thidua.core.casefile import parse_case, parse_notices, read_data
from thidua.core.plain_yaml import Bare, YamlFault, read_yaml
from thidua.core.programme import load_programme
from thidua.core.records import DataFaults, Record, describe

PLAN = load_programme()
AWARDS = ", ".join(PLAN.award_by_id)
UNIT = "units: [{code: P1, name: Phường Một, block: phuong}]"


def faults(text: str, *, is_json: bool = False) -> list[str]:
    """Every fault of a case file as `path: message`."""
    found: list[tuple[str, str]] = []
    try:
        parse_case(read_data(text.encode(), is_json=is_json, faults=found), found)
    except DataFaults as error:
        return [f"{path}: {message}" for path, message in error.faults]
    return []


def case(**parts: str) -> str:
    """A case in YAML: a day, a ward, and the parts given (flow style)."""
    lines = {"as_of": "2027-03-01", "units": "[{code: P1, name: Phường Một, block: phuong}]", **parts}
    return "\n".join(f"{key}: {value}" for key, value in lines.items())


def nomination(**parts: str) -> str:
    """A case with one nomination; a part of "" is left out."""
    given = {"id": "N1", "award": "annual.collective", "cycle": "2026", "unit": "P1", **parts}
    return case(nominations="[{" + ", ".join(f"{k}: {v}" for k, v in given.items() if v) + "}]")


def test_a_small_case_is_right() -> None:
    assert faults(case()) == []
    assert faults(nomination()) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- 1\n", ": phải là một nhóm khóa: giá trị (units, index …), đang là một danh sách"),
        ("3\n", ": phải là một nhóm khóa: giá trị (units, index …), đang là “3”"),
        (UNIT, "as_of: thiếu, bắt buộc phải có"),
        (case(as_of="01/3/2027"), "as_of: phải là ngày dạng 2027-03-31, đang là “01/3/2027”"),
        (case(as_of="2027-02-29"), "as_of: 2027-02-29 không phải ngày có thật trong lịch"),
        (case(readings="[x]"), "readings: phải là một nhóm khóa: giá trị, đang là một danh sách"),
        (
            case(readings="{flag_metric: median}"),
            "readings.flag_metric: “median” không nằm trong các giá trị: mean_score, mean_rank, first_places",
        ),
        (case(programme="qd-1"), "programme: không có chương trình “qd-1”; đang có: qd-2162-2026"),
        (case(units="{code: P1}"), "units: phải là danh sách, đang là một nhóm khóa: giá trị"),
        (case(units="[P1]"), "units[0]: phải là một nhóm khóa: giá trị, đang là “P1”"),
        (
            case(units="[{code: P1, name: 5, block: xa}]"),
            "units[0].name: phải là chữ, đang là “5”",
        ),
        (
            case(units="[{code: P1, name: 5.5, block: xa}]"),
            "units[0].name: phải là chữ, đang là số “5.5”; đặt trong dấu nháy kép nếu đó là tên",
        ),
        (
            case(units='[{code: P1, name: " ", block: xa}]'),
            "units[0].name: để trống, phải có chữ",
        ),
        (
            case(units="[{code: P1, name: A, block: huyen}]"),
            "units[0].block: “huyen” không nằm trong các giá trị: so, phuong, xa, none",
        ),
        (
            case(units="[{code: P1, name: A, block: xa}, {code: P1, name: B, block: xa}]"),
            "units[1].code: đơn vị “P1” đã khai ở trên; mỗi đơn vị một dòng",
        ),
        (
            case(index="[{year: 1999, unit: P1, rank: 1}]"),
            "index[0].year: 1999 nằm ngoài phạm vi từ 2000 đến 2100",
        ),
        (case(index="[{year: 2026, unit: P1, rank: 0}]"), "index[0].rank: 0 nằm ngoài phạm vi từ 1 trở lên"),
        (
            case(index="[{year: 2026, unit: P1, rank: 1.5}]"),
            "index[0].rank: phải là số nguyên, đang là “1.5”",
        ),
        (
            case(index="[{year: 2026, unit: P1, rank: true}]"),
            "index[0].rank: phải là số nguyên, đang là true",
        ),
        (
            case(index="[{year: 2026, unit: P1, rank: 1}, {year: 2026, unit: P1, rank: 2}]"),
            "index[1].unit: đơn vị “P1” năm 2026 đã có ở index[0]; mỗi năm một dòng",
        ),
        (
            case(index='[{year: 2026, unit: P1, rank: 1, score: "95"}]'),
            "index[0].score: phải là số viết không có dấu nháy, đang là “95”",
        ),
        (
            case(index='[{year: 2026, unit: P1, rank: 1, score: "95,5"}]'),
            "index[0].score: phải là số viết không có dấu nháy, đang là “95,5”; dùng dấu chấm thập phân: "
            "95.80",
        ),
        (
            case(index="[{year: 2026, unit: P1, rank: 1, score: 1e31}]"),
            "index[0].score: “1e31” quá dài hoặc quá lớn, không phải điểm",
        ),
        (
            case(index="[{year: 2026, unit: P1, rank: 1, score: []}]"),
            "index[0].score: phải là số viết không có dấu nháy, đang là một danh sách",
        ),
        (
            case(index="[{year: 2026, unit: P1, rank: 1, published: [1]}]"),
            "index[0].published: phải là ngày dạng 2027-03-31, đang là một danh sách",
        ),
        (
            case(units="[{code: P1, name: P, block: none, earlier: [{year: 2026, block: none}]}]"),
            "units[0].earlier[0].block: “none” không nằm trong các giá trị: so, phuong, xa",
        ),
        (
            case(
                units="[{code: P1, name: P, block: none, "
                "earlier: [{year: 2026, block: so}, {year: 2026, block: xa}]}]"
            ),
            "units[0].earlier[1].year: năm 2026 đã ghi ở trên; mỗi năm một dòng",
        ),
        (
            case(initiatives="[{id: I1, unit: P1, replicable: yes}]"),
            "initiatives[0].replicable: chỉ nhận true hoặc false (không có dấu nháy), đang là “yes”",
        ),
        (
            case(initiatives="[{id: I1, unit: P1, used_for: [best]}]"),
            f"initiatives[0].used_for[0]: không có hình thức khen thưởng “best”; đang có: {AWARDS}",
        ),
        (
            case(initiatives="[{id: I1, unit: P1, same_as: I9}]"),
            "initiatives[0].same_as: không có sáng kiến “I9” trong initiatives",
        ),
        (
            case(initiatives="[{id: I1, unit: P1, same_as: I1}]"),
            "initiatives[0].same_as: “I1” không phải sáng kiến có trước nhất; hãy ghi mã sáng kiến đó",
        ),
        (
            case(initiatives="[{id: I1, unit: P1, used_for: best}]"),
            "initiatives[0].used_for: phải là danh sách, đang là “best”",
        ),
        (nomination(id=""), "nominations[0].id: thiếu, bắt buộc phải có"),
        (nomination(id="[]"), "nominations[0].id: phải là chữ, đang là một danh sách"),
        (nomination(cycle=""), "nominations[0].cycle: thiếu, bắt buộc phải có"),
        (
            nomination(award="best"),
            f"nominations[0].award: không có hình thức khen thưởng “best”; đang có: {AWARDS}",
        ),
        (nomination(cycle="1990"), "nominations[0].cycle: năm 1990 nằm ngoài 2000..2100"),
        (nomination(cycle="soon"), "nominations[0].cycle: phải là một năm hoặc 2026-2030, đang là “soon”"),
        (nomination(cycle="true"), "nominations[0].cycle: phải là một năm hoặc 2026-2030, đang là true"),
        (
            nomination(cycle='"2026"'),
            "nominations[0].cycle: phải là một năm (năm viết không có dấu nháy) hoặc 2026-2030, đang là "
            "“2026”",
        ),
        (
            nomination(cycle="2026-2030"),
            "nominations[0].cycle: annual.collective xét theo một năm, đang là “2026-2030”",
        ),
        (
            nomination(award="period.flag"),
            "nominations[0].cycle: period.flag xét theo giai đoạn 2026-2030, đang là “2026”",
        ),
        (
            nomination(initiatives="[I9]"),
            "nominations[0].initiatives[0]: không có sáng kiến “I9” trong initiatives",
        ),
        (
            nomination(facts="[x]"),
            "nominations[0].facts: phải là một nhóm khóa: giá trị, đang là một danh sách",
        ),
        (
            nomination(facts="{rating: best}"),
            "nominations[0].facts.rating: “best” không nằm trong các giá trị: excellent, good, completed, "
            "failed",
        ),
        (
            nomination(facts="{par_months: -1}"),
            "nominations[0].facts.par_months: -1 nằm ngoài phạm vi từ 0 trở lên",
        ),
        (
            nomination(colour="red"),
            "nominations[0].colour: khóa không có trong mẫu; các khóa dùng được: id, award, cycle, unit, "
            "name, initiatives, facts",
        ),
    ],
)
def test_one_fault_is_told_with_its_path_and_the_cure(text: str, told: str) -> None:
    assert faults(text) == [told]


def test_half_a_letter_is_told() -> None:
    """YAML refuses it itself; JSON lets it through."""
    text = '{"as_of": "2027-03-01", "units": [{"code": "P1", "name": "\\ud800", "block": "xa"}]}'
    assert faults(text, is_json=True) == [
        "units[0].name: có ký tự hỏng (mã Unicode không ghép đôi); hãy gõ lại"
    ]


@pytest.mark.parametrize("edge", ["1e30", "1e-30", "9." + "0" * 48])
def test_the_longest_and_largest_points_are_read(edge: str) -> None:
    assert faults(case(index=f"[{{year: 2026, unit: P1, rank: 1, score: {edge}}}]")) == []


@pytest.mark.parametrize("over", ["1e31", "1e-31", "9." + "0" * 49])
def test_longer_and_larger_points_are_refused(over: str) -> None:
    (told,) = faults(case(index=f"[{{year: 2026, unit: P1, rank: 1, score: {over}}}]"))
    assert told.startswith("index[0].score: ")
    assert told.endswith("quá dài hoặc quá lớn, không phải điểm")


def test_a_unit_known_by_a_faulty_row_is_no_second_fault() -> None:
    text = case(
        units="[{code: P1, name: A, block: huyen}]",
        index="[{year: 2026, unit: P1, rank: 1}, {year: 2026, unit: , rank: 1}, "
        "{year: 2026, unit: , rank: 2}]",
    )
    assert faults(text) == [
        "units[0].block: “huyen” không nằm trong các giá trị: so, phuong, xa, none",
        "index[1].unit: thiếu, bắt buộc phải có",
        "index[2].unit: thiếu, bắt buộc phải có",
    ]


# --- notices ---


def notice(**parts: str) -> str:
    """A case with one notice; a part of "" is left out."""
    given = {"deadline": "annual_report", "date": "2026-12-15", "number": "1/SNV", "cycle": "2026", **parts}
    return case(notices="[{" + ", ".join(f"{k}: {v}" for k, v in given.items() if v) + "}]")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (notice(), []),
        (notice(date="2000-01-01"), []),
        (notice(date="2100-12-31"), []),
        (notice(date="1999-12-31"), ["notices[0].date: năm 1999 nằm ngoài 2000..2100"]),
        (notice(date="2101-01-01"), ["notices[0].date: năm 2101 nằm ngoài 2000..2100"]),
        (notice(date=""), ["notices[0].date: thiếu, bắt buộc phải có"]),
        (notice(number=""), ["notices[0].number: thiếu, bắt buộc phải có"]),
        (notice(deadline=""), ["notices[0].deadline: thiếu, bắt buộc phải có"]),
        (notice(cycle=""), ["notices[0].cycle: thiếu, bắt buộc phải có"]),
        (notice(cycle="2031"), ["notices[0].cycle: annual_report không có đợt 2031; chỉ có 2026..2030"]),
        (
            notice(deadline="period_dossier"),
            ["notices[0].cycle: period_dossier chỉ có một đợt 2026-2030; bỏ khóa này"],
        ),
        (notice(deadline="period_dossier", cycle="2026-2030"), []),
        (
            notice(date="", number=""),
            ["notices[0].date: thiếu, bắt buộc phải có", "notices[0].number: thiếu, bắt buộc phải có"],
        ),
    ],
)
def test_a_notice_is_read_or_told(text: str, told: list[str]) -> None:
    assert faults(text) == told


def test_a_notice_with_a_fault_is_never_used() -> None:
    good = {"deadline": "period_dossier", "date": "2031-03-31", "number": "1"}
    (read,) = parse_notices([good], PLAN)
    assert (read.deadline, read.date.year, read.number, read.cycle) == ("period_dossier", 2031, "1", None)
    for missing in good:
        with pytest.raises(DataFaults):
            parse_notices([{**good, missing: None}], PLAN)
    with pytest.raises(DataFaults) as caught:
        parse_notices({"a": 1}, PLAN, [("x", "y")])
    assert caught.value.faults == (
        ("x", "y"),
        ("", "phải là danh sách các thông báo, đang là một nhóm khóa: giá trị"),
    )
    assert str(caught.value) == "x: y; : phải là danh sách các thông báo, đang là một nhóm khóa: giá trị"


# --- JSON and YAML as such ---


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ": tệp trống"),
        (" \n", ": tệp trống"),
        ("[" * 100_000, ": các khóa lồng nhau quá sâu"),
        (
            '{"a": 1,}',
            "dòng 1, cột 9: không đọc được JSON: Expecting property name enclosed in double quotes",
        ),
        ("1" * 5000, ": có số quá dài, không đọc được"),
    ],
)
def test_json_that_cannot_be_read_is_told(text: str, told: str) -> None:
    assert faults(text, is_json=True) == [told]


def test_a_key_repeated_in_json_is_told_with_its_place() -> None:
    text = '{"as_of": "2027-03-01", "units": [{"code": "P1", "code": "P2", "name": "A", "block": "xa"}]}'
    assert faults(text, is_json=True) == ["units[0].code: khóa lặp lại trong cùng một nhóm; hãy giữ một"]
    with pytest.raises(DataFaults) as caught:
        read_data(b'{"a": {"b": 1, "b": 2}}', is_json=True)
    assert caught.value.faults == (("a.b", "khóa lặp lại trong cùng một nhóm; hãy giữ một"),)


def test_numbers_of_json_stay_as_they_are_written() -> None:
    data = read_data(b'{"a": 95.80, "b": 7, "c": NaN}', is_json=True)
    assert (data["a"], type(data["a"]), data["b"], type(data["c"])) == ("95.80", Bare, 7, Bare)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "tệp trống"),
        ("a: [", "dòng 2, cột 1: không đọc được YAML: did not find expected node content"),
        ("a: *b", "a: dòng 1: *b chưa được đặt tên bằng &b"),
        ("a: 1\n---\nb: 2", "tệp có nhiều hơn một tài liệu YAML (dấu ---); hãy tách tệp"),
        ("a: !!python/name:x 1", "a: dòng 1: không dùng thẻ tag:yaml.org,2002:python/name:x"),
        ("a:\n  b: 1\n  b: 2", "a.b: khóa lặp lại ở dòng 3; hãy giữ một"),
        ("[a]: 1", "dòng 1: khóa phải là chữ"),
        ("x: {[a]: 1}", "x: dòng 1: khóa phải là chữ"),
        ("a: {<<: 1}", "a.<<: << chỉ nhận một nhóm khóa đã đặt tên (*tên) hoặc danh sách các nhóm ấy"),
        ("[" * 100_000, "các khóa lồng nhau quá sâu"),
    ],
)
def test_yaml_that_cannot_be_used_is_told(text: str, told: str) -> None:
    with pytest.raises(YamlFault) as caught:
        read_yaml(text.encode())
    assert str(caught.value) == told


def test_several_faults_of_yaml_are_told_at_once() -> None:
    with pytest.raises(YamlFault) as caught:
        read_yaml(b"a: *b\nc:\n  - d: !x 1\n")
    assert str(caught.value) == "a: dòng 1: *b chưa được đặt tên bằng &b; c[0].d: dòng 3: không dùng thẻ !x"


def test_names_in_yaml_stand_for_what_they_name() -> None:
    text = (
        "list: &l [1, 2]\nmap: &m {a: 1, b: 2}\nagain: *l\nboth: [{<<: *m, b: 3}, {<<: [*m, {a: 9, c: 4}]}]\n"
    )
    data = read_yaml(text.encode())
    assert data["again"] == [1, 2]
    assert data["both"] == [{"a": 1, "b": 3}, {"a": 1, "b": 2, "c": 4}]
    twice = read_yaml(b"x: &x {a: 1}\ny: &y {b: 2}\nz: {<<: *x, <<: *y}\n")
    assert twice["z"] == {"a": 1, "b": 2}


def test_only_plain_words_and_digits_are_more_than_text() -> None:
    data: Any = read_yaml(b"a: [true, false, null, ~, '', 7, -7, +7, 07, 1.5, 'true', yes, 2027-03-01]")
    assert data["a"] == [True, False, None, None, "", 7, -7, 7, "07", "1.5", "true", "yes", "2027-03-01"]
    assert [type(value) for value in data["a"][8:]] == [Bare, Bare, str, Bare, Bare]


# --- values as they are shown ---


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "trống"),
        (True, "true"),
        (False, "false"),
        ([1], "một danh sách"),
        ({"a": 1}, "một nhóm khóa: giá trị"),
        (7, "“7”"),
        ("a\nb", "“a b”"),
        ("a\ud800", "“a�”"),
        ("x" * 60, "“" + "x" * 60 + "”"),
        ("x" * 61, "“" + "x" * 60 + "…”"),
    ],
)
def test_a_value_is_shown_as_a_person_would_know_it(value: object, shown: str) -> None:
    assert describe(value) == shown


def test_a_record_without_a_path_tells_the_field_alone() -> None:
    told: list[tuple[str, str]] = []
    record = Record({"codes": [1, "x", None], "rows": [3]}, "", told)
    assert record.codes("codes", ["1"], lambda code: f"không có {code}") == ("1",)
    assert list(record.records("rows")) == []
    inner = Record({"rows": [{}, 3], "codes": ["y"]}, "a[0]", told)
    assert [row.path for row in inner.records("rows")] == ["a[0].rows[0]"]
    inner.codes("codes", [], lambda code: f"không có {code}")
    assert told == [
        ("codes[1]", "không có x"),
        ("codes[2]", "thiếu, bắt buộc phải có"),
        ("rows[0]", "phải là một nhóm khóa: giá trị, đang là “3”"),
        ("a[0].rows[1]", "phải là một nhóm khóa: giá trị, đang là “3”"),
        ("a[0].codes[0]", "không có y"),
    ]
