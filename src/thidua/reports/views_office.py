"""All reports of a year, one as it was sent beside last year's, and giving one back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.roles import CITY_READERS, UNIT_ROLES
from thidua.foundation.access import Refused, page
from thidua.reports import sending
from thidua.reports.access import READERS, reports
from thidua.reports.content import changes
from thidua.reports.copies import copies_in
from thidua.reports.enums import ReportState, Timing
from thidua.reports.errors import ReportRefused
from thidua.reports.forms import ReturnForm
from thidua.reports.listing import lines_of, read_filters, totals_of
from thidua.reports.moves import RETURNERS
from thidua.reports.pages import frame, unit_of
from thidua.reports.selectors import last_sent, report_states, report_years, returns_of
from thidua.units.enums import BlockChoice
from thidua.units.selectors import history

ROWS_ON_PAGE = 50


@page(*READERS)
@require_GET
def report_list(request: Any) -> HttpResponse:
    """Every unit's report of a year; one's own unit first, with the way to begin."""
    filters = read_filters(request.GET, request.moment)
    standings = report_states(filters.year, request.moment)
    own = sorted(request.user.unit_ids(request.today, *UNIT_ROLES))
    by_id = history(request.today).by_id()
    is_city = request.user.has_role(request.today, *CITY_READERS)
    lines = lines_of(standings, filters, request.moment, is_city=is_city)
    context = {
        "filters": filters,
        "years": report_years(),
        "blocks": BlockChoice.choices,
        "states": ReportState.choices if is_city else [(ReportState.SENT.value, ReportState.SENT.label)],
        "timings": Timing.choices,
        "own": [(by_id[pk], standings[pk]) for pk in own if pk in standings],
        "is_city": is_city,
        "totals": totals_of(standings, request.moment),
        "rows": Paginator(lines, ROWS_ON_PAGE).get_page(request.GET.get("trang")),
    }
    return render(request, "reports/list.html", context)


@page(*READERS)
@require_GET
def read(request: Any, pk: int) -> HttpResponse:
    """What was sent, `lan` or last, beside last year's; what changed since the submission before."""
    report = reports.get_for(request.user, request.today, pk=pk)
    sent = list(report.submissions.select_related("signed_by").order_by("ordinal"))
    wanted = request.GET.get("lan", "")
    chosen = [one for one in sent if str(one.ordinal) == wanted] or sent[-1:]
    submission = chosen[0] if chosen else get_object_or_404(report.submissions.none())
    before = next((one for one in sent if one.ordinal == submission.ordinal - 1), None)
    context = frame(report, request.user, request.moment)
    last_year = last_sent(report.unit_id, report.year - 1)
    sections = submission.content["sections"]
    earlier = {one["code"]: one for one in last_year.content["sections"]} if last_year else {}
    sees_copies = context["is_writer"] or request.user.has_role(request.today, *RETURNERS)
    texts = {section["code"]: section["text"] for section in sections}
    context |= {
        "submission": submission,
        "sent": sent,
        "pairs": [(section, earlier.get(section["code"])) for section in sections],
        "last_year": last_year,
        "changes": changes(before.content, submission.content) if before else [],
        "returns": returns_of(sent),
        "copies": copies_in(texts, unit_id=report.unit_id, year=report.year) if sees_copies else [],
        "sees_copies": sees_copies,
        "refusal": _why_not_return(request, report),
        "may_ask": request.user.has_role(request.today, *RETURNERS),
    }
    return render(request, "reports/read.html", context)


def _why_not_return(request: Any, report: Any) -> Refused | None:
    try:
        reports.check_return(request.user, request.today, report)
    except Refused as refusal:
        return refusal
    if report.state != ReportState.SENT:
        return Refused(_("Báo cáo đang được đơn vị sửa."), _("Đợi đơn vị gửi lại rồi xem xét."))
    return None


@page(*RETURNERS)
@require_http_methods(["GET", "POST"])
def give_back(request: Any, pk: int) -> HttpResponse:
    """Reasons for the questioned sections; only those open again."""
    report = reports.get_for(request.user, request.today, action="return", pk=pk)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sending.return_report(
                by=request.user,
                at=request.moment,
                report=report,
                unit=unit_of(report, request.moment),
                reasons=form.reasons(),
            )
        except ReportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Đã trả lại. Đơn vị được báo ngay, chỉ các mục có lý do được mở lại.")
            )
            return redirect("reports:read", pk=pk)
    context = frame(report, request.user, request.moment) | {"form": form}
    return render(request, "reports/return.html", context, status=422 if form.errors else 200)
