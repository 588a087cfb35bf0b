"""`thidua demo`: fills an empty database with the real city and a labelled, invented continuation."""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.core.management import call_command

from thidua.core.text import format_date
from thidua.demo.accounts import describe
from thidua.demo.build import build
from thidua.demo.stages import DEFAULT_SEED, DEFAULT_STAGE, FIRST_DAY, LAST_DAY, STAGE_BY_ID, STAGES
from thidua.people.models import User
from thidua.units.models import Unit


def main(argv: Sequence[str]) -> int:
    """Builds the demonstration; `argv` are the words after `thidua demo`. Returns the exit code.

    0 built, 1 refused (production settings, or data are there already), 2 a wrong call.
    """
    wanted = _arguments(argv)
    if settings.ENV.production:
        return _refuse(
            "Đây là hệ thống chính thức (THIDUA_PRODUCTION=1); bản trình diễn không được dựng ở đây."
        )
    call_command("migrate", interactive=False, verbosity=0)
    if _has_data():
        return _refuse(
            "Cơ sở dữ liệu đã có dữ liệu nên không dựng bản trình diễn đè lên. "
            "Chọn thư mục khác bằng THIDUA_STATE_DIR, hoặc xóa tệp thidua.sqlite3 của bản trình diễn cũ."
        )
    began = time.perf_counter()
    build(stage=wanted.stage, on=wanted.on, seed=wanted.seed)
    took = time.perf_counter() - began
    print(
        f"Đã dựng bản trình diễn ngày {format_date(wanted.on)} (gieo số {wanted.seed}) trong {took:.1f} giây."
    )
    if not wanted.is_quiet:
        print("Mọi số liệu sau năm 2025 là bịa để trình diễn; mỗi trang đều ghi rõ điều đó.")
        print(describe())
    return 0


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    stages = "; ".join(f"{stage.id} ({format_date(stage.on)}): {stage.words}" for stage in STAGES)
    parser = argparse.ArgumentParser(
        prog="thidua demo", description="Dựng dữ liệu trình diễn vào một cơ sở dữ liệu trống."
    )
    parser.add_argument("--stage", choices=list(STAGE_BY_ID), default=DEFAULT_STAGE, help=stages)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help=f"số gieo (mặc định {DEFAULT_SEED})")
    parser.add_argument(
        "--as-of",
        dest="on",
        type=_day,
        help="ngày của bản trình diễn, dạng 2029-05-01 (mặc định theo --stage)",
    )
    parser.add_argument("--quiet", dest="is_quiet", action="store_true", help="không kể các tài khoản")
    wanted = parser.parse_args(list(argv))
    wanted.on = wanted.on or STAGE_BY_ID[wanted.stage].on
    return wanted


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải một ngày dạng 2029-05-01") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        bounds = f"từ {format_date(FIRST_DAY)} đến {format_date(LAST_DAY)}"
        raise argparse.ArgumentTypeError(f"ngày của bản trình diễn phải {bounds}")
    return day


def _has_data() -> bool:
    return User.objects.exists() or Unit.objects.exists()


def _refuse(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
