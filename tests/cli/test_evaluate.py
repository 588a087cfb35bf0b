"""`thidua evaluate CASE …`: the command and the shape of its result, to the letter of its contract."""

import gc
import json
import os
import pty
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Evaluate, Run

CASE = """
as_of: 2027-03-01
units: [{code: P1, name: Phường Hồng Bàng, block: phuong}]
index: [{year: 2026, unit: P1, rank: 6, score: 95.80}]
nominations:
  - {id: N2, award: annual.individual, cycle: 2026, unit: P1, name: Nguyễn Văn Một}
  - {id: N1, award: annual.collective, cycle: 2026, unit: P1}
  - {id: N10, award: annual.collective, cycle: 2026, unit: P1}
"""
DEFAULT_READINGS = {
    "annual_collective_logic": "all",
    "period_collective_logic": "gate_and_one_of",
    "annual_individual_gate": "ungated",
    "period_individual_gate": "gated",
    "period_years": "published_by_deadline",
    "flag_metric": "mean_score",
    "deadline_day": "before",
    "initiative_reuse": "ask",
}


def write(folder: Path, name: str, text: str = CASE) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def as_user(folder: Path, *argv: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, in the folder of the test."""
    return subprocess.run(
        [sys.executable, "-m", "thidua", "evaluate", *argv],
        cwd=folder,
        capture_output=True,
        check=False,
        **more,
    )


# --- the command ---


def test_json_is_the_default_when_standard_output_is_no_terminal(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "a.yaml")
    status, out, err = run("evaluate", "a.yaml")
    assert (status, err) == (0, "")
    assert out == run("evaluate", "a.yaml", "--format", "json")[1]
    assert json.loads(out)["programme"] == "qd-2162-2026"


def test_text_is_the_default_on_a_terminal(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml")
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        done = subprocess.run(
            [sys.executable, "-m", "thidua", "evaluate", "a.yaml"],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(theirs)
        shown = b""
        try:
            while piece := screen.read(65536):
                shown += piece
        except OSError:  # the other end is closed
            pass
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Phường Hồng Bàng" in shown.decode()
    assert "KHÔNG ĐẠT" in shown.decode()
    assert not shown.startswith(b"{")


def test_text_is_vietnamese_prose_of_the_same_verdicts(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "a.yaml")
    status, out, err = run("evaluate", "a.yaml", "--format", "text")
    assert (status, err) == (0, "")
    assert [line for line in out.splitlines() if line.startswith(("N", "  Kết quả"))] == [
        "N2 · Nguyễn Văn Một, Phường Hồng Bàng",
        "  Kết quả: CHƯA ĐỦ DỮ LIỆU · điều khoản III.2.1.2.a.CN.0, III.2.1.2.a.CN.1",
        "N1 · Phường Hồng Bàng",
        "  Kết quả: KHÔNG ĐẠT · điều khoản III.2.1.2.a.TT.1, III.2.1.2.a.TT.2.P",
        "N10 · Phường Hồng Bàng",
        "  Kết quả: KHÔNG ĐẠT · điều khoản III.2.1.2.a.TT.1, III.2.1.2.a.TT.2.P",
    ]
    # Quotas, notices and what is missing are told too.
    assert "III.2.1.2.b.1; đề nghị N1, N10" in out
    assert "Lưu ý: Phường Hồng Bàng không trong tốp xếp hạng" in out
    assert "Còn thiếu gì: không còn cách nào đạt được" in out
    assert "thông tin còn thiếu: Xếp loại chất lượng công tác trong năm" in out


def test_several_files_give_a_list_in_the_order_given(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "as_of: 2027-03-01\n")
    write(tmp_path, "b.yaml", "as_of: 2028-03-01\n")
    status, out, _ = run("evaluate", "b.yaml", "a.yaml", "b.yaml")
    assert status == 0
    assert [result["as_of"] for result in json.loads(out)] == ["2028-03-01", "2027-03-01", "2028-03-01"]


def test_several_files_as_text_each_under_its_name(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "as_of: 2027-03-01\n")
    write(tmp_path, "b.yaml", "as_of: 2028-03-01\n")
    assert run("evaluate", "b.yaml", "a.yaml", "--format=text")[1] == (
        "b.yaml · tính đến hết ngày 01 tháng 3 năm 2028\n\na.yaml · tính đến hết ngày 01 tháng 3 năm 2027\n"
    )


def test_one_file_gives_an_object_and_no_list(evaluate: Evaluate) -> None:
    assert evaluate("as_of: 2027-03-01\n") == {
        "programme": "qd-2162-2026",
        "as_of": "2027-03-01",
        "readings": DEFAULT_READINGS,
        "nominations": [],
        "violations": [],
    }


def test_the_exit_status_is_0_whatever_the_verdicts(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml")
    done = as_user(tmp_path, "a.yaml")
    assert (done.returncode, done.stderr) == (0, b"")
    verdicts = [nomination["verdict"] for nomination in json.loads(done.stdout)["nominations"]]
    assert verdicts == ["unknown", "not_met", "not_met"]


def test_one_bad_file_among_several_nothing_is_evaluated_and_every_bad_file_is_told(tmp_path: Path) -> None:
    write(tmp_path, "good.yaml")
    write(
        tmp_path,
        "bad.yaml",
        CASE.replace("rank: 6", "rank: 0").replace("cycle: 2026, unit: P1}", "unit: P9}"),
    )
    write(tmp_path, "broken.json", '{"as_of": "2027-03-01",}')
    done = as_user(tmp_path, "good.yaml", "bad.yaml", "none.yaml", "broken.json", ".")
    assert (done.returncode, done.stdout) == (2, b"")
    lines = done.stderr.decode().splitlines()
    assert [line.rsplit(": ", 1)[0] for line in lines[:5]] == [
        "bad.yaml: index[0].rank",
        "bad.yaml: nominations[1].cycle",
        "bad.yaml: nominations[1].unit",
        "bad.yaml: nominations[2].cycle",
        "bad.yaml: nominations[2].unit",
    ]
    assert lines[5] == "none.yaml: không có tệp này; kiểm tra lại đường dẫn"
    assert lines[6].startswith("broken.json: dòng 1, cột 24: không đọc được JSON")
    assert lines[7:] == [".: là thư mục, không phải tệp YAML hoặc JSON"]


@pytest.mark.parametrize("argv", [[], ["--format", "xml", "a.yaml"], ["--no-such", "a.yaml"]])
def test_a_wrong_call_ends_with_2_and_prints_nothing(run: Run, tmp_path: Path, argv: list[str]) -> None:
    write(tmp_path, "a.yaml")
    status, out, err = run("evaluate", *argv)
    assert (status, out) == (2, "")
    assert "--help" in err


def test_the_output_is_utf_8_whatever_the_machine_speaks(tmp_path: Path) -> None:
    write(tmp_path, "tình huống.yaml")
    src = str(Path(__file__).resolve().parents[2] / "src")
    done = as_user(tmp_path, "tình huống.yaml", "--format=text", env={"LC_ALL": "C", "PYTHONPATH": src})
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("tình huống.yaml · tính đến hết ngày 01 tháng 3 năm 2027\n")


def test_neither_clock_nor_database_nor_network_is_asked(tmp_path: Path) -> None:
    """Twice the same bytes, nothing written, Django never loaded, and no socket to be had."""
    write(tmp_path, "a.yaml")
    script = (
        "import socket, sys; socket.socket = None; from thidua.cli import main;"
        "main(['evaluate', 'a.yaml']); main(['evaluate', 'a.yaml']);"
        "sys.exit(' '.join({'django', 'sqlite3'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = done.stdout.splitlines()
    assert first == second
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_the_collector_runs_again_after_the_command(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "a.yaml")
    run("evaluate", "a.yaml")
    assert gc.isenabled()


# --- the shape of the result ---


def test_keys_and_types_of_the_result(evaluate: Evaluate) -> None:
    result = evaluate(CASE)
    assert list(result) == ["programme", "as_of", "readings", "nominations", "violations"]
    assert result["readings"] == DEFAULT_READINGS
    assert [nomination["id"] for nomination in result["nominations"]] == ["N2", "N1", "N10"]  # file order
    for nomination in result["nominations"]:
        assert list(nomination) == ["id", "verdict", "clauses", "missing", "notices", "trace"]
        assert nomination["verdict"] in {"met", "not_met", "unknown", "suspended"}
        assert nomination["clauses"] == [
            clause for clause in nomination["clauses"] if isinstance(clause, str)
        ]
        assert all(isinstance(notice, str) for notice in nomination["notices"])
        assert all(isinstance(way, list) and way for way in nomination["missing"])
        assert all(isinstance(thing, str) for way in nomination["missing"] for thing in way)
        check_trace(nomination["trace"])
    (violation,) = result["violations"]
    assert list(violation) == ["rule", "clause", "effect", "nominations", "text"]
    assert violation == {
        "rule": "quota.collective",
        "clause": "III.2.1.2.b.1",
        "effect": "block",
        "nominations": ["N1", "N10"],
        "text": violation["text"],
    }
    assert "Phường Hồng Bàng" in violation["text"]


def check_trace(trace: dict[str, Any]) -> None:
    assert list(trace) == ["clause", "truth", "text", "parts"]
    assert trace["truth"] in {"met", "not_met", "unknown"}
    assert trace["clause"].startswith("III.")
    assert trace["text"].endswith(".")
    for part in trace["parts"]:
        check_trace(part)


def test_chosen_readings_stand_in_the_result_beside_the_defaults(evaluate: Evaluate) -> None:
    chosen = {
        "annual_collective_logic": "any",
        "period_collective_logic": "literal_one_of",
        "annual_individual_gate": "gated",
        "period_individual_gate": "ungated",
        "period_years": "all_years",
        "flag_metric": "first_places",
        "deadline_day": "inclusive",
        "initiative_reuse": "never",
    }
    assert evaluate({"as_of": "2027-03-01", "readings": chosen})["readings"] == chosen
    one = {"flag_metric": "mean_rank"}
    assert evaluate({"as_of": "2027-03-01", "readings": one})["readings"] == DEFAULT_READINGS | one


def test_the_programme_may_be_named(evaluate: Evaluate) -> None:
    assert evaluate("programme: qd-2162-2026\nas_of: 2027-03-01\n")["programme"] == "qd-2162-2026"


def test_json_and_yaml_in_any_normal_form_give_the_same_result(run: Run, tmp_path: Path) -> None:
    unit = {"code": "Đ1", "name": "Chi cục Thuế Hồng Bàng", "block": "none"}
    nomination = {"id": "Nước", "award": "annual.collective", "cycle": 2026, "unit": "Đ1"}
    data = {"as_of": "2027-03-01", "units": [unit], "nominations": [nomination]}
    text = json.dumps(data, ensure_ascii=False)
    yaml = """as_of: 2027-03-01
units:
  - code: Đ1
    name: Chi cục Thuế Hồng Bàng
    block: none
nominations:
  - {id: Nước, award: annual.collective, cycle: 2026, unit: Đ1}
"""
    contents = {
        "nfc.json": text,
        "nfd.json": unicodedata.normalize("NFD", text),
        "nfd-escaped.json": json.dumps(json.loads(unicodedata.normalize("NFD", text))),
        "bom.json": "\ufeff" + text,
        "crlf.json": json.dumps(data, indent=2).replace("\n", "\r\n"),
        "json-in.yaml": text,
        "json-with-tabs-in.yaml": json.dumps(data, indent="\t"),
        "json-by-its-look": text,
        "nfc.yaml": yaml,
        "nfd.yaml": unicodedata.normalize("NFD", yaml),
        "nfd-escaped.yaml": yaml.replace("Nước", '"Nu\\u031bo\\u031b\\u0301c"'),
        "bom-crlf.yml": "\ufeff" + yaml.replace("\n", "\r\n"),
        "yaml-by-its-look": yaml,
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content.encode())
    status, out, err = run("evaluate", *contents)
    assert (status, err) == (0, "")
    first, *others = json.loads(out)
    assert [nomination["id"] for nomination in first["nominations"]] == ["Nước"]
    assert first["nominations"][0]["notices"][0].startswith("Chi cục Thuế Hồng Bàng không thuộc ba khối")
    for name, other in zip(list(contents)[1:], others, strict=True):
        assert other == first, name


def test_a_stream_is_read_like_a_file(tmp_path: Path) -> None:
    for content in (CASE, '{"as_of": "2027-03-01"}'):
        done = as_user(tmp_path, "/dev/stdin", input=content.encode())
        assert (done.returncode, done.stderr) == (0, b"")
