"""The register as a table to take along. What is confidential is not in it."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.foundation.tables import Cell
from thidua.initiatives.description.selectors import typed
from thidua.initiatives.models import Initiative
from thidua.initiatives.selectors import standings

REGISTER_WIDTHS = (18, 60, 34, 28, 50, 20, 14, 24, 14, 14, 50, 12, 12)
LEDGER_WIDTHS = (18, 60, 34, 40, 12, 30, 14, 14, 40)


def register_table(rows: Sequence[Initiative], names: Mapping[int, str]) -> list[Sequence[Cell]]:
    """`rows` with their authors loaded; `names` are those of the units."""
    head = [
        _("Mã sáng kiến"),
        _("Tên sáng kiến"),
        _("Đơn vị"),
        _("Lĩnh vực"),
        _("Tác giả"),
        _("Tình trạng"),
        _("Ngày công nhận"),
        _("Quyết định công nhận"),
        _("Áp dụng từ ngày"),
        _("Có thể nhân rộng"),
        _("Vì sao"),
        _("Đơn vị áp dụng"),
        _("Lần dùng"),
    ]
    states = standings(rows)
    return [head, *(_line(row, names, str(states[row.pk].label)) for row in rows)]


def _line(row: Initiative, names: Mapping[int, str], standing: str) -> list[Cell]:
    judged = None if row.replicable is None else _("có") if row.replicable else _("không")
    return [
        row.code,
        row.title,
        names.get(row.unit_id, row.unit.code),
        row.get_area_display() or None,
        "; ".join(_author(one.name, typed(one.percent)) for one in row.authors.all()) or None,
        standing,
        format_date(row.recognised_on) if row.recognised_on else None,
        row.recognition_decision or None,
        format_date(row.applied_on) if row.applied_on else None,
        judged,
        row.replicable_reason or None,
        row.adoption_count,  # type: ignore[attr-defined]
        row.use_count,  # type: ignore[attr-defined]
    ]


def _author(name: str, percent: str) -> str:
    return f"{name} ({percent} %)" if percent else name


def ledger_head() -> Sequence[Cell]:
    """The heading of the ledger."""
    return [
        _("Mã sáng kiến"),
        _("Tên sáng kiến"),
        _("Đơn vị"),
        _("Hình thức khen thưởng"),
        _("Đợt xét"),
        _("Căn cứ"),
        _("Ghi ngày"),
        _("Thôi tính từ ngày"),
        _("Vì sao thôi tính"),
    ]
