"""Which case files `thidua evaluate` reads and which it refuses, to the letter of its contract.

Every fault is one line: the file, the path counted from 0, what is wrong.
"""

import json

import pytest
from tests.cli.conftest import Evaluate, Refuse

CASE = """\
as_of: 2031-03-01
units:
  - {code: P1, name: Phường Một, block: phuong}
  - {code: V1, name: Cục Một, block: none}
index:
  - {year: 2026, unit: P1, rank: 1, score: 95.80, published: 2027-01-09}
initiatives:
  - {id: K1, unit: P1, title: Tại nhà, recognised: 2026-05-01, applied: 2026-06-01,
     replicable: true, used_for: []}
nominations:
  - {id: N1, award: annual.individual, cycle: 2026, unit: P1, name: Nguyễn Văn Một, initiatives: [K1],
     facts: {selected: true, rating: good, par_role: none, par_months: 3, justification: Có}}
"""
FACTS = "facts: {selected: true, rating: good, par_role: none, par_months: 3, justification: Có}"


def test_the_case_that_the_faults_are_made_from_has_none(evaluate: Evaluate) -> None:
    assert evaluate(CASE)["nominations"][0]["verdict"] == "not_met"


FAULTS = [
    # as_of: date, required
    ("as_of: 2031-03-01\n", "", "as_of"),
    ("as_of: 2031-03-01", "as_of:", "as_of"),
    ("as_of: 2031-03-01", "as_of: 2031-02-29", "as_of"),
    ("as_of: 2031-03-01", "as_of: 2031-03-01T00:00:00", "as_of"),
    ("as_of: 2031-03-01", "as_of: 2031-03-01 07:00:00", "as_of"),
    ("as_of: 2031-03-01", "as_of: 2031-3-1", "as_of"),
    ("as_of: 2031-03-01", "as_of: 01/03/2031", "as_of"),
    ("as_of: 2031-03-01", "as_of: 20310301", "as_of"),
    ("as_of: 2031-03-01", "as_of: ٢٠٣١-03-01", "as_of"),
    ("as_of: 2031-03-01", "as_of: true", "as_of"),
    ("as_of: 2031-03-01", "as_of: [2031-03-01]", "as_of"),
    # programme
    ("as_of:", "programme: qd-2163-2026\nas_of:", "programme"),
    ("as_of:", "programme: ''\nas_of:", "programme"),
    ("as_of:", "programme: [qd-2162-2026]\nas_of:", "programme"),
    # keys
    ("as_of:", "as-of: 2031-03-01\nas_of:", "as-of"),
    ("as_of:", "1: 2\nas_of:", "1"),
    ("block: phuong}", "block: phuong, rank: 1}", "units[0].rank"),
    ("rank: 1,", "rank: 1, hạng: 1,", "index[0].hạng"),
    ("title: Tại nhà", "tittle: Tại nhà", "initiatives[0].tittle"),
    ("name: Nguyễn Văn Một", "person: Một", "nominations[0].person"),
    ("selected: true", "elected: true", "nominations[0].facts.elected"),
    # readings
    ("units:", "readings: {flag_metrics: mean_rank}\nunits:", "readings.flag_metrics"),
    ("units:", "readings: {flag_metric: best}\nunits:", "readings.flag_metric"),
    ("units:", "readings: {flag_metric: [mean_rank]}\nunits:", "readings.flag_metric"),
    ("units:", "readings: {annual_collective_logic: true}\nunits:", "readings.annual_collective_logic"),
    ("units:", "readings: {B03: gate_alone}\nunits:", "readings.B03"),
    ("units:", "readings: [mean_rank]\nunits:", "readings"),
    # notices
    ("units:", "notices: {deadline: period_dossier}\nunits:", "notices"),
    ("units:", "notices: [{date: 2031-03-31, number: A}]\nunits:", "notices[0].deadline"),
    ("units:", "notices: [{deadline: dossier, date: 2031-03-31, number: A}]\nunits:", "notices[0].deadline"),
    ("units:", "notices: [{deadline: period_dossier, number: A}]\nunits:", "notices[0].date"),
    ("units:", "notices: [{deadline: period_dossier, date: 31/3, number: A}]\nunits:", "notices[0].date"),
    (
        "units:",
        "notices: [{deadline: period_dossier, date: 0001-01-01, number: A}]\nunits:",
        "notices[0].date",
    ),
    ("units:", "notices: [{deadline: period_dossier, date: 2031-03-31}]\nunits:", "notices[0].number"),
    (
        "units:",
        "notices: [{deadline: annual_report, date: 2031-03-31, number: A}]\nunits:",
        "notices[0].cycle",
    ),
    (
        "units:",
        "notices: [{deadline: annual_dossier, date: 2031-03-31, number: A, cycle: 2031}]\nunits:",
        "notices[0].cycle",
    ),
    (
        "units:",
        "notices: [{deadline: annual_dossier, date: 2031-03-31, number: A, cycle: 2026-2030}]\nunits:",
        "notices[0].cycle",
    ),
    (
        "units:",
        "notices: [{deadline: period_dossier, date: 2031-03-31, number: A, cycle: 2030}]\nunits:",
        "notices[0].cycle",
    ),
    (
        "units:",
        "notices: [{deadline: period_dossier, date: 2031-03-31, number: A, issued: true}]\nunits:",
        "notices[0].issued",
    ),
    (
        "units:",
        "notices: [{deadline: period_dossier, date: 2031-03-31, number: A, issue: 2031-03-01}]\nunits:",
        "notices[0].issue",
    ),
    # units
    ("code: V1, ", "", "units[1].code"),
    ("code: V1", "code: true", "units[1].code"),
    ("code: V1", "code: [V1]", "units[1].code"),
    ("code: V1", "code: ' '", "units[1].code"),
    ("code: V1", "code: P1", "units[1].code"),
    ("name: Cục Một, ", "", "units[1].name"),
    ("name: Cục Một", "name: ''", "units[1].name"),
    ("name: Cục Một", "name: 12", "units[1].name"),
    ("name: Cục Một", "name: 9.5e1", "units[1].name"),
    ("name: Cục Một", "name: .inf", "units[1].name"),
    ("name: Cục Một", "name: true", "units[1].name"),
    ("name: Cục Một", "name: {vi: Cục}", "units[1].name"),
    (", block: none", "", "units[1].block"),
    ("block: none", "block: null", "units[1].block"),
    ("block: none", "block: huyen", "units[1].block"),
    ("block: none", "block: None", "units[1].block"),
    ("block: none", "block: 1", "units[1].block"),
    # a bad block is one fault, not one more for every row of the unit
    ("block: phuong", "block: Phường", "units[0].block"),
    # index
    ("year: 2026", "year: 1999", "index[0].year"),
    ("year: 2026", "year: 2101", "index[0].year"),
    ("year: 2026", "year: '2026'", "index[0].year"),
    ("year: 2026", "year: 2026.0", "index[0].year"),
    ("year: 2026", "year: true", "index[0].year"),
    ("year: 2026, ", "", "index[0].year"),
    ("unit: P1, rank", "unit: P9, rank", "index[0].unit"),
    ("unit: P1, rank", "rank", "index[0].unit"),
    ("unit: P1, rank", "unit: V1, rank", "index[0].block"),
    ("unit: P1, rank", "unit: V1, block: none, rank", "index[0].block"),
    ("rank: 1,", "rank: 1, block: huyen,", "index[0].block"),
    ("rank: 1,", "rank: 0,", "index[0].rank"),
    ("rank: 1,", "rank: -1,", "index[0].rank"),
    ("rank: 1,", "rank: '1',", "index[0].rank"),
    ("rank: 1,", "rank: 1.0,", "index[0].rank"),
    ("rank: 1,", "rank: 01,", "index[0].rank"),
    ("rank: 1,", "rank: 1_0,", "index[0].rank"),
    ("rank: 1,", "rank: 0x1,", "index[0].rank"),
    ("rank: 1,", "rank: .inf,", "index[0].rank"),
    ("rank: 1,", "rank: true,", "index[0].rank"),
    ("rank: 1,", "rank: null,", "index[0].rank"),
    ("rank: 1,", "", "index[0].rank"),
    ("score: 95.80", "score: '95.80'", "index[0].score"),
    ("score: 95.80", 'score: "95,80"', "index[0].score"),
    ("score: 95.80", "score: .nan", "index[0].score"),
    ("score: 95.80", "score: -.inf", "index[0].score"),
    ("score: 95.80", "score: 1_000.5", "index[0].score"),
    ("score: 95.80", "score: 0123", "index[0].score"),
    ("score: 95.80", "score: 0x5F", "index[0].score"),
    ("score: 95.80", "score: 1:30", "index[0].score"),
    ("score: 95.80", "score: 95.80%", "index[0].score"),
    ("score: 95.80", "score: ٩٥", "index[0].score"),
    ("score: 95.80", "score: 1e999", "index[0].score"),
    ("score: 95.80", "score: true", "index[0].score"),
    ("score: 95.80", "score: [95.80]", "index[0].score"),
    ("published: 2027-01-09", "published: 2027-01-32", "index[0].published"),
    ("published: 2027-01-09", "published: 2027", "index[0].published"),
    ("published: 2027-01-09", "published: false", "index[0].published"),
    (
        "initiatives:\n",
        "  - {year: 2026, unit: P1, rank: 2, block: xa}\ninitiatives:\n",
        "index[1].unit",
    ),
    # initiatives
    ("id: K1, unit: P1", "id: K1, unit: P9", "initiatives[0].unit"),
    ("id: K1, unit: P1", "id: K1", "initiatives[0].unit"),
    ("recognised: 2026-05-01", "recognised: yes", "initiatives[0].recognised"),
    ("applied: 2026-06-01", "applied: 2026-06", "initiatives[0].applied"),
    ("replicable: true", "replicable: yes", "initiatives[0].replicable"),
    ("replicable: true", "replicable: on", "initiatives[0].replicable"),
    ("replicable: true", "replicable: True", "initiatives[0].replicable"),
    ("replicable: true", "replicable: 'true'", "initiatives[0].replicable"),
    ("replicable: true", "replicable: 1", "initiatives[0].replicable"),
    ("title: Tại nhà", "title: 5", "initiatives[0].title"),
    ("used_for: []", "used_for: annual.collective", "initiatives[0].used_for"),
    ("used_for: []", "used_for: {annual.collective: 1}", "initiatives[0].used_for"),
    ("used_for: []", "used_for: [annual.collective, annual]", "initiatives[0].used_for[1]"),
    ("used_for: []", "used_for: [null]", "initiatives[0].used_for[0]"),
    ("nominations:\n", "  - {id: K1, unit: P1}\nnominations:\n", "initiatives[1].id"),
    # nominations
    ("- {id: N1, ", "- {", "nominations[0].id"),
    ("id: N1", "id: ''", "nominations[0].id"),
    ("id: N1", "id: false", "nominations[0].id"),
    ("award: annual.individual, ", "", "nominations[0].award"),
    ("award: annual.individual", "award: annual", "nominations[0].award"),
    ("award: annual.individual", "award: [annual.individual]", "nominations[0].award"),
    ("cycle: 2026, ", "", "nominations[0].cycle"),
    ("cycle: 2026", "cycle: 2026-2030", "nominations[0].cycle"),
    ("cycle: 2026", "cycle: 2021-2025", "nominations[0].cycle"),
    ("cycle: 2026", "cycle: 1999", "nominations[0].cycle"),
    ("cycle: 2026", "cycle: 2101", "nominations[0].cycle"),
    ("cycle: 2026", "cycle: '2026'", "nominations[0].cycle"),
    ("cycle: 2026", "cycle: 02026", "nominations[0].cycle"),
    ("cycle: 2026", "cycle: 2026.0", "nominations[0].cycle"),
    ("cycle: 2026", "cycle: true", "nominations[0].cycle"),
    ("cycle: 2026", "cycle: [2026]", "nominations[0].cycle"),
    ("award: annual.individual", "award: period.individual", "nominations[0].cycle"),
    ("award: annual.individual", "award: state.individual", "nominations[0].cycle"),
    ("annual.individual, cycle: 2026", "adhoc.individual, cycle: 2026-2030", "nominations[0].cycle"),
    ("unit: P1, name", "unit: P2, name", "nominations[0].unit"),
    ("unit: P1, name", "name", "nominations[0].unit"),
    ("name: Nguyễn Văn Một", "name: 7", "nominations[0].name"),
    ("initiatives: [K1]", "initiatives: K1", "nominations[0].initiatives"),
    ("initiatives: [K1]", "initiatives: [K1, K2]", "nominations[0].initiatives[1]"),
    ("initiatives: [K1]", "initiatives: [true]", "nominations[0].initiatives[0]"),
    # facts
    (FACTS, "facts: [selected]", "nominations[0].facts"),
    (FACTS, "facts: true", "nominations[0].facts"),
    ("selected: true", "selected: yes", "nominations[0].facts.selected"),
    ("selected: true", "selected: 'true'", "nominations[0].facts.selected"),
    ("selected: true", "barred: 1", "nominations[0].facts.barred"),
    ("selected: true", "conduct: [true]", "nominations[0].facts.conduct"),
    ("selected: true", "outstanding: 2026-01-01", "nominations[0].facts.outstanding"),
    ("rating: good", "rating: best", "nominations[0].facts.rating"),
    ("rating: good", "rating: true", "nominations[0].facts.rating"),
    ("par_role: none", "par_role: boss", "nominations[0].facts.par_role"),
    ("par_months: 3", "par_months: -1", "nominations[0].facts.par_months"),
    ("par_months: 3", "par_months: 3.5", "nominations[0].facts.par_months"),
    ("par_months: 3", "par_months: '3'", "nominations[0].facts.par_months"),
    ("par_months: 3", "par_months: true", "nominations[0].facts.par_months"),
    ("justification: Có", "justification: true", "nominations[0].facts.justification"),
    ("justification: Có", "justification: 12", "nominations[0].facts.justification"),
    ("justification: Có", "justification: [Có]", "nominations[0].facts.justification"),
    # lists and mappings
    ("as_of: 2031-03-01\n", "as_of: 2031-03-01\nreadings: mean_rank\n", "readings"),
    ("  - {code: V1, name: Cục Một, block: none}", "  - V1", "units[1]"),
    ("  - {code: V1, name: Cục Một, block: none}", "  - [V1]", "units[1]"),
    ("  - {code: V1, name: Cục Một, block: none}", "  -", "units[1]"),
    # YAML itself, where the rest can still be read
    ("rank: 1,", "rank: 1, rank: 2,", "index[0].rank"),
    ("as_of: 2031-03-01", "as_of: 2031-03-01\nas_of: 2031-03-01", "as_of"),
    ("rank: 1,", "rank: !!int 1,", "index[0].rank"),
    ("replicable: true", "replicable: *never", "initiatives[0].replicable"),
]


