"""The numbers of the bonus that hold where the office has set none, each with its source and how sure it is.

None of the decrees could be read in full when this was written, so that each number says what it rests on
(`is_read`: the number itself was read in a text of the law; else the office has to confirm it).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BASE_SALARY, ROUND_TO, DOUBLED_LAST = "base_salary", "round_to", "doubled_last"
FLAG, CERTIFICATE, TIMES_COLLECTIVE = "flag", "certificate", "times_collective"


@dataclass(frozen=True, slots=True)
class Kind:
    """One parameter. `unit` as it is read on the page; `places` shown after the comma."""

    name: str
    label: Promise
    unit: Promise
    places: int = 0


@dataclass(frozen=True, slots=True)
class Default:
    """A shipped value."""

    name: str
    valid_from: date
    value: Decimal
    source: Promise
    is_read: bool


KINDS: tuple[Kind, ...] = (
    Kind(BASE_SALARY, _("Mức lương cơ sở"), _("đồng")),
    Kind(FLAG, _("Hệ số Cờ thi đua của UBND thành phố"), _("lần lương cơ sở"), 2),
    Kind(CERTIFICATE, _("Hệ số Bằng khen cấp tỉnh cho cá nhân"), _("lần lương cơ sở"), 2),
    Kind(TIMES_COLLECTIVE, _("Bằng khen cho tập thể so với cá nhân"), _("lần"), 2),
    Kind(ROUND_TO, _("Làm tròn lên đến"), _("đồng")),
    Kind(
        DOUBLED_LAST, _("Thứ tự nhân cho tập thể và làm tròn"), _("1: nhân sau khi làm tròn, 0: nhân trước")
    ),
)
KIND_OF = {kind.name: kind for kind in KINDS}

DEFAULTS: tuple[Default, ...] = (
    Default(BASE_SALARY, date(2023, 7, 1), Decimal(1_800_000), _("Từ 01/7/2023"), is_read=True),
    Default(BASE_SALARY, date(2024, 7, 1), Decimal(2_340_000), _("Từ 01/7/2024"), is_read=True),
    Default(BASE_SALARY, date(2026, 7, 1), Decimal(2_530_000), _("Nghị định 161/2026/NĐ-CP"), is_read=True),
    Default(
        FLAG,
        date(2023, 1, 1),
        Decimal(8),
        _("Nghị định 152/2025/NĐ-CP; như Nghị định 98/2023"),
        is_read=False,
    ),
    Default(
        CERTIFICATE,
        date(2023, 1, 1),
        Decimal("1.5"),
        _("Nghị định 152/2025/NĐ-CP Điều 54 khoản 1 điểm b"),
        is_read=False,
    ),
    Default(
        TIMES_COLLECTIVE,
        date(2023, 1, 1),
        Decimal(2),
        _("“Gấp hai lần” có trong Nghị định 91/2017; nghị định hiện hành chưa đọc được"),
        is_read=False,
    ),
    Default(
        ROUND_TO,
        date(2023, 1, 1),
        Decimal(10_000),
        _("Nghị định 98/2023/NĐ-CP Điều 53: làm tròn lên hàng chục nghìn đồng"),
        is_read=True,
    ),
    Default(
        DOUBLED_LAST,
        date(2023, 1, 1),
        Decimal(0),
        _("Chưa rõ trong văn bản: nhân đôi trước rồi mới làm tròn"),
        is_read=False,
    ),
)
