"""`thidua verify FILE`: 0 when frozen results stand, 1 when something does not, 2 for no such file."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.core.council_sessions import session

THIRD = "0.33333333333333333333"


def unit(code: str, rank: int, score: str, marks: dict[str, str | None], **more: Any) -> dict[str, Any]:
    row = {
        "unit": 1, "code": code, "name": f"Xã {code}", "rank": rank, "score": score, "class": "",
        "missing": [], "excluded": [], "maximum": "10", "whole": "10", "components": marks,
    }  # fmt: skip
    return row | more


def component(code: str, maximum: str, *, outside: bool = False) -> dict[str, Any]:
    return {
        "code": code,
        "name": f"Tiêu chí {code}",
        "area": code[0],
        "maximum": maximum,
        "outside": outside,
    }


def results() -> dict[str, Any]:
    """Two who tie, one on a reduced maximum whose points have no end, one who comes fourth."""
    return {
        "round": {"year": 2026, "title": "Chấm điểm năm 2026"},
        "head_class": {"valid_from": "2026-01-01", "cuts": [["Tốt", "90"], ["Khá", "70"]]},
        "blocks": [
            {
                "block": "xa",
                "areas": {"1": "Chỉ đạo", "2": "Thể chế"},
                "decimals": 2,
                "components": [
                    component("1.1", "5"), component("1.2", "1", outside=True), component("2.1", "5"),
                ],
                "units": [
                    unit(
                        "X1", 1, "9.50", {"1.1": "5", "1.2": None, "2.1": "4.5"},
                        points="9.5", percent="95.00", areas={"1": "5", "2": "4.5"},
                    ),
                    unit(
                        "X2", 1, "9.50", {"1.1": "3.995", "1.2": "0.5", "2.1": "5"},
                        points="9.495", percent="94.95", areas={"1": "4.495", "2": "5"},
                    ),
                    unit(
                        "X3", 3, "8.89", {"1.1": None, "1.2": None, "2.1": "4.44444444444444444444"},
                        maximum="5", excluded=["1.1"],
                        points="4.44444444444444444444", percent="88.89",
                        areas={"1": "0", "2": "4.44444444444444444444"},
                    ),
                    unit(
                        "X4", 4, "1.00", {"1.1": THIRD, "1.2": THIRD, "2.1": THIRD},
                        points="1", percent="10.00", areas={"1": "0.66666666666666666667", "2": THIRD},
                    ),
                ],
            }
        ],
    }  # fmt: skip


def canonical(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@pytest.fixture
def verify(run: Run, tmp_path: Path) -> Callable[..., tuple[int, list[str], list[str]]]:
    """`verify(content, *options)` → exit status, lines of output, lines of error."""

    def verify(content: Any, *options: str) -> tuple[int, list[str], list[str]]:
        raw = content if isinstance(content, bytes) else canonical(content)
        (tmp_path / "ket-qua.json").write_bytes(raw)
        status, out, err = run("verify", "ket-qua.json", *options)
        return status, out.splitlines(), err.splitlines()

    return verify


def test_a_true_file_stands_and_its_fingerprint_is_that_of_its_bytes(verify) -> None:
    content = results()
    content["head_class"] = None
    digest = sha256(canonical(content)).hexdigest()
    on_paper = " ".join(digest[at : at + 8] for at in range(0, 64, 8)).upper()
    assert verify(content, "--sha256", on_paper) == (
        0,
        [
            f"Dấu vân tay (SHA-256): {digest}",
            "Khớp dấu vân tay đã cho.",
            "Đã tính lại 1 khối, 4 đơn vị: điểm, làm tròn và thứ hạng đều khớp.",
        ],
        [],
    )


def test_a_changed_byte_is_another_fingerprint(verify) -> None:
    content = results() | {"head_class": None}
    digest = sha256(canonical(content)).hexdigest()
    content["round"]["title"] = "Chấm điểm năm 2027"
    status, out, _ = verify(content, "--sha256", digest)
    assert status == 1
    assert out[1] == f"KHÔNG KHỚP dấu vân tay đã cho: {digest}"
    assert out[-1].endswith("đều khớp."), "the numbers still add up, and are told so"


def changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    content = results() | {"head_class": None}
    place: Any = content["blocks"][0]["units"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return content


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ((1, "rank"), 2, ["X2 Xã X2 · thứ hạng: ghi 2, tính lại 1"]),
        ((2, "rank"), 2, ["X3 Xã X3 · thứ hạng: ghi 2, tính lại 3"]),
        (
            (0, "components", "2.1"),
            "4.75",
            [
                "X1 Xã X1 · điểm lĩnh vực 2: ghi 4,5, tính lại 4,75",
                "X1 Xã X1 · tổng điểm: ghi 9,5, tính lại 9,75",
            ],
        ),
        ((0, "areas", "1"), "4", ["X1 Xã X1 · điểm lĩnh vực 1: ghi 4, tính lại 5"]),
        ((0, "percent"), None, ["X1 Xã X1 · tỷ lệ phần trăm: ghi không có, tính lại 95"]),
        (
            (1, "score"),
            "9.49",
            [
                "X2 Xã X2 · điểm xếp hạng: ghi 9,49, tính lại 9,5",
                "X2 Xã X2 · thứ hạng: ghi 1, tính lại 2",
            ],
        ),
        (
            (2, "whole"),
            "5",
            [
                "X3 Xã X3 · điểm tối đa của bộ tiêu chí: ghi 5, tính lại 10",
                "X3 Xã X3 · điểm xếp hạng: ghi 8,89, tính lại 4,44",
            ],
        ),
        ((2, "excluded"), [], ["X3 Xã X3 · điểm tối đa của đơn vị: ghi 5, tính lại 10"]),
        (
            (0, "excluded"),
            ["2.1"],
            [
                "X1 Xã X1 · tiêu chí 2.1: ghi không phát sinh, tính lại 4,5 điểm",
                "X1 Xã X1 · điểm tối đa của đơn vị: ghi 10, tính lại 5",
            ],
        ),
        ((3, "missing"), ["1.2"], ["X4 Xã X4 · tiêu chí 1.2: ghi còn thiếu, tính lại 0,333333333333 điểm"]),
        ((3, "class"), "Tốt", ["X4 Xã X4 · mức của người đứng đầu: ghi Tốt, tính lại không có"]),
    ],
)
def test_each_number_that_does_not_follow_is_one_line(verify, path, value, lines) -> None:
    status, out, err = verify(changed(path, value))
    assert (status, err) == (1, [])
    assert out[1:-1] == [f"khối xã, đặc khu · {line}" for line in lines]
    assert out[-1] == f"Đã tính lại 1 khối, 4 đơn vị: {len(lines)} chỗ không khớp."


def test_the_class_of_the_head_follows_from_its_cuts(verify) -> None:
    content = results()
    content["head_class"]["cuts"] = [["Tốt", "9.5"], ["Khá", "8.9"]]
    for row, word in zip(content["blocks"][0]["units"], ["Tốt", "Khá", "", ""], strict=True):
        row["class"] = word
    status, out, _ = verify(content)
    assert status == 1
    assert out[1:-1] == ["khối xã, đặc khu · X2 Xã X2 · mức của người đứng đầu: ghi Khá, tính lại Tốt"]


def test_json_names_every_part(verify) -> None:
    status, out, _ = verify(changed((1, "rank"), 2), "--format", "json")
    told = json.loads("\n".join(out))
    assert status == 1
    assert (told["is_expected"], told["is_as_written"]) == (None, True)
    assert told["disagreements"] == [
        {"block": "xa", "unit": "X2 Xã X2", "what": "thứ hạng", "stored": "2", "recounted": "1"}
    ]


def test_a_file_written_anew_has_the_same_fingerprint_and_says_so(verify) -> None:
    content = results() | {"head_class": None}
    pretty = json.dumps(content, indent=2).encode()
    status, out, _ = verify(pretty, f"--sha256={sha256(canonical(content)).hexdigest()}")
    assert status == 0
    assert out[2].startswith("Tệp đã được ghi lại")


def of_card(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    content = results()
    content["blocks"][0]["components"][path[0]][path[1]] = value
    return content


def without(*path: Any) -> dict[str, Any]:
    content = results()
    place: Any = content
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không phải JSON"),
        (b"\xff\xfe\x00\xd8", "không"),
        (b"[" * 100_000, "không đọc được"),
        (b"[]", "không phải một đối tượng JSON"),
        (b"{}", "blocks: thiếu, trống"),
        (b'{"a":1,"a":2}', "có khóa ghi hai lần"),
        (b'{"a":NaN}', "NaN không phải là số"),
        (b'{"a":"\\ud800"}', "nửa ký tự"),
        (without("blocks", 0, "units", 2, "score"), "blocks[0].units[2].score: thiếu"),
        (changed((0, "areas"), {"1": "9.5"}), "blocks[0].units[0].areas: không cùng lĩnh vực"),
        (changed((0, "components", "7.1"), "1"), "units[0].components: không cùng tiêu chí với khối"),
        (changed((0, "missing"), ["7.1"]), "units[0].missing: khối không có tiêu chí 7.1"),
        (changed((0, "excluded"), "1.1"), "units[0].excluded: thiếu, hoặc không phải danh sách mã"),
        (of_card((0, "area"), "7"), "components[0].area: khối không có lĩnh vực “7”"),
        (of_card((1, "code"), "1.1"), "components[1].code: mã 1.1 đã có ở trên"),
        (of_card((2, "outside"), None), "components[2].outside: phải là true hoặc false"),
        (without("blocks", 0, "components"), "blocks[0].components: thiếu, trống"),
        (results() | {"blocks": [results()["blocks"][0] | {"decimals": 7}]}, "ngoài khoảng 0 đến 6"),
        (changed((0, "points"), "1e3"), "“1e3” không phải số thập phân"),
        (changed((0, "points"), 9.5), "blocks[0].units[0].points: thiếu, hoặc không phải chữ"),
        (changed((0, "rank"), True), "blocks[0].units[0].rank: không phải số nguyên"),
        (results() | {"head_class": {"cuts": ["Tốt"]}}, "head_class.cuts[0]"),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_place(verify, content, words) -> None:
    status, out, err = verify(content)
    assert (status, out) == (2, [])
    assert len(err) == 1
    assert err[0].startswith("ket-qua.json: ")
    assert words in err[0]


def test_a_wrong_call_is_told(verify, run: Run) -> None:
    assert run("verify")[0] == 2
    assert run("verify", "khong-co.json") == (
        2,
        "",
        "khong-co.json: không có tệp này; kiểm tra lại đường dẫn\n",
    )
    assert run("verify", ".")[2] == ".: là thư mục, không phải tệp JSON\n"
    status, out, err = verify(results(), "--sha256", "abc")
    assert (status, out) == (2, [])
    assert err == ["--sha256: “abc” không phải dấu vân tay; cần đủ 64 chữ số 0-9, a-f"]


def test_a_session_of_the_council_is_known_by_its_form(verify) -> None:
    content = session()
    assert verify(content)[:2] == (
        0,
        [
            f"Dấu vân tay (SHA-256): {sha256(canonical(content)).hexdigest()}",
            "Đã tính lại 3 hồ sơ: điều kiện họp, số phiếu và kết quả biểu quyết đều khớp.",
        ],
    )
    content["items"][0]["is_passed"] = False
    status, out, _ = verify(content)
    assert (status, out[1]) == (1, "mục 1 (HS-1) · kết quả: ghi không thông qua, tính lại thông qua")
    del content["members"]
    status, _, err = verify(content)
    assert status == 2
    assert "không phải kết quả phiên họp hội đồng đã khóa" in err[0]