@pytest.mark.parametrize(("good", "bad", "path"), FAULTS)
def test_a_fault_is_told_once_with_its_path(refuse: Refuse, good: str, bad: str, path: str) -> None:
    assert good in CASE
    (line,) = refuse(CASE.replace(good, bad, 1))
    file, told, what = line.split(": ", 2)
    assert (file, told) == ("case.yaml", path)
    assert what


def test_lists_for_mappings_and_mappings_for_lists(refuse: Refuse) -> None:
    lines = refuse(
        "as_of: 2031-03-01\nreadings: []\nnotices: {}\nunits: {P1: Phường Một}\nindex: 1\ninitiatives: K1\n"
        "nominations: true\n"
    )
    assert [line.split(": ")[1] for line in lines] == [
        "readings",
        "notices",
        "units",
        "index",
        "initiatives",
        "nominations",
    ]


def test_all_faults_of_a_file_are_told_at_once_in_their_place(refuse: Refuse) -> None:
    lines = refuse("""\
as_of: 2031-02-30
as_off: 2031-03-01
readings: {flag_metric: best}
notices: [7, {deadline: annual_report, date: 2027-12-15, number: 9}]
units:
  - Phường Không
  - {code: P1, name: Phường Một, block: phuong}
  - {code: P1, name: Phường Hai, block: quan}
  - {code: P3, name: Phường Ba, block: quan}
index:
  - {year: 2026, unit: P3, rank: 3}
  - {year: 2026, unit: P1, rank: 0}
  - {year: 2026, unit: P1, rank: 1}
initiatives:
  - [K0]
  - {id: K1, unit: P2, used_for: [true, nothing], replicable: yes}
nominations:
  - nothing
  - {id: N1, award: adhoc.collective, cycle: 2027, unit: P1, initiatives: [true, K9, K1]}
  - {id: N1, award: adhoc.team, cycle: 1999, unit: P7, facts: {barred: no, barred: true, rating: top}}
""")
    assert [line.split(": ")[:2] for line in lines] == [
        ["case.yaml", path]
        for path in (
            "nominations[2].facts.barred",
            "as_off",
            "as_of",
            "readings.flag_metric",
            "notices[0]",
            "notices[1].cycle",
            "units[0]",
            "units[2].block",
            "units[2].code",
            "units[3].block",
            "index[1].rank",
            "index[2].unit",
            "initiatives[0]",
            "initiatives[1].used_for[0]",
            "initiatives[1].used_for[1]",
            "initiatives[1].unit",
            "initiatives[1].replicable",
            "nominations[0]",
            "nominations[1].initiatives[0]",
            "nominations[1].initiatives[1]",
            "nominations[2].id",
            "nominations[2].award",
            "nominations[2].cycle",
            "nominations[2].unit",
            "nominations[2].facts.rating",
        )
    ]


