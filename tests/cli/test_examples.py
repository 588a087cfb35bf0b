"""The case files of `examples/`: they run as they stand, and say what the plan says of them."""

import csv
import io
import json
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from thidua.cli_commands.evaluate import read_case

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
INITIATIVE, RANK = "III.2.1.2.a.TT.1", "III.2.1.2.a.TT.2"


def nominations(run: Run, name: str) -> dict[str, dict[str, Any]]:
    status, out, err = run("evaluate", str(EXAMPLES / name), "--format", "json")
    assert (status, err) == (0, "")
    return {nomination["id"]: nomination for nomination in json.loads(out)["nominations"]}


def violations(run: Run, name: str) -> list[tuple[str, str, list[str]]]:
    out = run("evaluate", str(EXAMPLES / name))[1]
    return [(v["rule"], v["effect"], v["nominations"]) for v in json.loads(out)["violations"]]


def text_of(run: Run, name: str) -> dict[str, str]:
    """The text of every nomination, by its id."""
    status, out, err = run("evaluate", str(EXAMPLES / name), "--format", "text")
    assert (status, err) == (0, "")
    parts = out.split("\n\n")[1:]
    return {part.split(" · ", 1)[0]: part for part in parts}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name)
@pytest.mark.parametrize("format_", ["json", "text"])
def test_every_example_is_evaluated(run: Run, path: Path, format_: str) -> None:
    status, out, err = run("evaluate", str(path), "--format", format_)
    assert (status, err) == (0, "")
    assert out
    assert f"thidua evaluate examples/{path.name}" in path.read_text(encoding="utf-8")  # it says how


# --- the published index of 2025 ---

LEADERS = {
    "so": ["TTTP", "VPUBND", "STC", "SNgV", "SNV"],
    "phuong": ["11311", "11413", "11602", "11329", "11383"],
    "xa": ["11914", "11761", "11629", "10999", "10750"],
}
YEARLY_TOP = {"so": 3, "phuong": 5, "xa": 5}
LEAF = {"so": "S", "phuong": "P", "xa": "X"}


def test_the_index_of_2025_is_the_published_one() -> None:
    text = files("thidua.reference").joinpath("published_index_2025.csv").read_text(encoding="utf-8")
    published = {
        (row["unit"], int(row["rank"]), Decimal(row["score"]) if row["score"] else None)
        for row in csv.DictReader(io.StringIO(text))
        if row["index"] == "PAR"
    }
    case = read_case(EXAMPLES / "hai-phong-2025.yaml")
    names = {unit.code: unit.name for unit in case.units}
    assert {(names[row.unit], row.rank, row.score) for row in case.index} == published


@pytest.mark.parametrize("block", LEADERS)
def test_the_five_leaders_of_2025_under_the_yearly_rule(run: Run, block: str) -> None:
    """A collective needs an initiative and a rank within 3 (sở), 5 (phường), 5 (xã).

    No initiative is named: none has happened. So nobody meets it yet; a further initiative can still be had
    by who is within the top, and nothing helps the fourth and fifth sở.
    """
    found = nominations(run, "hai-phong-2025.yaml")
    for rank, unit in enumerate(LEADERS[block], 1):
        collective = found[f"{unit}-tap-the"]
        is_within = rank <= YEARLY_TOP[block]
        leaf = f"{RANK}.{LEAF[block]}"
        initiative, place = collective["trace"]["parts"]
        assert (initiative["clause"], initiative["truth"]) == (INITIATIVE, "not_met")
        assert (place["clause"], place["truth"]) == (leaf, "met" if is_within else "not_met")
        assert collective["verdict"] == "not_met"
        assert collective["clauses"] == ([INITIATIVE] if is_within else [INITIATIVE, leaf])
        if is_within:
            ((only,),) = collective["missing"]
            assert "thêm 01 sáng kiến" in only
            assert "năm 2025" in only
        else:
            assert collective["missing"] == []


@pytest.mark.parametrize("block", LEADERS)
def test_the_persons_of_2025_are_open_and_not_bound_to_the_rank(run: Run, block: str) -> None:
    """Nothing is known of the person: four things, or three and an initiative; the rank is only a notice."""
    found = nominations(run, "hai-phong-2025.yaml")
    for rank, unit in enumerate(LEADERS[block], 1):
        person = found[f"{unit}-ca-nhan"]
        assert person["verdict"] == "unknown"
        assert person["clauses"] == ["III.2.1.2.a.CN.0", "III.2.1.2.a.CN.1"]
        assert [len(way) for way in person["missing"]] == [4, 5]
        notices = "\n".join(person["notices"])
        assert "Năm 2025 nằm ngoài giai đoạn 2026-2030" in notices
        assert ("không trong tốp xếp hạng" in notices) == (rank > YEARLY_TOP[block])


def test_2025_breaks_no_limit(run: Run) -> None:
    assert violations(run, "hai-phong-2025.yaml") == []


