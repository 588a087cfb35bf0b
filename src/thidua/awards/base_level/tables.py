"""The register and its statistics as tables to take along."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from thidua.awards.base_level.models import BaseAward
from thidua.awards.base_level.notes import Note
from thidua.awards.base_level.selectors import BaseCounts, BlockCounts
from thidua.core.text import format_date
from thidua.foundation.tables import Cell
from thidua.units.enums import BlockChoice

REGISTER_WIDTHS = (34, 8, 11, 30, 28, 26, 20, 14, 60, 16, 50)
STATISTICS_WIDTHS = (26, 12, 14, 12, 12, 12, 18, 16, 10, 10, 18)


def register_rows(
    rows: Iterable[BaseAward], names: Mapping[int, str], notes: Mapping[int, list[Note]]
) -> list[Sequence[Cell]]:
    """The rows of the register. Who is a woman is left out: it serves the statistics only."""
    head = [
        _("Đơn vị"),
        _("Năm"),
        _("Đối tượng"),
        _("Tên tập thể, họ và tên"),
        _("Chức vụ"),
        _("Hình thức"),
        _("Số quyết định"),
        _("Ngày quyết định"),
        _("Thành tích"),
        _("Mã sáng kiến"),
        _("Điều cần biết"),
    ]
    return [
        head,
        *(
            [
                names.get(row.unit_id, row.unit.code),
                row.year,
                row.get_subject_display(),
                row.name,
                row.position or None,
                row.get_form_display(),
                row.decision_number,
                format_date(row.decided_on),
                row.achievement,
                row.initiative.code if row.initiative else None,
                " ".join(note.words for note in notes.get(row.pk, ())) or None,
            ]
            for row in rows
        ),
    ]


def statistics_rows(blocks: Sequence[BlockCounts]) -> list[Sequence[Cell]]:
    """The statistics by block, with the whole city last."""
    head = [
        _("Khối"),
        _("Số đơn vị"),
        _("Đơn vị có khen"),
        _("Tổng số"),
        _("Tập thể"),
        _("Cá nhân"),
        _("Lãnh đạo, quản lý"),
        _("Trực tiếp làm việc"),
        _("Nữ"),
        _("Nam"),
        _("Chưa rõ nam, nữ"),
    ]
    lines = [
        (str(BlockChoice(found.block).label), found.units, found.giving, found.counts) for found in blocks
    ]
    whole = sum((found.counts for found in blocks), BaseCounts())
    lines.append(
        (
            _("Toàn thành phố"),
            sum(found.units for found in blocks),
            sum(found.giving for found in blocks),
            whole,
        )
    )
    return [head, *([name, units, giving, *_cells(counts)] for name, units, giving, counts in lines)]


def _cells(counts: BaseCounts) -> list[Cell]:
    return [
        counts.total,
        counts.collectives,
        counts.individuals,
        counts.leaders,
        counts.staff,
        counts.women,
        counts.men,
        counts.gender_unknown,
    ]