def test_paths_of_json_are_the_same(refuse: Refuse) -> None:
    lines = refuse(
        """{"as_of": "2031-03-01", "units": [{"code": "P1", "name": 1.5, "block": "phuong"}],
        "index": [{"year": 2026.0, "unit": "P1", "rank": 1, "score": NaN},
                  {"year": 2026, "unit": "P1", "rank": "1", "score": "95.80", "rank": true}],
        "nominations": [{"id": "N1", "award": "annual.collective", "cycle": "2026", "unit": "P1",
                         "name": Infinity, "facts": {"selected": 1, "selected": true, "conduct": "yes"}}]}""",
        "case.json",
    )
    assert [line.split(": ")[1] for line in lines] == [
        "index[1].rank",
        "nominations[0].facts.selected",
        "units[0].name",
        "index[0].year",
        "index[0].score",
        "index[1].rank",
        "index[1].score",
        "nominations[0].cycle",
        "nominations[0].name",
        "nominations[0].facts.conduct",
    ]


@pytest.mark.parametrize("name", ["case.yaml", "case.json"])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "tệp trống"),
        ("  \n\n", "tệp trống"),
        ("\ufeff", "tệp trống"),
        ("[]", "phải là một nhóm khóa"),
        ("2027", "phải là một nhóm khóa"),
        ("null", "phải là một nhóm khóa"),
        ('"as_of"', "phải là một nhóm khóa"),
        ('[{"as_of": "2027-03-01"}]', "phải là một nhóm khóa"),
        ('{"as_of": "2027-03-01"', "không đọc được"),
        (b'{"as_of": "2027-03-01", "units": "\xd0"}', "không phải UTF-8"),
        ('{"as_of": "2027-03-01"}'.encode("utf-16"), "không phải UTF-8"),
        ("[" * 200_000, "quá sâu"),
        ('{"units": ' * 50_000 + "1" + "}" * 50_000, "quá sâu"),
    ],
)
def test_a_file_that_is_no_case_at_all_is_one_fault(
    refuse: Refuse, name: str, content: str | bytes, told: str
) -> None:
    (line,) = refuse(content, name)
    assert line.startswith(f"{name}: ")
    assert told in line


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("# chỉ có lời ghi\n", "case.yaml: tệp trống"),
        ("---\n", "case.yaml: phải là một nhóm khóa"),
        ("as_of\n", "case.yaml: phải là một nhóm khóa"),
        ("as_of: 2027-03-01\nunits:\n\t- {code: P1}\n", "case.yaml: dòng 3, cột 1: không đọc được YAML"),
        ("as_of: 2027-03-01\n  units: []\n", "case.yaml: dòng 2, cột 8: không đọc được YAML"),
        ("as_of: 2027-03-01\n---\nas_of: 2027-03-01\n", "case.yaml: tệp có nhiều hơn một tài liệu"),
        ("as_of: 2027-03-01\nunits: [\0]\n", "case.yaml: không đọc được YAML"),
        ("? [as_of]\n: 2027-03-01\nas_of: 2027-03-01\n", "case.yaml: dòng 1: khóa phải là chữ"),
        ("as_of: 2027-03-01\n<<: [units]\n", "case.yaml: <<: << chỉ nhận một nhóm khóa"),
        ("as_of: 2027-03-01\n'<<': {units: []}\n", "case.yaml: <<: khóa không có trong mẫu"),
    ],
)
def test_yaml_that_is_not_usable_is_told_where(refuse: Refuse, content: str, told: str) -> None:
    (line,) = refuse(content)
    assert line.startswith(told)


