"""Writing into the register: typed on a page, or brought in with a file that is read on trial first."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.awards.base_level import services
from thidua.awards.base_level.access import READERS, WRITERS, base_awards, base_imports, own_units
from thidua.awards.base_level.errors import BaseAwardRefused
from thidua.awards.base_level.forms import BaseAwardForm, BaseListForm
from thidua.awards.base_level.importing import HEADINGS
from thidua.foundation.access import page
from thidua.foundation.tables import XLSX, download, xlsx_bytes
from thidua.units.selectors import history

FAULTS_ON_PAGE = 50
ROWS_ON_PAGE = 100


def _form(request: Any, kind: type, **more: Any) -> Any:
    units = list(own_units(request.user, request.today))
    return kind(request.POST or None, request.FILES or None, units=units, on=request.today, **more)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """Enters one award."""
    form = _form(request, BaseAwardForm)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.record_award(
                by=request.user,
                at=request.moment,
                unit=form.chosen_unit,
                award=form.said(),
                file=form.cleaned_data["file"],
            )
        except BaseAwardRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi vào sổ khen thưởng cấp cơ sở."))
            return redirect("awards:base_award", pk=row.pk)
    return render(
        request, "awards/base/form.html", {"form": form, "row": None}, status=422 if form.errors else 200
    )


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def change(request: Any, pk: int) -> HttpResponse:
    """Puts right what was mistyped; the unit stays."""
    row = base_awards.get_for(request.user, request.today, action="write", pk=pk)
    data, files = request.POST or None, request.FILES or None
    initial = BaseAwardForm.initial_of(row)
    form = BaseAwardForm(data, files, units=[row.unit], on=request.today, initial=initial)
    shown = services.award_as_shown(row)
    seen = request.POST.get("seen") if data else shown
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_award(
                by=request.user,
                at=request.moment,
                row=row,
                award=form.said(),
                file=form.cleaned_data["file"],
                seen=seen,
            )
        except BaseAwardRefused as refusal:
            form.add_error(None, str(refusal))
            seen = shown  # told by now
        else:
            messages.success(request, _("Đã sửa. Nội dung cũ còn trong nhật ký."))
            return redirect("awards:base_award", pk=pk)
    context = {"form": form, "row": row, "seen": seen}
    return render(request, "awards/base/form.html", context, status=422 if form.errors else 200)


@page(*WRITERS)
@require_POST
def remove(request: Any, pk: int) -> HttpResponse:
    """Takes a row entered by mistake out of the counts."""
    row = base_awards.get_for(request.user, request.today, action="write", pk=pk)
    try:
        services.remove_award(
            by=request.user, at=request.moment, row=row, reason=request.POST.get("reason", "")
        )
    except BaseAwardRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("awards:base_award", pk=pk)
    messages.success(request, _("Đã bỏ khỏi sổ; dòng này không còn được tính."))
    return redirect("awards:base_register")


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def bring(request: Any) -> HttpResponse:
    """Takes a file of awards; afterwards the rehearsal."""
    form = _form(request, BaseListForm)
    if request.method == "POST" and form.is_valid():
        try:
            brought = services.receive_list(
                by=request.user,
                at=request.moment,
                unit=form.chosen_unit,
                year=form.cleaned_data["year"],
                file=form.cleaned_data["file"],
            )
        except BaseAwardRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("awards:base_import", pk=brought.pk)
    context = {"form": form, "headings": [heading for _meaning, heading in HEADINGS]}
    return render(request, "awards/base/bring.html", context, status=422 if form.errors else 200)


@page(*WRITERS)
@require_GET
def sample(request: Any) -> HttpResponse:
    """An empty list with the columns that are read."""
    heads = [heading for _meaning, heading in HEADINGS]
    content = xlsx_bytes([heads], sheet="Khen thưởng", widths=(16, 30, 28, 22, 20, 16, 60, 16, 11, 8))
    return download(content, XLSX, "mau-khen-thuong-co-so.xlsx")


@page(*READERS)
@require_GET
def import_page(request: Any, pk: int) -> HttpResponse:
    """What a file would bring, and what has to be mended first."""
    brought = base_imports.get_for(request.user, request.today, pk=pk)
    is_own = brought.unit_id in request.user.unit_ids(request.today, *WRITERS)
    context: dict[str, Any] = {
        "brought": brought,
        "unit_name": history(request.today).by_id()[brought.unit_id].full_name,
        "may_store": is_own and brought.stored_at is None,
    }
    if brought.stored_at is None:
        rehearsal = services.rehearse_list(brought, request.today)
        faults = [*rehearsal.errors, *rehearsal.warnings]
        context["rehearsal"] = rehearsal
        context["faults"] = Paginator(faults, FAULTS_ON_PAGE).get_page(request.GET.get("trang"))
        context["rows"] = Paginator(rehearsal.rows, ROWS_ON_PAGE).get_page(request.GET.get("dong"))
    return render(request, "awards/base/import.html", context)


@page(*WRITERS)
@require_POST
def store(request: Any, pk: int) -> HttpResponse:
    """The rows of a clean file enter the register."""
    brought = base_imports.get_for(request.user, request.today, action="store", pk=pk)
    try:
        count = services.store_list(by=request.user, at=request.moment, brought=brought)
    except BaseAwardRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("awards:base_import", pk=pk)
    words = ngettext("Đã ghi %(count)d khen thưởng vào sổ.", "Đã ghi %(count)d khen thưởng vào sổ.", count)
    messages.success(request, words % {"count": count})
    return redirect("awards:base_register")
