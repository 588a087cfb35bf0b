"""A ranking as CSV and XLSX, openable in Vietnamese Excel by a double click."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.foundation.tables import Cell, csv_bytes, xlsx_bytes
from thidua.par_index.pages import Choice, Line, table_lines
from thidua.par_index.selectors import Ranking


def column_names() -> list[str]:
    """The headers; the importer reads them back."""
    return [
        _("Hạng"),
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Điểm công bố"),
        _("Điểm làm tròn"),
        _("So với năm trước"),
        _("Số đơn vị cùng hạng"),
        _("Sát điểm"),
        _("Nguồn"),
    ]


def _cells(line: Line) -> list[Cell]:
    unit = line.unit
    if unit is None:
        first, last = line.gap or (0, 0)
        places = str(first) if first == last else f"{first}–{last}"
        return [places, None, _("chưa công bố"), None, None, None, None, None, None]
    return [
        unit.rank,
        unit.code,
        unit.name,
        unit.score,
        unit.rounded,
        unit.change,
        unit.tie,
        _("có") if unit.near else _("không"),
        unit.source or None,
    ]


def _rows(ranking: Ranking) -> list[Sequence[Cell]]:
    return [column_names(), *(_cells(line) for line in table_lines(ranking))]


def ranking_csv(ranking: Ranking) -> bytes:
    """The table as CSV."""
    return csv_bytes(_rows(ranking))


def ranking_xlsx(ranking: Ranking, choice: Choice) -> bytes:
    """The table as a workbook, under its title and the paper behind it."""
    return xlsx_bytes(
        _rows(ranking),
        sheet=_("Xếp hạng"),
        widths=(8, 12, 38, 14, 14, 12, 12, 10, 40),
        above=(choice.title, source_words(ranking)),
    )


def source_words(ranking: Ranking) -> str:
    """Where the ranking comes from, in one sentence."""
    source = ranking.source
    if source is None:
        return _("Chưa công bố.")
    day = format_date(source.published_on)
    if source.is_reference or source.decision_date is None:
        return _("Công bố ngày %(day)s; ghi theo báo chí, chỉ gồm những hạng và điểm đã đăng.") % {"day": day}
    return _("Quyết định số %(number)s ngày %(signed)s; công bố ngày %(day)s.") % {
        "number": source.decision_number,
        "signed": format_date(source.decision_date),
        "day": day,
    }
