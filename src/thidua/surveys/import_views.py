"""Bringing in results with a file: template, upload, rehearsal, store."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.tables import XLSX, download
from thidua.surveys.access import DRAFT_READERS, OFFICE, surveys
from thidua.surveys.enums import Source, SurveyState
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.forms import ResultsFileForm
from thidua.surveys.results_in import services
from thidua.surveys.results_in.template import template_of
from thidua.surveys.views import one_page
from thidua.units.selectors import history

FAULTS_ON_PAGE, ROWS_ON_PAGE = 50, 100


@page(*OFFICE)
@require_GET
def template(request: Any, pk: int) -> HttpResponse:
    """The file to fill in, with the units and groups of the survey."""
    found = surveys.get_for(request.user, request.today, action="manage", pk=pk)
    return download(template_of(found, history(request.today)), XLSX, f"mau-dieu-tra-{found.year}.xlsx")


@page(*DRAFT_READERS)
@require_GET
def original(request: Any, pk: int) -> HttpResponseBase:
    """The file as it was sent in."""
    found = surveys.get_for(request.user, request.today, pk=pk)
    if found.file is None:
        raise Http404
    return give_out(found.file)


@page(*OFFICE)
@require_POST
def receive(request: Any, pk: int) -> HttpResponse:
    """Takes a file; afterwards the rehearsal."""
    found = surveys.get_for(request.user, request.today, action="manage", pk=pk)
    form = ResultsFileForm(request.POST, request.FILES, auto_id="tep-%s")
    if form.is_valid():
        try:
            services.receive_file(
                by=request.user, at=request.moment, survey=found, file=form.cleaned_data["file"]
            )
        except SurveyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("surveys:rehearsal", pk)
    return one_page(request, found, status=422, file_form=form)


@page(*DRAFT_READERS)
@require_GET
def rehearsal(request: Any, pk: int) -> HttpResponse:
    """What the file would bring, row by row, and what has to be mended first."""
    found = surveys.get_for(request.user, request.today, pk=pk)
    if found.file is None or found.source != Source.FILE or found.state != SurveyState.DRAFT:
        return redirect("surveys:survey", pk)
    read = services.rehearse_file(found, request.today)
    context = {
        "survey": found,
        "rehearsal": read,
        "faults": Paginator([*read.errors, *read.warnings], FAULTS_ON_PAGE).get_page(
            request.GET.get("trang")
        ),
        "rows": Paginator(read.rows, ROWS_ON_PAGE).get_page(request.GET.get("dong")),
        "form": ResultsFileForm(auto_id="tep-%s"),
    }
    return render(request, "surveys/rehearsal.html", context)


@page(*OFFICE)
@require_POST
def store(request: Any, pk: int) -> HttpResponse:
    """The results of a clean file wait for the second person."""
    found = surveys.get_for(request.user, request.today, action="manage", pk=pk)
    try:
        count = services.store_file(by=request.user, at=request.moment, survey=found)
    except SurveyRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:rehearsal" if found.file_id else "surveys:survey", pk)
    messages.success(request, _("Đã lưu %d kết quả. Còn chờ một người khác đối chiếu và khóa.") % count)
    return redirect("surveys:survey", pk)
