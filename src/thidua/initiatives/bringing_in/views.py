"""Initiatives from a file: the sample, the rehearsal, storing."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.access import page
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField
from thidua.foundation.spreadsheets.sheets import MAX_BYTES
from thidua.foundation.tables import XLSX, download, xlsx_bytes
from thidua.initiatives.access import ACTORS, OFFICE, WRITERS, files, own_units
from thidua.initiatives.bringing_in import services
from thidua.initiatives.bringing_in.alike import nearest_of
from thidua.initiatives.bringing_in.layout import HEADINGS, WIDTHS
from thidua.initiatives.errors import InitiativeRefused
from thidua.units.selectors import history

FAULTS_ON_PAGE, ROWS_ON_PAGE = 50, 100


class ListForm(forms.Form):
    """A file of initiatives."""

    file = InspectedField(
        label=gettext_lazy("Tệp danh sách"),
        kinds=(Kind.XLSX, Kind.CSV),
        max_bytes=MAX_BYTES,
        help_text=gettext_lazy("CSV hoặc XLSX theo tệp mẫu, không quá 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


def _unit_ids(request: Any) -> Collection[int] | None:
    """The units whose rows a person may bring in; None: the standing office brings in any."""
    if request.user.has_role(request.today, *OFFICE):
        return None
    ids: frozenset[int] = request.user.unit_ids(request.today, *WRITERS)
    return ids


@page(*ACTORS)
@require_http_methods(["GET", "POST"])
def bring(request: Any) -> HttpResponse:
    """Takes a file of initiatives; afterwards the rehearsal."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = services.receive_list(by=request.user, at=request.moment, file=form.cleaned_data["file"])
        return redirect("initiatives:rehearsal", pk=kept.pk)
    context = {"form": form, "headings": [heading for _meaning, heading in HEADINGS]}
    return render(request, "initiatives/bring.html", context, status=422 if form.errors else 200)


@page(*ACTORS)
@require_GET
def sample(request: Any) -> HttpResponse:
    """An empty list with the columns that are read; the first line begins with the person's own unit."""
    own = own_units(request.user, request.today).first()
    code = own.code if own else "11311"
    first = [f"SK-{code}-{request.today.year}-01", code, *[""] * (len(HEADINGS) - 2)]
    heads = [heading for _meaning, heading in HEADINGS]
    content = xlsx_bytes([heads, first], sheet="Sáng kiến", widths=WIDTHS)
    return download(content, XLSX, "mau-sang-kien.xlsx")


@page(*ACTORS)
@require_GET
def rehearsal(request: Any, pk: int) -> HttpResponse:
    """What a file would bring, and what has to be mended first."""
    kept = files.get_for(request.user, request.today, pk=pk)
    context: dict[str, Any] = {"kept": kept}
    if kept.stored_at is None:
        found = services.rehearse_list(kept, unit_ids=_unit_ids(request), on=request.today)
        names = {unit.id: unit.full_name for unit in history(request.today)}
        rows = Paginator(found.rows, ROWS_ON_PAGE).get_page(request.GET.get("dong"))
        context["found"] = found
        context["faults"] = Paginator([*found.errors, *found.warnings], FAULTS_ON_PAGE).get_page(
            request.GET.get("trang")
        )
        context["rows"] = rows
        shown = list(rows.object_list)
        nearest = nearest_of(shown, found.rows)
        context["lines"] = [
            (
                row,
                names.get(row.new.unit.pk, row.new.unit.code),
                [(one, names.get(one.unit_id, "")) for one in near.shown],
                near.more,
            )
            for row, near in zip(shown, nearest, strict=True)
        ]
        context["alike"] = sum(bool(near.shown) for near in nearest)
    return render(request, "initiatives/rehearsal.html", context)


@page(*ACTORS)
@require_POST
def store(request: Any, pk: int) -> HttpResponse:
    """The rows of a clean file enter the register."""
    kept = files.get_for(request.user, request.today, pk=pk)
    try:
        count = services.store_list(
            by=request.user, at=request.moment, kept=kept, unit_ids=_unit_ids(request)
        )
    except InitiativeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("initiatives:rehearsal", pk=pk)
    words = ngettext("Đã ghi %(count)d sáng kiến vào sổ.", "Đã ghi %(count)d sáng kiến vào sổ.", count)
    messages.success(request, words % {"count": count})
    return redirect("initiatives:list")