def test_the_text_answers_what_they_still_lack(run: Run) -> None:
    told = text_of(run, "hai-phong-2025.yaml")
    leader = told["TTTP-tap-the"]
    assert "Kết quả: KHÔNG ĐẠT · điều khoản III.2.1.2.a.TT.1\n" in leader
    assert "hạng 1 khối sở, ban, ngành (94,71 điểm)" in leader
    assert leader.count("Còn thiếu gì:") == 1
    assert "    - thêm 01 sáng kiến của đơn vị được công nhận và áp dụng, có thể nhân rộng" in leader
    assert "Còn thiếu gì: không còn cách nào đạt được" in told["SNV-tap-the"]
    person = told["11311-ca-nhan"].split("Còn thiếu gì:\n")[1]
    for lacking in (
        "Phẩm chất tốt, gương mẫu, chấp hành tốt chủ trương, pháp luật",
        "Xếp loại chất lượng công tác trong năm",
        "Vai trò trong công tác cải cách hành chính",
        "Có thành tích xuất sắc, tiêu biểu",
        "Được đơn vị xét chọn, đề xuất",
        "thêm 01 sáng kiến của đơn vị",
    ):
        assert lacking in person


# --- five invented years ---

FIVE_YEARS = {
    # the yearly ones: rank 5 in a tie; rank 1; reach not known; rank 11; ungated person; outside the blocks
    "nam-X05": ("met", [INITIATIVE, f"{RANK}.X"]),
    "nam-S1": ("met", [INITIATIVE, f"{RANK}.S"]),
    "nam-X01": ("unknown", [INITIATIVE]),
    "nam-X02": ("not_met", [INITIATIVE, f"{RANK}.X"]),
    "nam-P09-cn": ("met", ["III.2.1.2.a.CN.0", "III.2.1.2.a.CN.1"]),
    "nam-V1": ("not_met", ["III.2.1.2.b.2"]),
    # P01 and P02: mean 95.25, three first places, five years in the top list, 95.25 in 2030
    "co-P01": ("unknown", ["III.2.2.b.CO.0"]),
    "co-S1": ("met", ["III.2.2.a.TT.3", "III.2.2.a.TT.1", "III.2.2.b.CO.0"]),
    "co-X01": ("unknown", ["III.2.2.a.TT.1"]),
    "gd-P02": ("met", ["III.2.2.a.TT.4", "III.2.2.a.TT.1"]),
    "gd-P12": ("met", ["III.2.2.a.TT.4", "III.2.2.a.TT.1"]),
    "gd-S5": ("met", ["III.2.2.a.TT.3", "III.2.2.a.TT.1"]),
    "gd-S6": ("not_met", ["III.2.2.a.TT.3"]),
    "gd-P01-cn1": ("met", ["III.2.2.b.BK.P", "III.2.2.a.CN.0", "III.2.2.a.CN.1"]),
    "gd-P01-cn2": ("not_met", ["III.2.2.a.CN.0"]),
    "gd-P02-cn": ("suspended", ["III.2.2.b.BK.P", "III.2.2.a.CN.0", "III.2.2.a.CN.1"]),
    "ngoai-V1": ("met", ["III.2.2.b.NGOAI"]),
    "dot-xuat-P05": ("unknown", ["III.3.1.b"]),
    "nha-nuoc-S1": ("met", ["III.2.2.b.NN"]),
}


def test_the_five_years_show_every_verdict(run: Run) -> None:
    found = nominations(run, "five-years.yaml")
    assert {id_: (n["verdict"], n["clauses"]) for id_, n in found.items()} == FIVE_YEARS


def test_the_five_years_show_what_their_heading_promises(run: Run) -> None:
    notices = {id_: "\n".join(n["notices"]) for id_, n in nominations(run, "five-years.yaml").items()}
    assert "Đồng hạng tuyệt đối ở vị trí dẫn đầu khối phường" in notices["co-P01"]
    assert "02 đơn vị đồng hạng 5" in notices["nam-X05"]
    assert notices["gd-P12"].count("không phải khối hiện nay") == 2
    assert "discretionary.collective" in notices["nam-V1"]
    assert "2028 không được xếp hạng" in text_of(run, "five-years.yaml")["gd-S5"]
    assert violations(run, "five-years.yaml") == [
        ("one_award", "block", ["co-S1", "nha-nuoc-S1"]),
        ("initiative_reuse", "ask", ["co-P01"]),  # K01 has served before
        ("initiative_reuse", "ask", ["co-P01", "gd-P01-cn2"]),  # K02
    ]


def test_without_the_notice_the_fifth_year_does_not_count(run: Run, tmp_path: Path) -> None:
    """P01 and P02 have the same mean, first places and years: 95.10 to 95.40 in 2029 decides."""
    text = (EXAMPLES / "five-years.yaml").read_text(encoding="utf-8")
    (tmp_path / "case.yaml").write_text(
        text.replace("issued: 2030-02-10", "issued: 2031-03-16"), encoding="utf-8"
    )
    found = {n["id"]: n for n in json.loads(run("evaluate", "case.yaml")[1])["nominations"]}
    assert "2026-2029: có 3 năm" in json.dumps(found["gd-S5"]["trace"], ensure_ascii=False)
    assert (found["co-P01"]["verdict"], found["co-P01"]["clauses"]) == ("not_met", ["III.2.2.b.CO.0"])
