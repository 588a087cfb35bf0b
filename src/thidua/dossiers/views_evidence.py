"""The files of a dossier: brought, removed, given out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.dossiers import parts
from thidua.dossiers.access import READERS, WRITERS, dossiers
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.evidence.services import add_file, remove_file
from thidua.dossiers.forms import FileForm
from thidua.dossiers.pages import checklist, frame, to_appraisal
from thidua.dossiers.part_page import part_page
from thidua.dossiers.selectors import was_sent
from thidua.foundation.access import page
from thidua.foundation.files import give_out


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def evidence(request: Any, pk: int) -> HttpResponse:
    """The checklist, and files to its items."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_file(
                by=request.user,
                at=request.moment,
                dossier=row,
                item=form.cleaned_data["item"],
                upload=form.cleaned_data["file"],
            )
        except DossierRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thêm tệp."))
            return redirect("dossiers:evidence", pk=pk)
    context = frame(row, request.user, request.moment)
    more = {
        "form": form,
        "files": row.files.filter(removed_at__isnull=True).select_related(
            "file", "added_by", "taken_from__filing__unit"
        ),
        "checklist": checklist(row, context["award"], context["unit"], request.moment),
    }
    return part_page(request, row, parts.EVIDENCE, "evidence", more, 422 if form.errors else 200)


@page(*WRITERS)
@require_POST
def file_remove(request: Any, pk: int, file: int) -> HttpResponse:
    """A file does not belong to the dossier after all."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    found = get_object_or_404(row.files.select_related("file", "dossier"), pk=file)
    try:
        remove_file(by=request.user, at=request.moment, row=found)
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("dossiers:evidence", pk=pk)


@page(*READERS)
@require_GET
def file_download(request: Any, pk: int, file: int) -> HttpResponseBase:
    """A file of the dossier; others than the unit get what was sent."""
    row = dossiers.get_for(request.user, request.today, pk=pk)
    if elsewhere := to_appraisal(row, request.user, request.moment):
        return elsewhere
    found = get_object_or_404(row.files.select_related("file"), pk=file)
    if not dossiers.is_writer(request.user, request.today, row) and not was_sent(found):
        raise Http404
    if found.is_about_bars and not dossiers.sees_bars(request.user, request.today, row):
        raise Http404
    return give_out(found.file)
