"""Reading a programme: the plan itself, and every way a file can be wrong."""

import hashlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import Field, ValidationError

from thidua.core import programme as programme_module
from thidua.core import programme_nodes as nodes
from thidua.core.blocks import Block
from thidua.core.plain_yaml import read_yaml
from thidua.core.programme import (
    BlockInfo,
    Deadline,
    ProgrammeFaults,
    known_programmes,
    load_holidays,
    load_programme,
    read_programme,
)
from thidua.core.programme_faults import faults_of
from thidua.core.programme_nodes import Frozen

BROKEN = Path(__file__).parent / "broken_programmes"
MINIMAL = BROKEN / "_minimal.yaml"
BROKEN_FILES = sorted(path for path in BROKEN.glob("*.yaml") if path != MINIMAL)


def _steps(path: str) -> list[str | int]:
    return [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)]


def _holder(data: Any, path: str) -> tuple[Any, str | int]:
    *way, last = _steps(path)
    for step in way:
        data = data[step]
    return data, last


def _broken_content(path: Path) -> bytes:
    patch = read_yaml(path.read_bytes())
    if "raw" in patch:
        return patch["raw"].encode()
    if "bytes" in patch:
        return bytes.fromhex(patch["bytes"])
    data = deepcopy(read_yaml(MINIMAL.read_bytes()))
    for where in patch.get("remove", []):
        holder, last = _holder(data, where)
        del holder[last]
    for where, value in patch.get("set", {}).items():
        holder, last = _holder(data, where)
        if isinstance(holder, list) and last == len(holder):
            holder.append(value)
        else:
            holder[last] = value
    return json.dumps(data).encode()


def test_the_minimal_programme_of_the_broken_ones_is_right() -> None:
    assert read_programme(MINIMAL.read_bytes(), source="minimal").id == "small"


