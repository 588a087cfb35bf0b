"""Awards handed over at a conference: the list, a line, a file that is read on trial first, the receipt."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.conferences import award_services
from thidua.conferences.access import OFFICE, READERS, UNIT_PEOPLE, conferences, handed_awards
from thidua.conferences.award_services import NewAward
from thidua.conferences.errors import ConferenceRefused
from thidua.conferences.forms import AwardForm, ListForm, PresentForm
from thidua.conferences.from_decision import decisions_to_hand_over, lines_from
from thidua.conferences.importing import HEADINGS, Rehearsal, rehearse
from thidua.conferences.models import AwardFile, Conference
from thidua.conferences.pages import is_office
from thidua.conferences.selectors import handing_list, handing_table
from thidua.core.roles import UNIT_ROLES
from thidua.foundation.access import page
from thidua.foundation.files import read_file
from thidua.foundation.tables import XLSX, download, xlsx_bytes
from thidua.units.selectors import history


@page(*READERS)
@require_GET
def awards(request: Any, pk: int) -> HttpResponse:
    """The handing list; a unit sees its own and confirms."""
    found = conferences.get_for(request.user, request.today, pk=pk)
    return _awards_page(request, found, AwardForm(on=request.today), {})


def _awards_page(
    request: Any, found: Conference, form: AwardForm, bound: dict[int, PresentForm]
) -> HttpResponse:
    visible = handed_awards.visible_to(request.user, request.today, found)
    rows, own = handing_list(visible, request.today), request.user.unit_ids(request.today, *UNIT_ROLES)
    office = is_office(request)
    today = {"received_on": request.today}
    context = {
        "found": found,
        "rows": [
            (
                row,
                row.award.unit_id in own,
                (bound.get(row.award.pk) or PresentForm(initial=today, auto_id=f"row-{row.award.pk}-%s"))
                if office and not row.award.is_presented
                else None,
            )
            for row in rows
        ],
        "presented": sum(row.award.is_presented for row in rows),
        "confirmed": sum(row.award.confirmed_at is not None for row in rows),
        "is_office": office,
        "decisions": decisions_to_hand_over() if office else [],
        "form": form,
    }
    return render(request, "conferences/awards.html", context)


@page(*READERS)
@require_GET
def awards_xlsx(request: Any, pk: int) -> HttpResponse:
    """The handing list as a workbook."""
    found = conferences.get_for(request.user, request.today, pk=pk)
    rows = handing_list(handed_awards.visible_to(request.user, request.today, found), request.today)
    widths = (36, 30, 36, 18, 14, 10, 26, 14, 14)
    content = xlsx_bytes(handing_table(rows), sheet=_("Trao thưởng"), widths=widths, above=[found.title])
    return download(content, XLSX, f"trao-thuong-{pk}.xlsx")


@page(*OFFICE)
@require_POST
def add(request: Any, pk: int) -> HttpResponse:
    """One line typed by hand."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    form = AwardForm(request.POST, on=request.today)
    if form.is_valid():
        given = dict(form.cleaned_data)
        code = given.pop("unit")
        unit_id = history(request.today)[code].id if code else None
        new = NewAward(**given, unit_id=unit_id)
        try:
            award_services.add_awards(by=request.user, at=request.moment, conference=found, awards=[new])
        except ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thêm vào danh sách trao thưởng."))
            return redirect("conferences:awards", pk)
    return _awards_page(request, found, form, {})


