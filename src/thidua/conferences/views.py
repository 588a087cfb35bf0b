"""Conferences: the list, one of them, preparing it, and answering its invitation."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.conferences import invitation_services, services
from thidua.conferences.access import CITY, OFFICE, READERS, UNIT_PEOPLE, conferences
from thidua.conferences.enums import STATE_LOOKS, Answer, State
from thidua.conferences.errors import ConferenceRefused
from thidua.conferences.forms import CallOffForm, ConferenceForm, HoldForm, LineForm
from thidua.conferences.models import Conference
from thidua.conferences.pages import answer_form, is_city, is_office, one_page
from thidua.conferences.paper import DOCX, invitation_file
from thidua.conferences.selectors import answers_of, answers_table
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.tables import CSV, csv_bytes, download
from thidua.units.selectors import history

ROWS_ON_PAGE = 20


@page(*READERS)
@require_GET
def listing(request: Any) -> HttpResponse:
    """Conferences a person may know of, the latest first."""
    visible = conferences.visible_to(request.user, request.today)
    rows = Paginator(visible, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = {
        "rows": [(row, STATE_LOOKS[row.state]) for row in rows],
        "paged": rows,
        "is_office": is_office(request),
    }
    return render(request, "conferences/list.html", context)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """A conference begins with when and where."""
    return _edit(request, None)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def change(request: Any, pk: int) -> HttpResponse:
    """Other words; invited units are told of another time or place."""
    return _edit(request, conferences.get_for(request.user, request.today, action="write", pk=pk))


def _edit(request: Any, found: Conference | None) -> HttpResponse:
    form = ConferenceForm(request.POST or None, on=request.today, conference=found)
    if request.method == "POST" and form.is_valid():
        try:
            if found is None:
                found = services.begin(by=request.user, at=request.moment, words=form.said())
            else:
                services.change(by=request.user, at=request.moment, conference=found, words=form.said())
        except ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lưu hội nghị."))
            return redirect("conferences:one", found.pk)
    return render(request, "conferences/form.html", {"form": form, "found": found})


@page(*READERS)
@require_GET
def one(request: Any, pk: int) -> HttpResponse:
    """One conference."""
    return one_page(request, conferences.get_for(request.user, request.today, pk=pk))


@page(*OFFICE)
@require_POST
def line_add(request: Any, pk: int) -> HttpResponse:
    """One more item of the programme."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    form = LineForm(request.POST)
    if form.is_valid():
        try:
            services.add_line(by=request.user, at=request.moment, conference=found, **form.cleaned_data)
        except ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("conferences:one", pk)
    return one_page(request, found, {"line": form})


@page(*OFFICE)
@require_POST
def line_drop(request: Any, pk: int, line: int) -> HttpResponse:
    """Takes an item out."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    try:
        services.drop_line(
            by=request.user, at=request.moment, line=get_object_or_404(found.programme, pk=line)
        )
    except ConferenceRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("conferences:one", pk)


@page(*OFFICE)
@require_POST
def invite(request: Any, pk: int) -> HttpResponse:
    """Sends the invitations."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    try:
        services.invite(by=request.user, at=request.moment, conference=found)
    except ConferenceRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã gửi giấy mời; cán bộ và lãnh đạo các đơn vị được báo."))
    return redirect("conferences:one", pk)


@page(*OFFICE)
@require_POST
def hold(request: Any, pk: int) -> HttpResponse:
    """It took place."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    form = HoldForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.hold(by=request.user, at=request.moment, conference=found, **form.cleaned_data)
        except ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi kết luận của hội nghị."))
            return redirect("conferences:one", pk)
    return one_page(request, found, {"hold": form})


@page(*OFFICE)
@require_POST
def call_off(request: Any, pk: int) -> HttpResponse:
    """It will not take place."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    form = CallOffForm(request.POST)
    if form.is_valid():
        try:
            services.call_off(by=request.user, at=request.moment, conference=found, **form.cleaned_data)
        except ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã hủy hội nghị; các đơn vị đã mời được báo."))
            return redirect("conferences:one", pk)
    return one_page(request, found, {"off": form})


@page(*READERS)
@require_GET
def file(request: Any, pk: int) -> HttpResponseBase:
    """The signed conclusions."""
    found = conferences.get_for(request.user, request.today, pk=pk)
    if found.file is None:
        raise Http404
    return give_out(found.file)


@page(*READERS)
@require_GET
def letter(request: Any, pk: int) -> HttpResponse:
    """The invitation in Word: to the reader's own units, or for the city to all."""
    found = conferences.get_for(request.user, request.today, pk=pk)
    if not is_city(request):
        known = history(request.today).by_id()
        own = conferences.invitations(request.user, request.today, found)
        units = [known[row.unit_id] for row in own]
    elif found.state == State.PLANNED:
        units = services.invited_units(found, request.moment)
    else:
        units = [row.unit for row in answers_of(found, request.today).rows]
        units.sort(key=lambda unit: unit.sort_key)
    if not units:
        raise Http404
    content = invitation_file(found, units, request.today, is_demo=request.installation.is_demo)
    return download(content, DOCX, f"giay-moi-{pk}.docx")


@page(*UNIT_PEOPLE)
@require_POST
def answer(request: Any, pk: int, unit: int) -> HttpResponse:
    """A unit says who comes, or why nobody does."""
    found = conferences.get_for(request.user, request.today, action="answer", pk=pk)
    own = conferences.invitations(request.user, request.today, found)
    invitation = get_object_or_404(own, unit=unit)
    form = answer_form(invitation, request.POST)
    if form.is_valid():
        given, acting = form.cleaned_data, {"by": request.user, "at": request.moment}
        try:
            if given["answer"] == Answer.YES:
                invitation_services.accept(**acting, invitation=invitation, people=given["people"])
            else:
                invitation_services.decline(**acting, invitation=invitation, reason=given["reason"])
        except ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi trả lời. Cần đổi thì trả lời lại trước giờ bắt đầu."))
            return redirect("conferences:one", pk)
    return one_page(request, found, {f"answer-{unit}": form})


@page(*CITY)
@require_GET
def answers(request: Any, pk: int) -> HttpResponse:
    """Who answered what; an invitation is no duty, so nobody is late."""
    found = conferences.get_for(request.user, request.today, pk=pk)
    context = {"found": found, "answers": answers_of(found, request.today)}
    return render(request, "conferences/answers.html", context)


@page(*CITY)
@require_GET
def answers_csv(request: Any, pk: int) -> HttpResponse:
    """The same to take along."""
    found = conferences.get_for(request.user, request.today, pk=pk)
    rows = answers_table(answers_of(found, request.today))
    return download(csv_bytes(rows), CSV, f"tra-loi-giay-moi-{pk}.csv")