@pytest.mark.parametrize("path", BROKEN_FILES, ids=lambda path: path.stem)
def test_a_broken_programme_tells_every_fault_with_its_path(path: Path) -> None:
    expected = re.findall(r"^# expect: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    with pytest.raises(ProgrammeFaults) as caught:
        read_programme(_broken_content(path), source="tệp")
    assert [str(fault) for fault in caught.value.faults] == expected
    assert str(caught.value) == "\n".join(f"tệp: {line}" for line in expected)


@pytest.mark.parametrize(
    "edge",
    [
        {"period.last_year": 2026, "awards[1].criteria.all[0].at_least": 1},
        {"period.counts_from": "2030-12-31", "period.duties_from": "2026-01-01"},
        {"deadlines[0].first_cycle": 2030},
        {"awards[1].criteria.all[0].at_least": 5},
        {"legal_bases[0].valid_to": "2024-01-01"},
        {"clauses[1].row": 1},
    ],
)
def test_what_is_just_right_is_no_fault(edge: dict[str, Any]) -> None:
    """One year is a period, one cycle a row of cycles, every year may be asked for, one day a validity."""
    data = deepcopy(read_yaml(MINIMAL.read_bytes()))
    for where, value in edge.items():
        holder, last = _holder(data, where)
        holder[last] = value
    assert read_programme(json.dumps(data).encode(), source="edge").id == "small"


def test_there_is_a_broken_file_for_each_of_many_kinds_of_mistake() -> None:
    assert len(BROKEN_FILES) >= 50


def test_the_plan_of_hai_phong_is_read() -> None:
    plan = load_programme()
    assert plan is load_programme("qd-2162-2026")
    assert known_programmes() == ("qd-2162-2026",)
    assert (plan.document.number, plan.document.date) == ("2162/QĐ-UBND", date(2026, 6, 9))
    assert plan.period.label == "2026-2030"
    assert list(plan.period.years) == [2026, 2027, 2028, 2029, 2030]
    content = Path(str(files("thidua.programmes"))) / "qd_2162_2026" / "programme.yaml"
    assert plan.fingerprint == hashlib.sha256(content.read_bytes()).hexdigest()


def test_the_awards_are_those_of_the_contract() -> None:
    assert list(load_programme().award_by_id) == [
        "annual.collective",
        "annual.individual",
        "period.collective",
        "period.individual",
        "period.flag",
        "discretionary.collective",
        "discretionary.individual",
        "adhoc.collective",
        "adhoc.individual",
        "state.collective",
        "state.individual",
    ]


def test_the_switched_readings_have_the_options_and_defaults_of_the_contract() -> None:
    options = {
        switch: (reading.id, reading.default, {option.id for option in reading.options})
        for switch, reading in load_programme().reading_by_switch.items()
    }
    assert options == {
        "annual_collective_logic": ("B01", "all", {"all", "any"}),
        "period_collective_logic": (
            "B03",
            "gate_and_one_of",
            {"gate_and_one_of", "literal_one_of", "gate_alone", "gate_and_both"},
        ),
        "period_years": ("B06", "published_by_deadline", {"published_by_deadline", "all_years"}),
        "annual_individual_gate": ("B11", "ungated", {"ungated", "gated"}),
        "period_individual_gate": ("B12", "gated", {"ungated", "gated"}),
        "initiative_reuse": ("B17", "ask", {"ask", "never", "free"}),
        "flag_metric": ("B20", "mean_score", {"mean_score", "mean_rank", "first_places"}),
        "deadline_day": ("C01", "before", {"before", "inclusive"}),
    }


def test_all_eighty_nine_ambiguities_are_there_and_say_who_decided() -> None:
    readings = load_programme().readings
    numbers = {"A": 20, "B": 40, "C": 18, "D": 11}
    assert [r.id for r in readings] == [
        f"{k}{n:02}" for k, last in numbers.items() for n in range(1, last + 1)
    ]
    assert all("chưa có ý kiến của Sở Nội vụ" in r.decided_by for r in readings)
    assert {r.decided_on for r in readings} == {date(2026, 11, 23)}


def test_slips_of_the_text_are_recorded_not_repaired() -> None:
    numbers = load_programme().errata[0]
    assert numbers.as_written == ("1478/QĐ-UBND", "478/QĐ-UBND")
    issuer = load_programme().errata[1]
    assert "Thủ tướng Chính phủ" in issuer.as_written[0]
    assert len(load_programme().errata[2].as_written) == 6


def test_the_decree_lapses_before_the_first_dossier_date() -> None:
    (decree,) = [basis for basis in load_programme().legal_bases if basis.number == "152/2025/NĐ-CP"]
    first_dossier = load_programme().deadline_by_id["annual_dossier"].named_day(2026)
    assert decree.valid_to == date(2027, 3, 1)
    assert decree.is_in_force(date(2025, 6, 30)) is False
    assert decree.is_in_force(date(2025, 7, 1)) is True
    assert decree.is_in_force(date(2027, 2, 28)) is True
    assert decree.is_in_force(date(2027, 3, 1)) is False
    assert decree.is_in_force(first_dossier) is False


def test_a_legal_basis_of_unknown_start_is_not_said_to_be_in_force() -> None:
    (plan_1478,) = [b for b in load_programme().legal_bases if b.id == "qd-1478-ubnd-2026"]
    assert plan_1478.is_in_force(date(2026, 11, 24)) is None


def test_every_legal_basis_of_the_decision_is_there() -> None:
    basis = [b.clause for b in load_programme().legal_bases if b.relation == "basis"]
    assert basis == [f"QD.CC{n}" for n in range(1, 8)]


def test_an_unknown_programme_is_refused_with_those_there_are() -> None:
    with pytest.raises(ProgrammeFaults, match="đang có: qd-2162-2026"):
        load_programme("qd-1-2031")
    with pytest.raises(ProgrammeFaults, match="không có chương trình này"):
        load_programme("../reference")


def told_by(read: Callable[[], object]) -> str:
    """What the refusal of a programme says."""
    with pytest.raises(ProgrammeFaults) as caught:
        read()
    return str(caught.value)


def test_a_refusal_names_the_file_and_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programme_module, "known_programmes", lambda: ("a-1", "b-2"))
    assert told_by(lambda: load_programme("c-3")) == "c-3: không có chương trình này; đang có: a-1, b-2"
    assert told_by(lambda: load_programme("c-3.yaml")).startswith("c-3.yaml: không có chương trình này")
    path = tmp_path / "list.yaml"
    path.write_text("- 1\n", encoding="utf-8")
    assert told_by(lambda: load_programme(path)) == f"{path}: phải là một nhóm khóa: giá trị"
    with pytest.raises(ProgrammeFaults) as caught:
        load_programme(path)
    assert (caught.value.source, len(caught.value.faults)) == (str(path), 1)


