"""Rounds: the list, beginning one, its page, its days, its appraisers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import page
from thidua.index_rounds.access import OFFICE, READERS, SHEET_READERS, rounds, sheets
from thidua.index_rounds.enums import SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Round
from thidua.index_rounds.rounds import appraisers, services
from thidua.index_rounds.rounds.board import block_lines, phase_lines, sheets_with_progress
from thidua.index_rounds.rounds.dates import days_of, proposed
from thidua.index_rounds.rounds.forms import AssignForm, ChangeDaysForm, ReasonForm, RoundForm
from thidua.index_rounds.selectors import present_rounds
from thidua.units.enums import BlockChoice
from thidua.units.selectors import history

SHEETS_ON_PAGE = 50
YEARS_AHEAD = 1


@page(*READERS)
@require_GET
def listing(request: Any) -> HttpResponse:
    """Every round, the latest first; a unit finds its own sheets here."""
    user, on = request.user, request.today
    own = sheets.visible_to(user, on).filter(
        unit__in=user.unit_ids(on, *UNIT_ROLES), round__called_off_at__isnull=True
    )
    units = history(on).by_id()
    found = list(rounds.visible_to(user, on))
    context = {
        "rows": [(one, phase_lines(one, request.moment)) for one in found],
        "own": [(sheet, units[sheet.unit_id]) for sheet in own.order_by("-round__year", "unit__code")],
        "is_office": user.has_role(on, *STANDING_OFFICE),
    }
    return render(request, "index_rounds/rounds/list.html", context)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """A round for a year; the days are proposed, the sets are those in force."""
    years = _years(request)
    text = request.POST.get("year") or request.GET.get("nam") or ""
    year = int(text) if text.isdecimal() and int(text) in years else years[0]
    initial = {"title": _("Chấm điểm Chỉ số cải cách hành chính năm %d") % year}
    form = RoundForm(request.POST or None, days=proposed(year), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        asked = services.NewRound(year, data["title"], form.days(), data["document_number"])
        try:
            made = services.begin_round(by=request.user, at=request.moment, new=asked)
        except RoundRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lập kỳ chấm. Tiếp theo: phân công người thẩm định."))
            return redirect("index_rounds:round", made.pk)
    sets = services.sets_for(year, request.today)
    context = {
        "form": form,
        "year": year,
        "years": years,
        "sets": [(BlockChoice(block).label, one) for block, one in sets.items()],
        "is_ready": bool(sets) and all(sets.values()),
    }
    return render(request, "index_rounds/rounds/new.html", context)


def _years(request: Any) -> list[int]:
    """The years a round may be begun for: those without one, the present year first."""
    taken = {one.year for one in present_rounds()}
    this = request.today.year
    wanted = [this, this - 1, *range(this + 1, this + 1 + YEARS_AHEAD)]
    return [year for year in wanted if year not in taken] or [this]


@page(*READERS)
@require_GET
def one(request: Any, pk: int) -> HttpResponse:
    """One round."""
    found = rounds.get_for(request.user, request.today, pk=pk)
    return _one_page(request, found, ReasonForm())


def _one_page(request: Any, found: Round, form: ReasonForm, status: int = 200) -> HttpResponse:
    user, on = request.user, request.today
    lines = phase_lines(found, request.moment)
    blocks = block_lines(found)
    context = {
        "round": found,
        "phases": lines,
        "blocks": blocks,
        "self_open": any(line.kind == "self" and line.is_open for line in lines),
        "is_office": user.has_role(on, *STANDING_OFFICE),
        "is_head": user.has_role(on, Role.STANDING_HEAD),
        "is_reader": user.has_role(on, *SHEET_READERS),
        "without": [line for line in appraisers.area_lines(found) if not line.appraisers],
        "reason_form": form,
        **_sheet_rows(request, found),
    }
    return render(request, "index_rounds/rounds/round.html", context, status=status)


def _sheet_rows(request: Any, found: Round) -> dict[str, Any]:
    """All sheets for whoever reads the city's, else one's own and those to appraise."""
    user, on = request.user, request.today
    seen = sheets.visible_to(user, on).filter(round=found)
    openable = set(seen.values_list("pk", flat=True))
    rows = sheets_with_progress(found).select_related("unit")
    if not user.has_role(on, *SHEET_READERS):
        rows = rows.filter(pk__in=openable)
    block, state = request.GET.get("khoi", ""), request.GET.get("trang-thai", "")
    if block in BlockChoice.values:
        rows = rows.filter(block=block)
    if state in SheetState.values:
        rows = rows.filter(state=state)
    shown = Paginator(rows, SHEETS_ON_PAGE).get_page(request.GET.get("trang"))
    units = history(on).by_id()
    return {
        "rows": shown,
        "sheet_lines": [(sheet, units[sheet.unit_id], sheet.pk in openable) for sheet in shown],
        "chosen": {"block": block, "state": state},
        "states": SheetState.choices,
    }


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def dates(request: Any, pk: int) -> HttpResponse:
    """Moves phases, with the reason."""
    found = rounds.get_for(request.user, request.today, action="manage", pk=pk)
    days = {phase.kind: days_of(phase) for phase in found.phases.all()}
    form = ChangeDaysForm(request.POST or None, days=days)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        try:
            moved = services.change_dates(
                by=request.user,
                at=request.moment,
                found=found,
                days=form.days(),
                reason=form.cleaned_data["reason"],
            )
        except RoundRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("Đã đổi ngày; các đơn vị và người thẩm định được báo.")
            messages.success(request, words if moved else _("Không có ngày nào thay đổi."))
            return redirect("index_rounds:round", pk)
    return render(request, "index_rounds/rounds/dates.html", {"round": found, "form": form})


@page(Role.STANDING_HEAD)
@require_POST
def call_off(request: Any, pk: int) -> HttpResponse:
    """Gives the round up, with the reason."""
    found = rounds.get_for(request.user, request.today, action="decide", pk=pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.call_off(by=request.user, at=request.moment, found=found, **form.cleaned_data)
        except RoundRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã hủy kỳ chấm; các đơn vị được báo."))
            return redirect("index_rounds:round", pk)
    return _one_page(request, found, form, status=422)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def people(request: Any, pk: int) -> HttpResponse:
    """Who appraises which area; areas without anybody stand out."""
    found = rounds.get_for(request.user, request.today, action="manage", pk=pk)
    lines = appraisers.area_lines(found)
    form = AssignForm(request.POST or None, lines=lines, on=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            count = appraisers.assign(
                by=request.user, at=request.moment, found=found, areas=form.pairs(), user=form.person()
            )
        except RoundRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("Đã phân công thêm %d lĩnh vực.") % count
            messages.success(request, words if count else _("Người này đã được phân công từ trước."))
            return redirect("index_rounds:appraisers", pk)
    context = {
        "round": found,
        "lines": lines,
        "form": form,
        "without": sum(1 for line in lines if not line.appraisers),
    }
    return render(request, "index_rounds/rounds/appraisers.html", context)


@page(*OFFICE)
@require_POST
def release(request: Any, pk: int, row: int) -> HttpResponse:
    """Somebody appraises an area no longer."""
    found = rounds.get_for(request.user, request.today, action="manage", pk=pk)
    assigned = get_object_or_404(found.appraisers.select_related("user", "round"), pk=row)
    appraisers.release(by=request.user, at=request.moment, row=assigned)
    messages.success(request, _("Đã thôi phân công."))
    return redirect("index_rounds:appraisers", pk)