@page(*OFFICE)
@require_POST
def add_from_decision(request: Any, pk: int) -> HttpResponse:
    """All standing awards of a signed decision that are not in the list yet."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    known = {str(one.pk): one for one in decisions_to_hand_over()}
    decision = known.get(request.POST.get("decision", ""))
    lines = lines_from(decision, found, request.today) if decision else []
    if not lines:
        messages.info(request, _("Quyết định này không còn khen thưởng nào chưa có trong danh sách."))
        return redirect("conferences:awards", pk)
    try:
        award_services.add_awards(by=request.user, at=request.moment, conference=found, awards=lines)
    except ConferenceRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi %d khen thưởng vào danh sách.") % len(lines))
    return redirect("conferences:awards", pk)


@page(*OFFICE)
@require_POST
def present(request: Any, pk: int, award: int) -> HttpResponse:
    """Notes who received it."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    row = handed_awards.get_for(request.user, request.today, found, action="write", pk=award)
    form = PresentForm(request.POST, auto_id=f"row-{award}-%s")
    if form.is_valid():
        try:
            award_services.present(by=request.user, at=request.moment, row=row, **form.cleaned_data)
        except ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi người nhận; đơn vị được báo để xác nhận."))
            return redirect("conferences:awards", pk)
    return _awards_page(request, found, AwardForm(on=request.today), {award: form})


@page(*OFFICE)
@require_POST
def drop(request: Any, pk: int, award: int) -> HttpResponse:
    """Takes a line out."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    row = handed_awards.get_for(request.user, request.today, found, action="write", pk=award)
    try:
        award_services.drop_award(by=request.user, at=request.moment, row=row)
    except ConferenceRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ khỏi danh sách."))
    return redirect("conferences:awards", pk)


@page(*UNIT_PEOPLE)
@require_POST
def confirm(request: Any, pk: int, award: int) -> HttpResponse:
    """The unit has it in hand."""
    found = conferences.get_for(request.user, request.today, pk=pk)
    row = handed_awards.get_for(request.user, request.today, found, action="confirm", pk=award)
    try:
        award_services.confirm(by=request.user, at=request.moment, row=row)
    except ConferenceRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi: đơn vị đã nhận khen thưởng."))
    return redirect("conferences:awards", pk)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def bring(request: Any, pk: int) -> HttpResponse:
    """Takes a file; afterwards the rehearsal."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        brought = award_services.receive_list(by=request.user, at=request.moment, conference=found, file=file)
        return redirect("conferences:award_file", pk, brought.pk)
    context = {"found": found, "form": form, "headings": [heading for _meaning, heading in HEADINGS]}
    return render(request, "conferences/bring.html", context)


@page(*OFFICE)
@require_GET
def sample(request: Any) -> HttpResponse:
    """An empty list with the columns that are read."""
    heads = [heading for _meaning, heading in HEADINGS]
    content = xlsx_bytes([heads], sheet="Trao thưởng", widths=(36, 30, 40, 20, 16))
    return download(content, XLSX, "mau-danh-sach-trao-thuong.xlsx")


def _rehearsal(brought: AwardFile, found: Conference, request: Any) -> Rehearsal:
    content = read_file(brought.file)
    return rehearse(content, brought.file.name, conference=found, on=request.today)


@page(*OFFICE)
@require_GET
def award_file(request: Any, pk: int, file: int) -> HttpResponse:
    """What a file would bring, and what has to be mended first."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    brought = handed_awards.file_for(request.user, request.today, found, file)
    rehearsal = None if brought.stored_at else _rehearsal(brought, found, request)
    context = {"found": found, "brought": brought, "rehearsal": rehearsal}
    return render(request, "conferences/award_file.html", context)


@page(*OFFICE)
@require_POST
def store(request: Any, pk: int, file: int) -> HttpResponse:
    """The rows of a clean file enter the list."""
    found = conferences.get_for(request.user, request.today, action="write", pk=pk)
    brought = handed_awards.file_for(request.user, request.today, found, file)
    rehearsal = _rehearsal(brought, found, request)
    lines = [row.award for row in rehearsal.rows]
    try:
        if not rehearsal.is_clean and brought.stored_at is None:
            raise ConferenceRefused(_("Tệp còn lỗi hoặc không có dòng mới; sửa theo bảng rồi tải lên lại."))
        count = award_services.store_list(by=request.user, at=request.moment, brought=brought, awards=lines)
    except ConferenceRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("conferences:award_file", pk, file)
    messages.success(request, _("Đã ghi %d khen thưởng vào danh sách.") % count)
    return redirect("conferences:awards", pk)
