"""`thidua audit verify`: is the audit trail whole?"""

import argparse
import sys
from collections.abc import Sequence

from thidua.foundation.audit.verify import Break, Fault, verify_chain

SENTENCES = {
    Fault.CHANGED: "sự kiện số {n} đã bị sửa sau khi ghi.",
    Fault.MISSING: "thiếu sự kiện số {n}: đã bị xóa sau khi ghi.",
    Fault.FOREIGN: "sự kiện số {n} không do hệ thống ghi: nó nằm sau điểm cuối của nhật ký.",
    Fault.CUT_TAIL: "phần cuối bị cắt: từ sự kiện số {n} trở đi không còn.",
    Fault.HEAD_LOST: "mất dòng ghi điểm cuối của nhật ký; còn sự kiện từ số {n}.",
    Fault.NOT_AS_NOTED: "sự kiện số {n} không khớp mã đã ghi lại trước đây: nhật ký đã bị lập lại.",
    Fault.NO_TRIGGERS: "chuỗi còn nguyên nhưng cơ sở dữ liệu không còn trình kích chặn sửa, xóa nhật ký.",
}
"""The command line speaks Vietnamese only, as the contract of the command line says."""

CURE = (
    "Việc cần làm: không ghi thêm gì, sao lưu ngay cơ sở dữ liệu, đối chiếu với bản sao lưu gần nhất"
    " rồi báo người phụ trách an toàn thông tin."
)
CURE_TRIGGERS = "Việc cần làm: tìm xem ai đã gỡ trình kích, rồi khôi phục cơ sở dữ liệu đúng phiên bản."


def main(argv: Sequence[str]) -> int:
    """Runs `thidua audit …` with the words after `audit`: 0 when whole, 1 when broken, 2 for bad use."""
    parser = argparse.ArgumentParser(prog="thidua audit", description="Nhật ký của hệ thống")
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")
    verify = commands.add_parser("verify", help="kiểm tra nhật ký còn nguyên vẹn")
    verify.add_argument(
        "--noted",
        metavar="SỐ:MÃ",
        type=_noted,
        help="số sự kiện và mã đã ghi lại ở lần kiểm tra trước, ví dụ 120:9f…",
    )
    try:
        arguments = parser.parse_args(list(argv))
    except SystemExit as stop:
        return int(stop.code or 0)
    report = verify_chain(arguments.noted)
    if report.broken is None:
        print(f"Nhật ký còn nguyên vẹn: {report.count} sự kiện.")
        print(f"Ghi lại để đối chiếu lần sau: --noted {report.count}:{report.head_hash}")
        return 0
    print(f"NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN: {sentence(report.broken)}", file=sys.stderr)
    print(CURE_TRIGGERS if report.broken.fault is Fault.NO_TRIGGERS else CURE, file=sys.stderr)
    return 1


def sentence(broken: Break) -> str:
    """What is wrong, in one Vietnamese sentence with the number of the event."""
    return SENTENCES[broken.fault].format(n=broken.sequence)


def _noted(text: str) -> tuple[int, str]:
    number, _colon, digest = text.partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise argparse.ArgumentTypeError("viết SỐ:MÃ, trong đó MÃ gồm 64 chữ số thập lục phân")
    return int(number), digest.lower()
