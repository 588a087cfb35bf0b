"""The activity log: list, figures by month and channel, entering, correcting."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.tables import CSV, XLSX, csv_bytes, download, xlsx_bytes
from thidua.movement.contents import Content
from thidua.outreach import activity_services as services
from thidua.outreach.access import READERS, activities, own_units, sides_of
from thidua.outreach.chart import bar_chart
from thidua.outreach.enums import Channel, Side
from thidua.outreach.errors import OutreachRefused
from thidua.outreach.forms import ActivityForm, ReasonForm
from thidua.outreach.models import Activity
from thidua.outreach.selectors import activity_years, filtered, last_organisation, months, side_counts
from thidua.outreach.story_flow import WRITERS
from thidua.outreach.tables import LOG_WIDTHS, MONTH_WIDTHS, doer, log_rows, month_rows, whole
from thidua.units.selectors import history

PAGE_SIZE = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What the query of the list asks for."""

    year: int
    years: tuple[int, ...]
    side: str
    channel: str
    content: str
    month: int | None
    text: str

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the year is asked for."""
        return bool(self.side or self.channel or self.content or self.month or self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list with the name of who did it."""

    row: Activity
    doer: str
    clause: str
    reach: str


def _asked(request: Any) -> Asked:
    years = tuple(activity_years()) or (request.today.year,)
    given = {name: request.GET.get(name, "") for name in ("nam", "ben", "kenh", "noi-dung", "thang")}
    year, month = given["nam"], given["thang"]
    return Asked(
        year=int(year) if year.isdecimal() and int(year) in years else years[0],
        years=years,
        side=given["ben"] if given["ben"] in Side.values else "",
        channel=given["kenh"] if given["kenh"] in Channel.values else "",
        content=given["noi-dung"] if given["noi-dung"] in Content.values else "",
        month=int(month) if month.isdecimal() and 1 <= int(month) <= 12 else None,
        text=request.GET.get("q", "").strip()[:80],
    )


def _rows(request: Any, asked: Asked) -> Any:
    return filtered(
        activities.visible_to(request.user, request.today),
        year=asked.year,
        month=asked.month,
        side=asked.side,
        channel=asked.channel,
        content=asked.content,
        text=asked.text,
    )


def _names(request: Any) -> dict[int, str]:
    return {unit.id: unit.full_name for unit in history(request.today)}


@page(*READERS)
@require_GET
def log_page(request: Any) -> HttpResponse:
    """What was done to make the movement known, latest first."""
    asked = _asked(request)
    paged = Paginator(_rows(request, asked), PAGE_SIZE).get_page(request.GET.get("trang"))
    names = _names(request)
    by_side = side_counts(asked.year)
    context = {
        "asked": asked,
        "paged": paged,
        "lines": [_line(row, names) for row in paged.object_list],
        "may_write": bool(sides_of(request.user, request.today)),
        "sides": Side.choices,
        "channels": Channel.choices,
        "contents": [(content.value, f"{content.clause} {content.label}") for content in Content],
        "months": range(1, 13),
        "figures": [
            {"label": side.label, "value": found.activities, "note": _reach(found.reach)}
            for side, found in by_side.items()
        ],
    }
    return render(request, "outreach/log.html", context)


def _line(row: Activity, names: dict[int, str]) -> Line:
    reach = "" if row.reach is None else whole(row.reach)
    return Line(row, doer(row, names), Content(row.content).clause, reach)


def _reach(number: int) -> str:
    return _("%(count)s lượt tiếp cận đã biết") % {"count": whole(number)} if number else ""


@page(*READERS)
@require_GET
def log_download(request: Any, suffix: str) -> HttpResponse:
    """The list as asked for, as CSV or XLSX."""
    asked = _asked(request)
    table = log_rows(_rows(request, asked), _names(request))
    title = _("Hoạt động tuyên truyền năm %(year)s") % {"year": asked.year}
    return _table(table, suffix, f"tuyen-truyen-{asked.year}", title, LOG_WIDTHS)


