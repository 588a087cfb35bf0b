"""The certificates of a decision: asked for, watched, downloaded."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.decisions.access import READERS, RECORDERS, decisions
from thidua.decisions.certificates.services import ask_for_certificates, is_stuck
from thidua.decisions.correcting.selectors import sheets_corrected_at
from thidua.decisions.errors import DecisionRefused
from thidua.foundation.access import page, require_role
from thidua.foundation.files import give_out


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
    corrected = sheets_corrected_at(found)
    context = {
        "found": found,
        "runs": [
            (run, is_stuck(run, request.moment), corrected is not None and run.asked_at <= corrected)
            for run in found.certificate_runs.select_related("file", "asked_by")
        ],
        "may_ask": request.user.has_role(request.today, *RECORDERS),
    }
    return render(request, "decisions/certificates.html", context)


@page(*READERS)
@require_GET
def certificates_file(request: Any, pk: int, run: int) -> HttpResponseBase:
    """The sheets in one PDF."""
    found = decisions.get_for(request.user, request.today, pk=pk)
    made = decisions.run_for(request.user, request.today, found, run)
    if made.file is None:
        raise Http404(_("Giấy chứng nhận chưa làm xong."))
    return give_out(made.file)
