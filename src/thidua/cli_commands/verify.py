"""`thidua verify FILE`: whether a frozen file is the one that was frozen, and whether what it says stands.

The file is the results of the index, a session of the council, or a list of proposals for awards; what it
is stands in its `form`, and each is counted again.
"""

import argparse
import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from thidua.core import frozen_council, frozen_proposal
from thidua.core.blocks import Block
from thidua.core.frozen import Mismatch, canonical, content_of, fingerprint
from thidua.core.frozen_council import NotCouncil
from thidua.core.frozen_proposal import NotProposal
from thidua.core.labels import BLOCK_NAMES
from thidua.core.scorecard.frozen_results import NotResults
from thidua.core.scorecard.recount import Disagreement, disagreements

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "verify",
        help="kiểm tra tệp đã khóa: kết quả chỉ số, phiên họp hội đồng, danh sách trình khen thưởng",
        description=(
            "Tính lại dấu vân tay SHA-256 của tệp đã khóa, rồi kiểm tra nội dung: với kết quả chỉ số là phép "
            "cộng, làm tròn, xếp hạng; với phiên họp hội đồng là điều kiện họp, số phiếu, kết quả; "
            "với danh sách trình khen thưởng là kết quả xét, hạn mức, lựa chọn. "
            "Kết thúc 0 khi mọi điều đều khớp, 1 khi có điều không khớp, 2 khi không phải tệp đó."
        ),
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help="tệp ket-qua-chi-so-….json, ket-qua-hoi-dong-….json hoặc danh-sach-trinh-….json",
    )
    parser.add_argument(
        "--sha256", metavar="HEX", help="dấu vân tay ghi trong quyết định, biên bản hoặc trên trang"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="dạng kết quả (text)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Write what was found to `out`, or why the file cannot be read to `err`. Returns 0, 1 or 2."""
    faults: list[str] = []
    expected = _hex(args.sha256, faults)
    content, is_as_written = _read(Path(args.file), faults)
    found: list[Disagreement] | list[Mismatch] = []
    if content is not None:
        try:
            found = _judged(content)
        except NotResults as fault:
            faults.append(f"{args.file}: không phải tệp kết quả chỉ số đã khóa: {fault}")
        except NotProposal as fault:
            faults.append(f"{args.file}: không phải danh sách trình khen thưởng đã khóa: {fault}")
        except NotCouncil as fault:
            faults.append(f"{args.file}: không phải kết quả phiên họp hội đồng đã khóa: {fault}")
    if content is None or faults:
        err.write("".join(f"{' '.join(fault.split())}\n" for fault in faults))
        return 2
    actual = fingerprint(content)
    is_same = None if expected is None else expected == actual
    if args.format == "json":
        told = {
            "sha256": actual,
            "is_expected": is_same,
            "is_as_written": is_as_written,
            "disagreements": [_as_dict(one) for one in found],
        }
        out.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        out.write("".join(f"{line}\n" for line in _lines(content, actual, expected, is_as_written, found)))
    return 1 if found or is_same is False else 0


def _judged(content: dict[str, Any]) -> list[Disagreement] | list[Mismatch]:
    """What does not stand, by the form of the file. NotProposal, NotCouncil or NotResults."""
    match content.get("form"):
        case frozen_proposal.FORM:
            return frozen_proposal.mismatches(content)
        case frozen_council.FORM:
            return frozen_council.mismatches(content)
    return disagreements(content)


def _lines(
    content: dict[str, Any],
    actual: str,
    expected: str | None,
    is_as_written: bool,
    found: list[Disagreement] | list[Mismatch],
) -> list[str]:
    lines = [f"Dấu vân tay (SHA-256): {actual}"]
    if expected == actual:
        lines.append("Khớp dấu vân tay đã cho.")
    elif expected is not None:
        lines.append(f"KHÔNG KHỚP dấu vân tay đã cho: {expected}")
    if not is_as_written:
        lines.append("Tệp đã được ghi lại (thứ tự khóa, khoảng trắng); dấu vân tay tính theo nội dung.")
    lines += [f"{_where(one)} · {one.what}: ghi {one.stored}, tính lại {one.recounted}" for one in found]
    counted, all_of_it = _counted(content)
    if found:
        lines.append(f"Đã tính lại {counted}: {len(found)} chỗ không khớp.")
    else:
        lines.append(f"Đã tính lại {counted}: {all_of_it} đều khớp.")
    return lines


def _counted(content: dict[str, Any]) -> tuple[str, str]:
    """How much was counted, and what of it."""
    match content.get("form"):
        case frozen_proposal.FORM:
            return f"{len(content['dossiers'])} hồ sơ", "kết quả xét, hạn mức và lựa chọn"
        case frozen_council.FORM:
            return f"{len(content['items'])} hồ sơ", "điều kiện họp, số phiếu và kết quả biểu quyết"
    units = sum(len(block["units"]) for block in content["blocks"])
    return f"{len(content['blocks'])} khối, {units} đơn vị", "điểm, làm tròn và thứ hạng"


def _where(one: Disagreement | Mismatch) -> str:
    return one.where if isinstance(one, Mismatch) else f"{_block(one.block)} · {one.unit}"


def _block(word: str) -> str:
    return BLOCK_NAMES[Block(word)] if word in set(Block) else word


def _as_dict(one: Disagreement | Mismatch) -> dict[str, str]:
    return asdict(one)


def _hex(text: str | None, faults: list[str]) -> str | None:
    """The fingerprint that was given, also in capitals or in groups as on paper."""
    if text is None:
        return None
    bare = "".join(text.split()).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", bare):
        faults.append(f"--sha256: “{text}” không phải dấu vân tay; cần đủ 64 chữ số 0-9, a-f")
    return bare


def _read(path: Path, faults: list[str]) -> tuple[dict[str, Any] | None, bool]:
    """The content, and whether the file is byte for byte as it was frozen."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        faults.append(f"{path}: không có tệp này; kiểm tra lại đường dẫn")
    except IsADirectoryError:
        faults.append(f"{path}: là thư mục, không phải tệp JSON")
    except OSError as error:
        faults.append(f"{path}: không mở được tệp: {error.strerror}")
    else:
        try:
            content = content_of(raw)
        except ValueError as error:
            faults.append(f"{path}: không đọc được như tệp kết quả đã khóa: {error}")
        else:
            return content, raw == canonical(content)
    return None, False