def test_what_was_wrong_before_a_syntax_error_is_told_with_it(refuse: Refuse) -> None:
    lines = refuse("as_of: 2027-03-01\nas_of: 2027-03-01\nunits: [\n")
    assert [line.split(": ")[1] for line in lines] == ["as_of", "dòng 4, cột 1"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"as_of": "2027-03-01",}', "case.json: dòng 1, cột 24: không đọc được JSON"),
        ('{"as_of": "2027-03-01"}\n{}', "case.json: dòng 2, cột 1: không đọc được JSON"),
        ("as_of: 2027-03-01\n", "case.json: dòng 1, cột 1: không đọc được JSON"),
        ('{"as_of": "2027-03-01", "units": ' + "9" * 5000 + "}", "case.json: có số quá dài"),
        ('{"as_of": "2027-03-01", "programme": "\\ud800"}', "case.json: programme: có ký tự hỏng"),
    ],
)
def test_json_that_is_not_usable_is_told_where(refuse: Refuse, content: str, told: str) -> None:
    (line,) = refuse(content, "case.json")
    assert line.startswith(told)


def test_a_fault_stays_on_one_line_whatever_the_value(refuse: Refuse) -> None:
    (line,) = refuse('as_of: 2027-03-01\n"programme": "một\\nhai\\u2028ba"\n')
    assert line.startswith("case.yaml: programme: không có chương trình “một hai ba”")


