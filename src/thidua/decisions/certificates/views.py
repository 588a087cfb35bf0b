"""The certificates of a decision: asked for, watched, downloaded."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods

from thidua.decisions.access import READERS, RECORDERS, awards, decisions
from thidua.decisions.certificates.services import ask_for_certificates, is_stuck
from thidua.decisions.certificates.sheets import lapses_of, sheet_of, since_made
from thidua.decisions.correcting.selectors import sheets_corrected_at
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.paper_views import TYPES
from thidua.documents.papers import certificate_docx, certificates_pdf
from thidua.foundation.access import page, require_role
from thidua.foundation.files import give_out
from thidua.foundation.tables import download
from thidua.paper_forms.enums import Kind as FormKind
from thidua.paper_forms.selectors import certificate_drawer, form_on


@page(*READERS)
@require_http_methods(["GET", "POST"])
def certificates(request: Any, pk: int) -> HttpResponse:
    """What was made, what is being made; POST asks for a new making."""
    found = decisions.get_for(request.user, request.today, pk=pk)
    if request.method == "POST":
        require_role(request, *RECORDERS)
        try:
            ask_for_certificates(
                by=request.user, at=request.moment, decision=found, address=settings.SITE_ORIGIN
            )
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đang làm giấy chứng nhận; xong sẽ có thông báo."))
        return redirect("decisions:certificates", pk)
    corrected, lapses = sheets_corrected_at(found), lapses_of(found)
    context = {
        "found": found,
        "runs": [
            (
                run,
                is_stuck(run, request.moment),
                corrected is not None and run.asked_at <= corrected,
                *since_made(run.asked_at, lapses),
            )
            for run in found.certificate_runs.select_related("file", "asked_by")
        ],
        "has_own_form": form_on(FormKind.CERTIFICATE, request.today) is not None,
        "may_ask": request.user.has_role(request.today, *RECORDERS),
    }
    return render(request, "decisions/certificates.html", context)


@page(*READERS)
@require_GET
def certificates_file(request: Any, pk: int, run: int) -> HttpResponseBase:
    """The sheets as they were made: one PDF, or Word files packed together."""
    found = decisions.get_for(request.user, request.today, pk=pk)
    made = decisions.run_for(request.user, request.today, found, run)
    if made.file is None:
        raise Http404(_("Giấy chứng nhận chưa làm xong."))
    return give_out(made.file)


@page(*READERS)
@require_GET
def certificate_file(request: Any, pk: int, suffix: str) -> HttpResponse:
    """One sheet. By the office's form there is a .docx alone: nothing here turns Word files into PDF."""
    award = awards.get_for(request.user, request.today, pk=pk)
    with override("vi"):
        sheet = sheet_of(award, settings.SITE_ORIGIN, is_demo=request.installation.is_demo)
        draw = certificate_drawer(request.today)
        if sheet is None or suffix not in TYPES or (draw and suffix == "pdf"):
            raise Http404(_("Không có giấy chứng nhận này."))
        content = certificates_pdf([sheet]) if suffix == "pdf" else (draw or certificate_docx)(sheet)
        return download(content, TYPES[suffix], f"giay-chung-nhan-{award.pk}.{suffix}")
