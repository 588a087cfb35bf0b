"""Reminding now, and the letter: first what would happen, then the act."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core.deadlines import last_working_day
from thidua.core.programme import load_holidays
from thidua.foundation.access import Refused, page
from thidua.foundation.tables import download
from thidua.people.selectors import people_of_units
from thidua.urging import words
from thidua.urging.access import READERS, URGERS, letters
from thidua.urging.board import Board, Line, board_on
from thidua.urging.forms import LetterForm, NumberForm
from thidua.urging.items import Item
from thidua.urging.letter import DOCX, ZIP, letter_file
from thidua.urging.models import ReminderRun
from thidua.urging.pages import lines_for, new_token, read_filters
from thidua.urging.selectors import run_of_page
from thidua.urging.services import draw_letter, missing_of, number_letter, remind_now

ANSWER_IN = timedelta(days=3)


def _choice(request: Any) -> tuple[Board, Item, list[Line]]:
    """The item and the units of the form that have not done it; Refused when there is nobody."""
    filters = read_filters(request.POST, request.moment)
    board = board_on(filters.year, request.moment)
    item = board.item(filters.item) or board.items[0]
    if request.POST.get("tat-ca"):
        wanted = [line.unit.id for line in lines_for(board, filters)]
    else:
        wanted = [int(pk) for pk in request.POST.getlist("don-vi") if pk.isdecimal()]
    lines = missing_of(board, item.code, wanted)
    if not lines:
        raise Refused(
            _("Chưa chọn đơn vị nào còn thiếu việc này."),
            _("Quay lại bảng theo dõi, đánh dấu đơn vị cần nhắc hoặc chọn tất cả đơn vị trong danh sách."),
        )
    return board, item, lines


@page(*URGERS)
@require_POST
def remind(request: Any) -> HttpResponse:
    """Who would be told what; with the token of that page, tells them."""
    token = request.POST.get("token", "")[:40]
    if token and (run := run_of_page(token)):
        return _reminded(request, run)
    board, item, lines = _choice(request)
    unit_ids = [line.unit.id for line in lines]
    if token:
        run = remind_now(
            by=request.user,
            at=request.moment,
            year=board.year,
            item_code=item.code,
            unit_ids=unit_ids,
            token=token,
        )
        return _reminded(request, run)
    people = people_of_units(unit_ids, request.today)
    with override("vi"):
        example = words.reminder(request.user.pk, lines[0], item, year=board.year, at=request.moment, key="")
    context = {
        "board": board,
        "item": item,
        "lines": [(line, len(people[line.unit.id])) for line in lines],
        "people": len(frozenset().union(*people.values())),
        "without": sum(not found for found in people.values()),
        "example": example,
        "token": new_token(),
    }
    return render(request, "urging/remind.html", context)


def _reminded(request: Any, run: ReminderRun) -> HttpResponse:
    said = ngettext(
        "Đã nhắc %(units)s đơn vị; %(n)s người được báo.",
        "Đã nhắc %(units)s đơn vị; %(n)s người được báo.",
        run.people_told,
    )
    messages.success(request, said % {"units": len(run.unit_ids), "n": run.people_told})
    return redirect("urging:board")


@page(*URGERS)
@require_POST
def letter_new(request: Any) -> HttpResponse:
    """The letter as it would be; with its date, draws it up."""
    board, item, lines = _choice(request)
    is_sent = "answer_by" in request.POST
    proposed = last_working_day(request.today + ANSWER_IN, load_holidays())
    form = LetterForm(request.POST) if is_sent else LetterForm(initial={"answer_by": proposed})
    if is_sent and form.is_valid():
        letter = draw_letter(
            by=request.user,
            at=request.moment,
            year=board.year,
            item_code=item.code,
            unit_ids=[line.unit.id for line in lines],
            answer_by=form.cleaned_data["answer_by"],
            is_per_unit=form.cleaned_data["is_per_unit"],
        )
        messages.success(request, _("Đã soạn văn bản đôn đốc. Tải về, trình ký, rồi ghi số tại đây."))
        return redirect("urging:letter", pk=letter.pk)
    context = {"board": board, "item": item, "lines": lines, "form": form}
    return render(request, "urging/letter_new.html", context)


@page(*READERS)
@require_http_methods(["GET", "POST"])
def letter_page(request: Any, pk: int) -> HttpResponse:
    """What a letter says and to whom; its number, once it has one."""
    if request.method == "POST":
        letter = letters.get_for(request.user, request.today, action="number", pk=pk)
        form = NumberForm(request.POST)
        if form.is_valid():
            number_letter(by=request.user, at=request.moment, letter=letter, **form.cleaned_data)
            messages.success(request, _("Đã ghi số văn bản."))
            return redirect("urging:letter", pk=pk)
    else:
        letter = letters.get_for(request.user, request.today, pk=pk)
        form = NumberForm(initial={"issued_on": request.today})
    may_number = not letter.number and request.user.has_role(request.today, *URGERS)
    return render(request, "urging/letter.html", {"letter": letter, "form": form, "may_number": may_number})


@page(*READERS)
def letter_download(request: Any, pk: int) -> HttpResponse:
    """The letter as .docx, or one .docx for each unit in a zip."""
    letter = letters.get_for(request.user, request.today, pk=pk)
    content = letter_file(letter, request.today, is_demo=request.installation.is_demo)
    stem = f"don-doc-{letter.year}-{letter.pk}"
    if letter.is_per_unit:
        return download(content, ZIP, f"{stem}.zip")
    return download(content, DOCX, f"{stem}.docx")