def test_values_that_are_read(evaluate: Evaluate) -> None:
    """Codes and ids are text even when unquoted digits; absent and null are the same; anchors are YAML."""
    result = evaluate("""\
as_of: "2031-03-01"
programme:
readings:
notices: null
units:
  - {code: 11311, name: "123", block: phuong}
  - {code: 011311, name: yes, block: phuong}
  - {code: 1e3, name: on, block: phuong}
  - {code: 2026-01-01, name: no, block: phuong}
index:
  - &row {year: 2026, unit: "11311", rank: 1, score: 95.80, block: null, published: null}
  - {year: 2026, unit: 011311, rank: 1, score: 95}
  - {year: 2026, unit: 1e3, rank: 3, score: -0.5e-1}
  - {year: 2000, unit: 1e3, rank: 1, score: 95.39999999999999}
  - {year: 2100, unit: 1e3, rank: 1000000, score: 1e-05}
initiatives:
  - {id: 1, unit: 11311, title: 2027-01-01, recognised: '2026-05-01', applied: 2026-06-01, used_for: null}
nominations:
  - {id: 1, award: annual.collective, cycle: 2026, unit: 11311, initiatives: [1, "1"], facts: null}
  - {id: "01", award: annual.collective, cycle: 2000, unit: 011311, name: null, initiatives: null, facts: {}}
  - id: 1.0
    award: discretionary.individual
    cycle: 2026-2030
    unit: 2026-01-01
    facts: {justification: 05/SNV, barred: null, par_months: null, rating: ~}
  - {id: N, award: discretionary.individual, cycle: "2026-2030", unit: 1e3, facts: &none {}}
  - {id: M, award: adhoc.collective, cycle: 2100, unit: 1e3, facts: *none}
""")
    verdicts = {nomination["id"]: nomination["verdict"] for nomination in result["nominations"]}
    assert verdicts == {"1": "unknown", "01": "not_met", "1.0": "met", "N": "unknown", "M": "unknown"}


