"""`thidua rank SCORES.csv`, to the letter of its contract; bad input ends with 2 and every fault told."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from tests.cli.conftest import Run

HEADER = "block,rank,unit,score,tie,near\n"


def test_ranks_ties_near_ties_and_unranked_units(run_on: Run) -> None:
    scores = (
        "block,unit,score\n"
        "phuong,Gia Viên,90.1\n"
        'phuong,Hồng Bàng,"95,804"\n'
        "xa,Cẩm Giàng,\n"
        "phuong,Lê Chân,95.796\n"
        "phuong,An Biên,95.75\n"
        "xa,Cẩm Giang,80\n"
    )
    assert run_on("rank", scores) == (
        0,
        HEADER + "phuong,1,Hồng Bàng,95.80,2,yes\n"
        "phuong,1,Lê Chân,95.80,2,yes\n"
        "phuong,3,An Biên,95.75,1,yes\n"
        "phuong,4,Gia Viên,90.10,1,no\n"
        "xa,1,Cẩm Giang,80.00,1,no\n"
        "xa,,Cẩm Giàng,,,\n",
        "",
    )


def test_the_next_rank_skips(run_on: Run) -> None:
    _, out, _ = run_on("rank", "block,unit,score\nso,A,1\nso,B,2\nso,C,2\nso,D,3\n")
    assert [line.split(",")[1] for line in out.splitlines()[1:]] == ["1", "2", "2", "4"]


def test_decimals_and_near_are_options_and_may_have_a_comma(run_on: Run) -> None:
    scores = "block,unit,score\nso,A,90.45\nso,B,90.4\nso,C,90\n"
    assert run_on("rank", scores, "--decimals", "1", "--near", "0,1")[1] == (
        HEADER + "so,1,A,90.5,1,yes\nso,2,B,90.4,1,yes\nso,3,C,90.0,1,no\n"
    )
    assert (
        "so,1,A,90,3,no\n"
        in run_on("rank", "block,unit,score\nso,A,90.4\nso,B,90\nso,C,89.5\n", "--decimals=0")[1]
    )


def test_columns_may_stand_in_any_order(run_on: Run) -> None:
    assert run_on("rank", "score,block,unit\n1,so,A\n")[1] == HEADER + "so,1,A,1.00,1,no\n"


@pytest.mark.parametrize(
    "content",
    [
        '\ufeffblock,unit,score\r\nxa,Cẩm Giàng,"95,8"\r\n',
        "\ufeffBlock;Unit;Score\r\nxa;Cẩm Giàng;95,8\r\n;;\r\n",
        "block\tunit\tscore\nxa\tCẩm Giàng\t95.8",
        unicodedata.normalize("NFD", " block , unit , score \n xa , Cẩm Giàng , 95.8 \n\n"),
        "block,unit,score,,\nxa,Cẩm Giàng,95.8,,\n,,,,\n",
        '"block","unit","score"\r"xa","Cẩm Giàng","95.8"\r',
    ],
)
def test_files_as_spreadsheets_save_them_are_read(run_on: Run, content: str) -> None:
    assert run_on("rank", content) == (0, HEADER + "xa,1,Cẩm Giàng,95.80,1,no\n", "")


def test_names_with_commas_and_quotes_come_out_quoted(run_on: Run) -> None:
    _, out, _ = run_on("rank", 'block,unit,score\nso,"Sở Văn hóa, ""Thể thao"" và Du lịch",1\n')
    assert out == HEADER + 'so,1,"Sở Văn hóa, ""Thể thao"" và Du lịch",1.00,1,no\n'


def test_a_table_without_rows_gives_a_header(run_on: Run) -> None:
    assert run_on("rank", "block,unit,score\n") == (0, HEADER, "")


def test_all_faults_are_told_at_once_in_the_order_of_the_file(run_on: Run) -> None:
    scores = "block,unit,score\nso,A,9x\n,B,1\nso,,1\nso,C,95,80\nso,D\nso,A,2\nso,E,1e3\n"
    status, out, err = run_on("rank", scores, "--decimals", "-1", "--near", "-0.5")
    assert (status, out) == (2, "")
    lines = err.splitlines()
    assert [line.split(": ")[0] for line in lines[:2]] == ["--decimals", "--near"]
    assert [line.split(": ")[1] for line in lines[2:]] == [
        "dòng 2, cột score",
        "dòng 3, cột block",
        "dòng 4, cột unit",
        "dòng 5, cột 4",
        "dòng 6, cột score",
        "dòng 7, cột unit",
        "dòng 8, cột score",
    ]
    assert all(line.startswith("in.csv: ") for line in lines[2:])
    assert "dấu nháy kép" in lines[5]
    assert "dòng 2" in lines[7]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "tệp trống"),
        (" \n\n", "tệp trống"),
        ("so,A,1\n", "thiếu dòng tiêu đề; dòng đầu phải là block,unit,score"),
        ("block,unit\nso,A\n", "cột score: thiếu cột"),
        ("block,unit,score,note\nso,A,1,x\n", "cột “note”: không nhận cột này"),
        ("block,unit,score,unit\nso,A,1,x\n", "cột unit: tên cột bị lặp"),
        ("block,unit,,score\nso,A,,1\n", "cột 3: tiêu đề để trống"),
        (b"block,unit,score\nso,\xc4,1\n", "dòng 2: không phải UTF-8"),
        ("block,unit,score\nso,A,1\n".encode("utf-16"), "không phải UTF-8"),
        ("block,unit,score\nso,A\0,1\n", "dòng 2: có ký tự NUL"),
        ('block,unit,score\nso,"A,1\nso,B,2\n', "dòng 2: dấu nháy kép mở ra mà không đóng"),
        ('block,unit,score\nso,"A"B,1\n', "dòng 2: sau dấu nháy kép đóng"),
        ("block,unit,score\nso," + "A" * 200_000 + ",1\n", "dòng 2: một ô dài quá mức"),
        (f"block,unit,score\nso,Cẩm,1\nso,{unicodedata.normalize('NFD', 'Cẩm')},1\n", "đã có trong khối"),
    ],
)
def test_a_bad_file_is_told_with_its_place_and_the_cure(run_on: Run, content: str | bytes, told: str) -> None:
    status, out, err = run_on("rank", content)
    assert (status, out) == (2, "")
    assert err.startswith("in.csv: ")
    assert told in err


def test_the_same_unit_may_stand_in_two_blocks_and_cam_giang_is_not_cam_giàng(run_on: Run) -> None:
    status, _, _ = run_on("rank", "block,unit,score\nxa,Cẩm Giang,1\nxa,Cẩm Giàng,1\nso,Cẩm Giang,1\n")
    assert status == 0


@pytest.mark.parametrize("decimals", ["-1", "13", "2.5", "x", "", "٢", "9" * 5000])
def test_absurd_decimals_are_refused(run_on: Run, decimals: str) -> None:
    status, out, err = run_on("rank", "block,unit,score\nso,A,1\n", f"--decimals={decimals}")
    assert (status, out) == (2, "")
    assert err.startswith("--decimals: ")


@pytest.mark.parametrize("near", ["-0.01", "x", "nan", "inf", ""])
def test_an_absurd_near_gap_is_refused(run_on: Run, near: str) -> None:
    status, out, err = run_on("rank", "block,unit,score\nso,A,1\n", f"--near={near}")
    assert (status, out) == (2, "")
    assert err.startswith("--near: ")


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "none.csv", "không có tệp này"), (tmp_path, "là thư mục")):
        done = subprocess.run(
            [sys.executable, "-m", "thidua", "rank", str(path)], capture_output=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, b"")
        assert f"{path}: {told}" in done.stderr.decode()


def test_the_whole_command_writes_utf_8_and_plain_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "điểm.csv"
    file.write_text("block,unit,score\nxa,Cẩm Giàng,1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "thidua", "rank", str(file)],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C", "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")},
    )
    assert done.stdout == (HEADER + "xa,1,Cẩm Giàng,1.00,1,no\n").encode()
    assert done.stderr == b""


def test_rounding_is_half_up_on_all_digits_written(run_on: Run) -> None:
    scores = "block,unit,score\nso,A,95.00499999999999999999\nso,B,95.005\nso,C,95.0049999\nso,D,2.675\n"
    assert run_on("rank", scores)[1] == (
        HEADER + "so,1,B,95.01,1,yes\nso,2,A,95.00,2,yes\nso,2,C,95.00,2,yes\nso,4,D,2.68,1,no\n"
    )


@pytest.mark.parametrize(
    ("lower", "near", "told"),
    [
        ("94.945", "0.05", "yes"),  # 95.00 and 94.95, though 0.059 apart as written
        ("94.944", "0.05", "no"),  # 95.00 and 94.94
        ("94.9501", "0.045", "no"),  # 95.00 and 94.95: above the gap of 0.045
        ("94.9599", "0.04", "yes"),  # 95.00 and 94.96
        ("94.99", "0", "no"),
        ("94.99", "0.01", "yes"),  # at most the gap: the gap itself is near
        ("90", "5", "yes"),
    ],
)
def test_near_is_judged_on_rounded_scores(run_on: Run, lower: str, near: str, told: str) -> None:
    _, out, _ = run_on("rank", f"block,unit,score\nso,A,95.004\nso,B,{lower}\n", "--near", near)
    assert [line.rsplit(",", 1)[1] for line in out.splitlines()[1:]] == [told, told]


def test_near_looks_at_the_next_different_score_on_either_side(run_on: Run) -> None:
    """A tie alone is not near; a tie beside another score is, as a whole; and so is the worse side."""
    scores = "block,unit,score\nso,A,95\nso,B,95\nso,C,90.04\nso,D,90\nso,E,90\nso,F,80\n"
    _, out, _ = run_on("rank", scores)
    assert [line.rsplit(",", 1)[1] for line in out.splitlines()[1:]] == [
        "no",
        "no",
        "yes",
        "yes",
        "yes",
        "no",
    ]


def test_rows_come_by_block_as_first_seen_then_rank_and_ties_and_unranked_as_in_the_file(run_on: Run) -> None:
    scores = (
        "block,unit,score\nxa,Chưa có 1,\nphuong,P1,90\nxa,Sau,90\nxa,Trước,90\nphuong,P2,\nxa,Nhất,99\n"
        "xa,Chưa có 0,\nso,Không ai có,\n"
    )
    _, out, _ = run_on("rank", scores)
    assert [line.split(",")[:3] for line in out.splitlines()[1:]] == [
        ["xa", "1", "Nhất"],
        ["xa", "2", "Sau"],
        ["xa", "2", "Trước"],
        ["xa", "", "Chưa có 1"],
        ["xa", "", "Chưa có 0"],
        ["phuong", "1", "P1"],
        ["phuong", "", "P2"],
        ["so", "", "Không ai có"],
    ]
    assert "so,,Không ai có,,,\n" in out


def test_decimals_pad_and_cut_what_is_shown(run_on: Run) -> None:
    scores = "block,unit,score\nso,A,95.5\nso,B,-0.4\n"
    assert run_on("rank", scores, "--decimals=0")[1] == HEADER + "so,1,A,96,1,no\nso,2,B,0,1,no\n"
    assert run_on("rank", scores, "--decimals=4")[1] == HEADER + "so,1,A,95.5000,1,no\nso,2,B,-0.4000,1,no\n"
