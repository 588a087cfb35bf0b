"""`thidua init`: a production database with the real units, one technical administrator, nothing else."""

import argparse
import sys
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from thidua.config.settings import ENV
from thidua.core.roles import Role
from thidua.foundation.moment import describe_installation
from thidua.par_index.services import import_reference_2025
from thidua.people.models import User
from thidua.people.password_links import password_path
from thidua.people.services import create_account, grant_role, issue_password_link
from thidua.unit_plans.indicator_services import ship_definitions
from thidua.units.models import Unit
from thidua.units.services import import_reference


def main(argv: Sequence[str]) -> int:
    """Fills an empty database; `argv` are the words after `thidua init`.

    Returns the exit code: 0 done, 1 refused (data are there already, a value is not usable), 2 a wrong call.
    """
    wanted = _arguments(argv)
    call_command("migrate", interactive=False, verbosity=0)
    if _has_data():
        print(
            "Cơ sở dữ liệu đã có dữ liệu nên không khởi tạo lại. "
            "Kiểm tra DATABASE_URL hoặc THIDUA_STATE_DIR; muốn thêm quản trị, dùng trang Tài khoản.",
            file=sys.stderr,
        )
        return 1
    try:
        admin, units, rankings = _fill(wanted)
    except ValidationError as fault:
        print("\n".join(fault.messages), file=sys.stderr)
        return 1
    print(f"Đã tạo cơ sở dữ liệu với {units} đơn vị thật.")
    if rankings:
        print(f"Đã nạp {rankings} bảng chỉ số năm 2025 như báo chí đã đăng (còn nhiều chỗ chưa công bố).")
    print(f"Quản trị kỹ thuật: {admin.username}. Mở đường dẫn này một lần để đặt mật khẩu (trong 24 giờ):")
    print(f"  {_link(admin)}")
    return 0


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="thidua init", description="Tạo cơ sở dữ liệu thật: chỉ có các đơn vị và một quản trị kỹ thuật."
    )
    parser.add_argument("--admin", required=True, help="tên đăng nhập của quản trị kỹ thuật đầu tiên")
    parser.add_argument("--name", required=True, help="họ và tên của người đó")
    parser.add_argument("--support", default="", help="nơi hỗ trợ người dùng, ghi ở chân mỗi trang")
    parser.add_argument(
        "--with-2025", dest="has_2025", action="store_true", help="nạp cả chỉ số năm 2025 đã công bố"
    )
    return parser.parse_args(argv)


def _has_data() -> bool:
    return User.objects.exists() or Unit.objects.exists()


def _fill(wanted: argparse.Namespace) -> tuple[User, int, int]:
    """Everything in one transaction; gives the administrator, how many units and how many 2025 releases."""
    at = timezone.localtime()
    with transaction.atomic():
        describe_installation(by=None, at=at, is_demo=False, support_contact=wanted.support)
        units = import_reference(by=None, at=at)
        ship_definitions(by=None, at=at)
        rankings = import_reference_2025(by=None, at=at) if wanted.has_2025 else []
        admin = create_account(by=None, at=at, username=wanted.admin, full_name=wanted.name)
        grant_role(by=None, at=at, user=admin, role=Role.TECHNICAL_ADMIN, valid_from=at.date())
        issue_password_link(by=None, at=at, user=admin)
    return admin, units.added, len(rankings)


def _link(admin: User) -> str:
    origin = (ENV.csrf_trusted_origins or ["http://127.0.0.1:8000"])[0].rstrip("/")
    return origin + password_path(admin)