def test_a_rank_may_be_any_whole_number_from_1(evaluate: Evaluate) -> None:
    """Ranked last of very many is still ranked."""
    for rank in (1_000_000, 2**40):
        result = evaluate(
            CASE.replace("rank: 1,", f"rank: {rank},").replace("annual.individual", "annual.collective")
        )
        assert f"hạng {rank} khối phường" in json.dumps(result, ensure_ascii=False)


def test_a_short_file_of_many_anchors_costs_nothing(evaluate: Evaluate, refuse: Refuse) -> None:
    """The “billion laughs”: lists of lists of lists, never written out."""
    levels = "\n".join(f"  - &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 12))
    lines = refuse(f"as_of: 2031-03-01\nunits:\n  - &l0 [x]\n{levels}\n")
    assert [line.split(": ")[1] for line in lines] == [f"units[{n}]" for n in range(12)]


def test_a_merge_key_takes_over_what_is_not_written(evaluate: Evaluate, refuse: Refuse) -> None:
    text = """\
as_of: 2031-03-01
units: [&p {code: P1, name: Phường Một, block: phuong}, {<<: *p, code: P2}]
nominations:
  - &n {id: A, award: adhoc.collective, cycle: 2027, unit: P1, facts: &f {justification: Công văn 5}}
  - {id: B, <<: *n, unit: P2, facts: {<<: [{selected: true}, *f], justification: NULL}}
"""
    found = evaluate(text)["nominations"]
    assert [(n["id"], n["verdict"]) for n in found] == [("A", "met"), ("B", "unknown")]
    (line,) = refuse(text.replace("{id: B, <<: *n,", "{<<: *n,"))
    assert line.startswith("case.yaml: nominations[1].id: ")
