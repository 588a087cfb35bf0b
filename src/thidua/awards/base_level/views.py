"""Reading the register: the list with what looks given twice, one row, the statistics."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.awards.access import APPRAISERS
from thidua.awards.base_level.access import READERS, WRITERS, base_awards, sees_all
from thidua.awards.base_level.enums import Subject
from thidua.awards.base_level.forms import RemovalForm
from thidua.awards.base_level.models import BaseAward
from thidua.awards.base_level.notes import Note, notes_on
from thidua.awards.base_level.selectors import (
    BaseCounts,
    counts,
    counts_by_block,
    filtered,
    years_with_awards,
)
from thidua.awards.base_level.tables import (
    REGISTER_WIDTHS,
    STATISTICS_WIDTHS,
    register_rows,
    statistics_rows,
)
from thidua.core.blocks import Block
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.tables import CSV, XLSX, csv_bytes, download, xlsx_bytes
from thidua.units.enums import BlockChoice
from thidua.units.selectors import history

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the query of the list asks for."""

    year: int
    years: tuple[int, ...]
    block: str
    subject: str
    text: str
    only_notes: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list with its unit's name and the remarks on it."""

    row: BaseAward
    unit_name: str
    notes: list[Note]


def _asked(request: Any) -> Asked:
    years = tuple(years_with_awards()) or (request.today.year,)
    year = request.GET.get("nam", "")
    block = request.GET.get("khoi", "")
    subject = request.GET.get("doi-tuong", "")
    return Asked(
        year=int(year) if year.isdecimal() and int(year) in years else years[0],
        years=years,
        block=block if block in BlockChoice.values else "",
        subject=subject if subject in Subject.values else "",
        text=request.GET.get("q", "")[:80],
        only_notes=request.GET.get("loc") == "luu-y",
    )


def _rows(request: Any, asked: Asked) -> Any:
    units = history(request.today)
    wanted = [unit.id for unit in units if unit.block is Block(asked.block)] if asked.block else None
    visible = base_awards.visible_to(request.user, request.today)
    return filtered(visible, year=asked.year, unit_ids=wanted, subject=asked.subject, text=asked.text)


@page(*READERS)
@require_GET
def register_page(request: Any) -> HttpResponse:
    """A year's awards: of every unit for appraisers, of their own for a unit's people."""
    asked = _asked(request)
    rows = _rows(request, asked)
    notes: dict[int, list[Note]] = {}
    if asked.only_notes:
        notes = notes_on(list(rows))
        rows = [row for row in rows if row.pk in notes]
    paged = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    shown = list(paged.object_list)
    if not asked.only_notes:
        notes = notes_on(shown)
    by_id = history(request.today).by_id()
    all_units = sees_all(request.user, request.today)
    by_unit = counts(asked.year)
    own = request.user.unit_ids(request.today, *WRITERS)
    context = {
        "asked": asked,
        "lines": [Line(row, by_id[row.unit_id].full_name, notes.get(row.pk, [])) for row in shown],
        "paged": paged,
        "sees_all": all_units,
        "may_write": bool(own),
        "blocks": BlockChoice.choices,
        "subjects": Subject.choices,
        "figures": _figures(
            sum((one for unit, one in by_unit.items() if all_units or unit in own), BaseCounts())
        ),
    }
    return render(request, "awards/base/register.html", context)


def _figures(whole: BaseCounts) -> list[dict[str, Any]]:
    def known(number: int, unknown: int) -> int | None:
        return None if unknown == whole.individuals and whole.individuals else number

    return [
        {"label": _("Tổng số khen thưởng"), "value": whole.total},
        {"label": _("Tập thể"), "value": whole.collectives},
        {"label": _("Cá nhân"), "value": whole.individuals},
        {
            "label": _("Trực tiếp làm việc"),
            "value": known(whole.staff, whole.rank_unknown),
            "note": _unknown(whole.rank_unknown),
        },
        {
            "label": _("Nữ"),
            "value": known(whole.women, whole.gender_unknown),
            "note": _unknown(whole.gender_unknown),
        },
    ]


def _unknown(number: int) -> str:
    return _("%(count)d người chưa ghi") % {"count": number} if number else ""


@page(*READERS)
@require_GET
def register_download(request: Any, suffix: str) -> HttpResponse:
    """The list as asked for, as CSV or XLSX."""
    asked = _asked(request)
    rows = list(_rows(request, asked))
    notes = notes_on(rows)
    if asked.only_notes:
        rows = [row for row in rows if row.pk in notes]
    names = {unit.id: unit.full_name for unit in history(request.today)}
    table = register_rows(rows, names, notes)
    stem = f"khen-thuong-co-so-{asked.year}"
    if suffix == "csv":
        return download(csv_bytes(table), CSV, f"{stem}.csv")
    content = xlsx_bytes(
        table,
        sheet=_("Khen thưởng cấp cơ sở"),
        widths=REGISTER_WIDTHS,
        above=(_("Khen thưởng cấp cơ sở năm %(year)s") % {"year": asked.year},),
    )
    return download(content, XLSX, f"{stem}.xlsx")


@page(*READERS)
@require_GET
def award_page(request: Any, pk: int) -> HttpResponse:
    """One award with its decision and what looks alike."""
    row = base_awards.get_for(request.user, request.today, pk=pk)
    unit = history(request.today).by_id()[row.unit_id]
    context = {
        "row": row,
        "unit": unit,
        "notes": [] if row.removed_at else notes_on([row]).get(row.pk, []),
        "may_write": row.unit_id in request.user.unit_ids(request.today, *WRITERS) and not row.removed_at,
        "removal": RemovalForm(),
    }
    return render(request, "awards/base/award.html", context)


@page(*READERS)
@require_GET
def award_file(request: Any, pk: int) -> FileResponse:
    """The decision as it was sent in."""
    row = base_awards.get_for(request.user, request.today, pk=pk)
    if row.file is None:
        raise Http404
    return give_out(row.file)


@page(*APPRAISERS)
@require_GET
def statistics_page(request: Any) -> HttpResponse:
    """Awards by block: collectives and people, leaders and direct staff, women and men where known."""
    asked = _asked(request)
    blocks = counts_by_block(asked.year, request.today)
    head, *lines = statistics_rows(blocks)
    kind = request.GET.get("tep")
    stem = f"thong-ke-khen-thuong-co-so-{asked.year}"
    if kind == "csv":
        return download(csv_bytes([head, *lines]), CSV, f"{stem}.csv")
    if kind == "xlsx":
        content = xlsx_bytes(
            [head, *lines],
            sheet=_("Thống kê"),
            widths=STATISTICS_WIDTHS,
            above=(_("Thống kê khen thưởng cấp cơ sở năm %(year)s") % {"year": asked.year},),
        )
        return download(content, XLSX, f"{stem}.xlsx")
    context = {
        "asked": asked,
        "lines": [(line[0], list(zip(head[1:], line[1:], strict=True))) for line in lines],
        "head": head,
        "figures": _figures(sum((found.counts for found in blocks), BaseCounts())),
    }
    return render(request, "awards/base/statistics.html", context)
