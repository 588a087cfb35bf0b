"""Check answers, hand over, sign and send, receipt."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.access import page
from thidua.reports import sending
from thidua.reports.access import READERS, reports
from thidua.reports.content import content_of
from thidua.reports.copies import copies_in
from thidua.reports.errors import ReportRefused
from thidua.reports.forms import WordsForm
from thidua.reports.pages import frame, part_lines, unit_of
from thidua.reports.views_write import WRITERS


@page(*WRITERS)
@require_GET
def check(request: Any, pk: int) -> HttpResponse:
    """Everything on one page before it leaves: what is missing, copied passages, the deadline."""
    report = reports.get_for(request.user, request.today, action="write", pk=pk)
    context = frame(report, request.user, request.moment)
    content = content_of(report, context["unit"])
    texts = {section["code"]: section["text"] for section in content["sections"]}
    context |= {
        "content": content,
        "lines": {line.section.code: line for line in part_lines(report)},
        "gaps": sending.gaps_of(report),
        "empty_numbers": sum(
            1 for section in content["sections"] for number in section["numbers"] if number["value"] is None
        ),
        "copies": copies_in(texts, unit_id=report.unit_id, year=report.year),
        "words_form": WordsForm(),
    }
    return render(request, "reports/check.html", context)


@page(*WRITERS)
@require_POST
def hand_over(request: Any, pk: int) -> HttpResponse:
    """The officer is done."""
    report = reports.get_for(request.user, request.today, action="write", pk=pk)
    try:
        sending.hand_over(
            by=request.user, at=request.moment, report=report, unit=unit_of(report, request.moment)
        )
    except ReportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:check", pk=pk)
    messages.success(request, _("Đã trình ký. Lãnh đạo đơn vị được báo ngay."))
    return redirect("reports:report", pk=pk)


@page(*WRITERS)
@require_POST
def hand_back(request: Any, pk: int) -> HttpResponse:
    """The head wants something changed."""
    report = reports.get_for(request.user, request.today, action="sign", pk=pk)
    try:
        sending.hand_back(
            by=request.user, at=request.moment, report=report, words=request.POST.get("words", "")
        )
    except ReportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:check", pk=pk)
    messages.success(request, _("Đã chuyển lại cho người soạn."))
    return redirect("reports:report", pk=pk)


@page(*WRITERS)
@require_POST
def send(request: Any, pk: int) -> HttpResponse:
    """The head signs and sends."""
    report = reports.get_for(request.user, request.today, action="sign", pk=pk)
    try:
        sending.send_report(
            by=request.user, at=request.moment, report=report, unit=unit_of(report, request.moment)
        )
    except ReportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:check", pk=pk)
    return redirect("reports:receipt", pk=pk)


@page(*READERS)
@require_GET
def receipt(request: Any, pk: int) -> HttpResponse:
    """The receipt of the last submission, or of `lan`; made for printing."""
    report = reports.get_for(request.user, request.today, pk=pk)
    sent = report.submissions.select_related("signed_by").order_by("-ordinal")
    wanted = request.GET.get("lan", "")
    if wanted.isdecimal() and len(wanted) < 5:
        sent = sent.filter(ordinal=int(wanted))
    submission = sent.first() or get_object_or_404(sent)
    context = frame(report, request.user, request.moment) | {"submission": submission}
    return render(request, "reports/receipt.html", context)