@page(*READERS)
@require_GET
def figures_page(request: Any) -> HttpResponse:
    """A year by month and channel, for one side or all; a chart and the same as a table."""
    asked = _asked(request)
    rows = activities.visible_to(request.user, request.today)
    lines = months(rows.filter(side=asked.side) if asked.side else rows, asked.year)
    head, *body = month_rows(lines)
    if request.GET.get("tep") in ("csv", "xlsx"):
        title = _("Hoạt động tuyên truyền năm %(year)s theo tháng và kênh") % {"year": asked.year}
        stem = f"tuyen-truyen-theo-thang-{asked.year}"
        return _table([head, *body], request.GET["tep"], stem, title, MONTH_WIDTHS)
    # On the page only the channels that occur; the file has them all.
    used = [place for place in range(1, len(head)) if any(row[place] for row in body)]
    context = {
        "asked": asked,
        "sides": Side.choices,
        "chart": bar_chart(lines),
        "head": [head[place] for place in used],
        "lines": [(row[0], [(head[place], _shown(row[place])) for place in used]) for row in body],
    }
    return render(request, "outreach/figures.html", context)


def _shown(cell: Any) -> str:
    return whole(cell) if cell else ""


def _table(rows: Any, suffix: str, stem: str, title: str, widths: tuple[int, ...]) -> HttpResponse:
    if suffix == "csv":
        return download(csv_bytes(rows), CSV, f"{stem}.csv")
    content = xlsx_bytes(rows, sheet=_("Tuyên truyền"), widths=widths, above=(title,))
    return download(content, XLSX, f"{stem}.xlsx")


def _form(request: Any, initial: dict[str, Any], row: Activity | None = None) -> ActivityForm:
    names = _names(request)
    sides = sides_of(request.user, request.today)
    units = list(own_units(request.user, request.today))
    if row is not None:
        sides = [Side(row.side)]
        units = [row.unit] if row.unit else []
    return ActivityForm(
        request.POST or None,
        request.FILES or None,
        sides=sides,
        units=units,
        unit_choices=[(str(unit.pk), names.get(unit.pk, unit.code)) for unit in units],
        initial=initial,
    )


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def new_activity(request: Any) -> HttpResponse:
    """Enters one activity."""
    initial = {"done_on": request.today, "organisation": last_organisation(request.user.pk)}
    form = _form(request, initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_activity(
                by=request.user, at=request.moment, activity=form.said(), file=form.cleaned_data["file"]
            )
        except OutreachRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi hoạt động."))
            return redirect("outreach:log")
    status = 422 if form.errors else 200
    return render(request, "outreach/activity_form.html", {"form": form, "row": None}, status=status)


@page(*READERS)
@require_GET
def activity_page(request: Any, pk: int) -> HttpResponse:
    """One activity with its link and file."""
    row = activities.get_for(request.user, request.today, pk=pk)
    context = {
        "row": row,
        "line": _line(row, _names(request)),
        "may_write": activities.may_write(request.user, request.today, row),
        "removal": ReasonForm(),
    }
    return render(request, "outreach/activity.html", context)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def change_activity(request: Any, pk: int) -> HttpResponse:
    """Puts right what was mistyped."""
    row = activities.get_for(request.user, request.today, action="write", pk=pk)
    form = _form(request, ActivityForm.initial_of(row), row)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_activity(
                by=request.user,
                at=request.moment,
                row=row,
                activity=form.said(),
                file=form.cleaned_data["file"],
            )
        except OutreachRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã sửa. Nội dung cũ còn trong nhật ký."))
            return redirect("outreach:activity", pk=pk)
    status = 422 if form.errors else 200
    return render(request, "outreach/activity_form.html", {"form": form, "row": row}, status=status)


@page(*WRITERS)
@require_POST
def remove_activity(request: Any, pk: int) -> HttpResponse:
    """Takes what was entered by mistake out of the figures."""
    row = activities.get_for(request.user, request.today, action="write", pk=pk)
    reason = request.POST.get("reason", "")
    try:
        services.remove_activity(by=request.user, at=request.moment, row=row, reason=reason)
    except OutreachRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("outreach:activity", pk=pk)
    messages.success(request, _("Đã bỏ hoạt động này; nó không còn được tính."))
    return redirect("outreach:log")


@page(*READERS)
@require_GET
def activity_file(request: Any, pk: int) -> FileResponse:
    """The file of an activity as it was sent in."""
    row = activities.get_for(request.user, request.today, pk=pk)
    if row.file is None or row.removed_at is not None:
        raise Http404
    return give_out(row.file)
