"""`thidua similar TITLES.csv`, to the letter of its contract."""

import csv
import io
import json
import subprocess
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from tests.cli.conftest import Run

TITLES = (
    "id,title\n"
    "I1,Ngày thứ 5 không hẹn\n"
    'I2,"Dịch vụ công đến tận nhà, sống an vui tuổi già"\n'
    "I3,ngay thu 5 khong hen\n"
    "I4,Ngày thứ 6 không hẹn phường Hồng Bàng\n"
)


def test_pairs_come_best_first_as_csv(run_on: Run) -> None:
    assert run_on("similar", TITLES) == (
        0,
        "a,b,score\nI1,I3,1.0000\nI1,I4,0.9900\nI3,I4,0.9900\n",
        "",
    )


def test_json_is_a_list_of_the_same_pairs(run_on: Run) -> None:
    _, out, _ = run_on("similar", TITLES, "--format", "json")
    assert json.loads(out) == [
        {"a": "I1", "b": "I3", "score": 1.0},
        {"a": "I1", "b": "I4", "score": 0.99},
        {"a": "I3", "b": "I4", "score": 0.99},
    ]


def test_nothing_alike_is_an_answer_too(run_on: Run) -> None:
    titles = "id,title\nI1,Trợ lý ảo\nI2,Góc thiếu nhi\nI3,\nI4,\n"
    assert run_on("similar", titles) == (0, "a,b,score\n", "")
    assert json.loads(run_on("similar", titles, "--format=json")[1]) == []
    assert run_on("similar", "id,title,summary\n") == (0, "a,b,score\n", "")


def test_the_threshold_may_be_given_with_a_comma(run_on: Run) -> None:
    _, out, _ = run_on("similar", TITLES, "--threshold", "0,995")
    assert out == "a,b,score\nI1,I3,1.0000\n"


def test_files_as_spreadsheets_save_them_are_read(run_on: Run) -> None:
    titles = unicodedata.normalize("NFD", TITLES).replace("I1,", "I1;").replace("id,title", "\ufeffid;title")
    titles = titles.replace("I2,", "I2;").replace("I3,", "I3;").replace("I4,", "I4;").replace("\n", "\r\n")
    assert run_on("similar", titles)[1].splitlines()[1] == "I1,I3,1.0000"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "in.csv: tệp trống"),
        ("1,Trợ lý ảo\n", "in.csv: dòng 1: thiếu dòng tiêu đề; dòng đầu phải là id,title,[summary]"),
        ("id,name\n1,x\n", "in.csv: dòng 1, cột title: thiếu cột"),
        ("id,title\n1,a\n1,b\n", "in.csv: dòng 3, cột id: “1” đã có ở dòng 2"),
        ("id,title\n,a\n", "in.csv: dòng 2, cột id: để trống"),
        ("id,title\n1,Một cửa, thân thiện\n", "in.csv: dòng 2, cột 3: có 3 ô, cần 2 ô"),
    ],
)
def test_a_bad_file_is_told_with_its_place_and_the_cure(run_on: Run, content: str, told: str) -> None:
    status, out, err = run_on("similar", content)
    assert (status, out) == (2, "")
    assert told in err


@pytest.mark.parametrize("threshold", ["-0.1", "1.01", "x", "nan", "80%"])
def test_an_absurd_threshold_is_refused(run_on: Run, threshold: str) -> None:
    status, out, err = run_on("similar", TITLES, f"--threshold={threshold}")
    assert (status, out) == (2, "")
    assert err.startswith("--threshold: ")


def test_an_unknown_format_is_refused(run_on: Run) -> None:
    status, out, _ = run_on("similar", TITLES, "--format", "xml")
    assert (status, out) == (2, "")


def test_the_published_initiatives_are_read_by_the_whole_command(tmp_path: Path) -> None:
    text = files("thidua.reference").joinpath("initiatives_public.csv").read_text(encoding="utf-8")
    file = tmp_path / "titles.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "title"])
        writer.writerows((row["id"], row["title"]) for row in csv.DictReader(io.StringIO(text)))
    done = subprocess.run(
        [sys.executable, "-m", "thidua", "similar", str(file)], capture_output=True, check=True
    )
    found = {tuple(line.split(",")[:2]) for line in done.stdout.decode().splitlines()[1:]}
    assert {("I007", "I011"), ("I007", "I013"), ("I011", "I013")} <= found
    assert ("I025", "I039") not in found


@pytest.mark.parametrize(
    "other",
    [
        "Mô hình Trả kết quả thủ tục hành chính tại nhà cho người cao tuổi phường Lê Chân",  # the unit's name
        "Mo hinh tra ket qua thu tuc hanh chinh tai nha cho nguoi cao tuoi phuong Hong Bang",  # no diacritics
        "Mô hình cho người cao tuổi phường Hồng Bàng: trả kết quả thủ tục hành chính tại nhà",  # word order
        "MÔ HÌNH TRẢ KẾT QUẢ TTHC TẠI NHÀ CHO NGƯỜI CAO TUỔI XÃ AN LÃO",
    ],
)
def test_the_same_idea_in_nearly_the_same_words_is_told(run_on: Run, other: str) -> None:
    """A third title, of something else, is in no pair; `a` stands before `b` as in the file."""
    first = "Mô hình Trả kết quả thủ tục hành chính tại nhà cho người cao tuổi phường Hồng Bàng"
    titles = f'id,title\nZ9,"{first}"\nM5,"Góc đọc sách tại bộ phận một cửa"\nA1,"{other}"\n'
    (pair,) = json.loads(run_on("similar", titles, "--format=json")[1])
    assert list(pair) == ["a", "b", "score"]
    assert (pair["a"], pair["b"]) == ("Z9", "A1")
    assert 0.8 <= pair["score"] <= 1


def test_the_threshold_is_the_lowest_score_told_and_best_come_first(run_on: Run) -> None:
    titles = TITLES + "I5,Ngày thứ 5 không hẹn giờ trả hồ sơ\n"
    everything = [line.split(",") for line in run_on("similar", titles, "--threshold=0")[1].splitlines()[1:]]
    scores = [float(score) for _, _, score in everything]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert all(a < b for a, b, _ in everything)
    for threshold in (0.3, 0.8, 0.99, 1):
        kept = [line for line, score in zip(everything, scores, strict=True) if score >= threshold]
        found = run_on("similar", titles, f"--threshold={threshold}")[1].splitlines()[1:]
        assert [line.split(",") for line in found] == kept


def test_ids_may_be_any_text_and_are_quoted_where_needed(run_on: Run) -> None:
    titles = 'id,title,summary\n"a,1",Ngày không hẹn,\n0012,Ngày không hẹn,\n'
    assert run_on("similar", titles)[1] == 'a,b,score\n"a,1",0012,1.0000\n'
