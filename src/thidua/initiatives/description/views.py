"""Writing: a new draft, writing on, the form that saves itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.foundation import autosave
from thidua.foundation.access import Refused, page
from thidua.initiatives.access import WRITERS, initiatives, own_units
from thidua.initiatives.description import services
from thidua.initiatives.description.forms import SPARE_LINES, DescriptionForm, lines_in
from thidua.initiatives.description.selectors import fields_of
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.models import Initiative
from thidua.units.selectors import history


def _form(request: Any, row: Initiative | None = None) -> DescriptionForm:
    units = [row.unit] if row else list(own_units(request.user, request.today))
    names = {unit.id: unit.full_name for unit in history(request.today)}
    initial = fields_of(row) | {"unit": str(row.unit_id)} if row else {}
    authors, effects = lines_in(initial, "author"), lines_in(initial, "effect")
    fixed = set()
    if row is not None and row.recognised_on is not None:
        fixed = {"title", "authors"} if authors else {"title"}
    # A page that was opened with more lines sends them back.
    lines = (
        authors if "authors" in fixed else max(authors, lines_in(request.POST, "author") - SPARE_LINES),
        max(effects, lines_in(request.POST, "effect") - SPARE_LINES),
    )
    return DescriptionForm(
        request.POST or None,
        units=units,
        unit_choices=[(str(unit.pk), names.get(unit.pk, unit.code)) for unit in units],
        lines=lines,
        fixed=frozenset(fixed),
        initial=initial,
    )


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """Begins a draft; proofs follow on its page."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.begin_draft(
                by=request.user, at=request.moment, unit=form.chosen_unit, said=form.said()
            )
        except InitiativeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if autosave.is_autosave(request):
                address = reverse("initiatives:change", args=[row.pk])
                return autosave.saved(version=row.edition, at=request.moment, address=address)
            if "more" in request.POST:
                return redirect("initiatives:change", pk=row.pk)
            messages.success(request, _("Đã lưu bản nháp %(code)s.") % {"code": row.code})
            return redirect("initiatives:one", pk=row.pk)
    return _page(request, form)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def change(request: Any, pk: int) -> HttpResponse:
    """Writes on. Words of two people are shown side by side, none is lost."""
    row = initiatives.get_for(request.user, request.today, action="write", pk=pk)
    is_script = autosave.is_autosave(request)
    if bar := services.bar_to_writing(row):
        if is_script:
            return autosave.refused(bar)
        if request.method != "POST":  # what was typed meanwhile stays on the page, with why it is refused
            raise Refused(bar, _("Xem bước đang xét ở trang của sáng kiến."))
    form = _form(request, row)
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.rewrite(
                by=request.user,
                at=request.moment,
                row=row,
                version=autosave.sent_version(request),
                said=form.said(),
                is_pressed=not is_script,
            )
        except InitiativeRefused as refusal:
            form.add_error(None, str(refusal))
        except autosave.StaleVersion as stale:
            if is_script:
                return autosave.conflict(stale)
            row.refresh_from_db()
            theirs = [
                (form[name].label, words)
                for name, words in stale.theirs.items()
                if name in form.fields and words != (form[name].value() or "")
            ]
            return _page(request, form, row, theirs=theirs, who=stale.by)
        else:
            if is_script:
                return autosave.saved(version=saved.edition, at=request.moment)
            if "more" in request.POST:
                return redirect("initiatives:change", pk=pk)
            messages.success(request, _("Đã lưu."))
            return redirect("initiatives:one", pk=pk)
    return _page(request, form, row)


def _page(
    request: Any, form: DescriptionForm, row: Initiative | None = None, **conflict: Any
) -> HttpResponse:
    """The form; for a script that saves, only what is wrong with it."""
    if form.errors and autosave.is_autosave(request):
        return autosave.refused_form(form)
    status = 422 if form.errors else 409 if conflict else 200
    context = {"form": form, "row": row} | conflict
    return render(request, "initiatives/form.html", context, status=status)