@pytest.mark.parametrize("name", ["other.yaml", "other.yml", "other.json"])
def test_a_programme_can_be_read_from_a_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(read_yaml(MINIMAL.read_bytes())), encoding="utf-8")
    assert load_programme(path).id == "small"
    assert load_programme(str(path)).id == "small"
    assert told_by(lambda: load_holidays(path)) == "holidays.yaml: không có tệp ngày nghỉ này"


def test_a_file_of_holidays_that_is_wrong_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(MINIMAL.read_bytes())
    holidays = tmp_path / "holidays.yaml"
    for text, told in (
        ("- 1\n", "holidays.yaml: phải là một nhóm khóa: giá trị"),
        (
            "years: [2026]\nchecked_on: 2026-11-23\nmake_up_days: not_known\nholidays: []\n",
            "holidays.yaml: note: thiếu, phải có",
        ),
    ):
        holidays.write_text(text, encoding="utf-8")
        assert told_by(lambda: load_holidays(path)) == told


def test_a_fault_that_has_no_words_of_its_own_is_still_told() -> None:
    class Small(Frozen):
        size: Annotated[int, Field(gt=3)]
        half: Annotated[float, Field(multiple_of=0.5)]

    with pytest.raises(ValidationError) as caught:
        Small(size=3, half=0.3)
    assert [str(fault) for fault in faults_of(caught.value, ())] == [
        "size: không hợp lệ (greater_than)",
        "half: không hợp lệ (multiple_of)",
    ]


def test_criteria_and_blocks_may_be_written_in_python_too() -> None:
    leaf = nodes.Attested(attested=("selected",), clause="K1")
    tree = nodes.AllOf(all=(leaf, nodes.OneOf(one_of=(leaf,))))
    assert tree.all[0] == leaf
    assert BlockInfo.model_validate({"id": "so", "name": "Sở"}).id is Block.SO
    with pytest.raises(ValidationError):
        nodes.AllOf(all=("selected",))  # type: ignore[arg-type]


def test_a_deadline_of_one_date_has_no_cycles_nor_has_half_a_row() -> None:
    common = {"id": "d", "name": "n", "what": "w", "clause": "K1", "last_day_reading": "gate"}
    one = Deadline(**common, per="period", date=date(2030, 3, 31))
    assert list(one.cycles) == []
    half = Deadline(**common, per="cycle", month=3, day=31, year_offset=1, first_cycle=2026)
    assert list(half.cycles) == []


def test_holidays_say_where_they_come_from_and_name_each_day_once(tmp_path: Path) -> None:
    calendar = load_holidays()
    assert calendar.years == (2026, 2027, 2028, 2029, 2030, 2031)
    assert calendar.make_up_days == "not_known"
    assert date(2026, 11, 24) in calendar.dates
    assert date(2027, 9, 2) in calendar.dates
    assert date(2026, 11, 30) not in calendar.dates
    (tmp_path / "p.yaml").write_bytes(MINIMAL.read_bytes())
    (tmp_path / "holidays.yaml").write_text(
        "years: [2026]\nchecked_on: 2026-11-23\nmake_up_days: not_known\nnote: x\nholidays:\n"
        "  - {date: 2026-01-01, name: a, source: b, evidence: GK}\n"
        "  - {date: 2026-01-01, name: a, source: b, evidence: GK}\n"
        "  - {date: 2027-01-01, name: a, source: b, evidence: GK}\n",
        encoding="utf-8",
    )
    with pytest.raises(ProgrammeFaults) as caught:
        load_holidays(tmp_path / "p.yaml")
    assert [str(fault) for fault in caught.value.faults] == [
        "holidays[1].date: ngày 01/01/2026 đã có ở trên",
        "holidays[2].date: năm 2027 không có trong years",
    ]


def test_a_programme_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        load_programme().name = "khác"  # type: ignore[misc]


def test_a_programme_is_read_quickly() -> None:
    code = (
        "import pydantic, time; start = time.perf_counter();"
        "from thidua.core.programme import load_programme; load_programme();"
        "print(time.perf_counter() - start)"
    )
    start = time.perf_counter()
    seconds = min(
        float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)
        for _ in range(3)
    )
    assert seconds < 1.0, f"{seconds:.3f} s (goal 0.15 s on a quiet machine)"
    assert time.perf_counter() - start < 30
