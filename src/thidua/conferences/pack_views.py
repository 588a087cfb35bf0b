"""The statistics pack of a conference, frozen at a moment; and the initiatives behind one of its numbers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.conferences.access import OFFICE, READERS, conferences
from thidua.conferences.figures import changes, draw, from_json, table, years_of
from thidua.conferences.pack_services import draw_pack
from thidua.conferences.pages import is_office
from thidua.core.programme import load_programme
from thidua.core.text import format_date
from thidua.foundation.access import page
from thidua.foundation.tables import XLSX, download, xlsx_bytes
from thidua.initiatives.access import initiatives as initiatives_door
from thidua.initiatives.selectors import register

ROWS_ON_PAGE = 50


@page(*READERS)
@require_GET
def pack(request: Any, pk: int) -> HttpResponse:
    """The figures that hold, and what the last drawing changed; `?so-sanh=1` sets them against now."""
    found = conferences.get_for(request.user, request.today, pk=pk)
    latest, former = (*found.packs.select_related("drawn_by")[:2], None, None)[:2]
    figures = from_json(latest.figures) if latest else None
    compared = bool(figures and is_office(request) and request.GET.get("so-sanh"))
    context = {
        "found": found,
        "pack": latest,
        "figures": figures,
        "former": former,
        "changes": changes(from_json(former.figures), figures) if former and figures else [],
        "compared": compared,
        "now": changes(figures, draw(found, request.moment)) if compared and figures else [],
        "years": years_of(found),
        "is_office": is_office(request),
    }
    return render(request, "conferences/pack.html", context)


@page(*OFFICE)
@require_POST
def pack_draw(request: Any, pk: int) -> HttpResponse:
    """Freezes the figures of this moment."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    _pack, is_new = draw_pack(by=request.user, at=request.moment, conference=found)
    words = _("Đã lấy số liệu.") if is_new else _("Số liệu không thay đổi so với lần lấy trước.")
    messages.success(request, words)
    return redirect("conferences:pack", pk)


@page(*READERS)
@require_GET
def pack_xlsx(request: Any, pk: int) -> HttpResponse:
    """The figures that hold, as a workbook; without any, the sheet has only its heading."""
    found = conferences.get_for(request.user, request.today, pk=pk)
    latest = found.packs.first()
    if latest is None:
        messages.error(request, _("Hội nghị chưa có số liệu; cơ quan thường trực lấy số liệu trước."))
        return redirect("conferences:pack", pk)
    figures, drawn = from_json(latest.figures), localtime(latest.drawn_at)
    above = [found.title, _("Số liệu lúc %s") % f"{drawn:%H:%M}, {format_date(drawn.date())}"]
    widths = (34, 60, *([12] * len(figures.years)))
    content = xlsx_bytes(table(figures), sheet=_("Số liệu"), widths=widths, above=above, fixed_columns=2)
    return download(content, XLSX, f"so-lieu-hoi-nghi-{pk}.xlsx")


@page(*READERS)
@require_GET
def initiatives(request: Any) -> HttpResponse:
    """The initiatives recognised in a year: the page behind a number of the pack."""
    asked, years = request.GET.get("nam", ""), load_programme().period.years
    year = int(asked) if asked.isdecimal() and int(asked) in years else min(request.today.year, years[-1])
    visible = initiatives_door.visible_to(request.user, request.today)
    rows = register(rows=visible.filter(recognised_on__year=year))
    shown = Paginator(rows, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    return render(request, "conferences/initiatives.html", {"rows": shown, "year": year, "years": years})
