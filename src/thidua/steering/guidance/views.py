"""Guidance: the list, a new document, one document with its board, the acts on it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import CITY_READERS, STANDING_OFFICE, UNIT_ROLES
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.tables import CSV, csv_bytes, download
from thidua.steering.guidance import services
from thidua.steering.guidance.access import CITY, OFFICE, READERS, UNIT_PEOPLE, guidance
from thidua.steering.guidance.errors import GuidanceRefused
from thidua.steering.guidance.forms import GuidanceForm, WithdrawForm
from thidua.steering.guidance.models import GuidanceDocument, Scope
from thidua.steering.guidance.selectors import board, counted, plan_itself, table

ROWS_ON_PAGE = 30
UNITS_ON_PAGE = 50


def _own(request: Any) -> frozenset[int]:
    own: frozenset[int] = request.user.unit_ids(request.today, *UNIT_ROLES)
    return own


def _is_office(request: Any) -> bool:
    return bool(request.user.has_role(request.today, *STANDING_OFFICE))


@page(*READERS)
@require_GET
def listing(request: Any) -> HttpResponse:
    """Documents a person may read, the newest first, with who has opened them."""
    rows = counted(guidance.visible_to(request.user, request.today))
    shown = Paginator(rows, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = {
        "rows": shown,
        "is_office": _is_office(request),
        "is_city": request.user.has_role(request.today, *CITY_READERS),
        "plan_number": _missing_plan(request),
    }
    return render(request, "steering/guidance/list.html", context)


def _missing_plan(request: Any) -> str:
    """The number of the plan's own decision, for an office that has not entered it yet."""
    number = str(plan_itself()["number"])
    if not _is_office(request):
        return ""
    there = guidance.visible_to(request.user, request.today).filter(number=number).exists()
    return "" if there else number


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """A document comes in as a draft; publishing it is a step of its own."""
    initial = plan_itself() if request.GET.get("mau") else {}
    form = GuidanceForm(request.POST or None, request.FILES or None, on=request.today, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        upload = given.pop("file")
        given |= {"scope": Scope(given["scope"]), "chosen": tuple(given["chosen"])}
        asked = services.NewGuidance(**given)
        try:
            document = services.draft(by=request.user, at=request.moment, new=asked, upload=upload)
        except GuidanceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lưu bản nháp. Kiểm tra nơi nhận rồi bấm phát hành."))
            return redirect("steering:guidance", document.pk)
    return render(request, "steering/guidance/new.html", {"form": form})


@page(*READERS)
@require_GET
def one(request: Any, pk: int) -> HttpResponse:
    """The document; a unit's person who opens it has opened it for the unit."""
    document = guidance.get_for(request.user, request.today, pk=pk)
    own = _own(request)
    services.mark_opened(by=request.user, at=request.moment, document=document, unit_ids=own)
    return _one_page(request, document, WithdrawForm())


def _one_page(request: Any, document: GuidanceDocument, form: WithdrawForm) -> HttpResponse:
    own, is_city = _own(request), request.user.has_role(request.today, *CITY_READERS)
    only_waiting = bool(request.GET.get("chua"))
    rows = board(document, request.today, only_waiting=only_waiting) if is_city else []
    visible = guidance.visible_to(request.user, request.today)
    context = {
        "document": document,
        "mine": document.receipts.filter(unit__in=own).select_related("received_by") if own else [],
        "counts": counted(visible.filter(pk=document.pk)).get() if is_city else None,
        "board": Paginator(rows, UNITS_ON_PAGE).get_page(request.GET.get("trang")),
        "withdrawal": form,
        "only_waiting": only_waiting,
        "is_office": _is_office(request),
        "recipients": len(services.recipients(document, request.today))
        if document.published_at is None
        else None,
    }
    return render(request, "steering/guidance/one.html", context)


@page(*READERS)
@require_GET
def file(request: Any, pk: int) -> HttpResponseBase:
    """The document itself; downloading it is opening it."""
    document = guidance.get_for(request.user, request.today, pk=pk)
    services.mark_opened(by=request.user, at=request.moment, document=document, unit_ids=_own(request))
    if document.file is None:
        raise Http404
    return give_out(document.file)


@page(*CITY)
@require_GET
def board_csv(request: Any, pk: int) -> HttpResponse:
    """Who has opened and received it, as filtered."""
    document = guidance.get_for(request.user, request.today, pk=pk)
    rows = board(document, request.today, only_waiting=bool(request.GET.get("chua")))
    return download(csv_bytes(table(rows)), CSV, f"van-ban-{pk}-{request.today:%Y%m%d}.csv")


@page(*OFFICE)
@require_POST
def withdraw(request: Any, pk: int) -> HttpResponse:
    """Takes it out of force, with the reason."""
    document = guidance.get_for(request.user, request.today, action="publish", pk=pk)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            services.withdraw(by=request.user, at=request.moment, document=document, **form.cleaned_data)
        except GuidanceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thu hồi; các đơn vị nhận đã được báo."))
            return redirect("steering:guidance", pk)
    return _one_page(request, document, form)


@page(*OFFICE)
@require_POST
def publish(request: Any, pk: int) -> HttpResponse:
    """Sends it to its units."""
    document = guidance.get_for(request.user, request.today, action="publish", pk=pk)
    try:
        services.publish(by=request.user, at=request.moment, document=document)
    except GuidanceRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã phát hành; cán bộ và lãnh đạo các đơn vị nhận đã được báo."))
    return redirect("steering:guidance", pk)


@page(*OFFICE)
@require_POST
def remind(request: Any, pk: int) -> HttpResponse:
    """Reminds only those who have not opened it."""
    document = guidance.get_for(request.user, request.today, action="publish", pk=pk)
    try:
        told = services.remind(by=request.user, at=request.moment, document=document)
    except GuidanceRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã nhắc %d người của các đơn vị chưa mở.") % told)
    return redirect("steering:guidance", pk)


@page(*UNIT_PEOPLE)
@require_POST
def receive(request: Any, pk: int) -> HttpResponse:
    """The unit has received it."""
    document = guidance.get_for(request.user, request.today, action="receive", pk=pk)
    try:
        services.receive(by=request.user, at=request.moment, document=document, unit_ids=_own(request))
    except GuidanceRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi nhận: đơn vị đã nhận văn bản."))
    return redirect("steering:guidance", pk)
