"""Pages of the calendar: the deadlines for everybody, moving one, the office's own days, the feed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.deadlines import DeadlineDay, last_working_day
from thidua.core.facts import PERIOD_CYCLE
from thidua.core.programme import Deadline, load_holidays, load_programme
from thidua.core.roles import STANDING_OFFICE, Role
from thidua.foundation.access import ANY_ROLE, PUBLIC, page
from thidua.foundation.tables import download
from thidua.movement import calendar_services as services
from thidua.movement.access import notices
from thidua.movement.calendar import deadline_book, office_day, office_days_on
from thidua.movement.calendar_forms import NoticeDraftForm, NoticeForm, OfficeDateForm
from thidua.movement.errors import DecisionRefused
from thidua.movement.feed import feed_of, has_feed_of_own, own_units, to_ical
from thidua.movement.models import OfficeTask
from thidua.movement.notice_paper import NoticeWords, draw, words_of
from thidua.units.selectors import UnitRecord

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PERIOD = "period_dossier"
AHEAD, PAST = "sap-toi", "da-qua"


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A deadline as a row of the page. `days_left` counts to the last day on time."""

    deadline: Deadline
    day: DeadlineDay
    status: str
    days_left: int
    aim: date
    """The last working day on time."""
    special: tuple[tuple[UnitRecord, DeadlineDay], ...]
    """The reader's own units for which another day holds."""


@page(*ANY_ROLE)
@require_GET
def calendar(request: Any) -> HttpResponse:
    """Every deadline: what, clause, last moment, working day, days left; and the office's own days."""
    return _calendar(request)


def _calendar(request: Any, new_token: str = "") -> HttpResponse:
    """The page. `new_token` is the secret of a feed made a moment ago, shown this once."""
    on, holidays = request.today, load_holidays()
    book, units = deadline_book(on), own_units(request.user, on)
    rows = []
    for day in book.days():
        last = day.last_moment.date()
        own = ((unit, book.day(day.deadline, day.cycle, unit)) for unit in units)
        special = tuple((unit, its) for unit, its in own if its is not None and its.date != day.date)
        rows.append(
            ShownDay(
                deadline=book.planned(day.deadline, day.cycle),
                day=day,
                status=day.status(request.moment),
                days_left=(last - on).days,
                aim=last_working_day(last, holidays),
                special=special,
            )
        )
    period = book.day(PERIOD, load_programme().period.label)
    has_feed = bool(new_token) or has_feed_of_own(request.user.pk)
    shown = PAST if request.GET.get("xem") == PAST else AHEAD
    context = {
        "shown": shown,
        "ahead": [row for row in rows if row.status != "late"] if shown == AHEAD else [],
        "past": [row for row in rows if row.status == "late"][::-1] if shown == PAST else [],
        "office": [(day, (day.date - on).days) for day in office_days_on(on) if day.date >= on],
        "notices": [
            (notice, book.planned(notice.deadline, notice.cycle or PERIOD_CYCLE).name)
            for notice in notices.visible_to(request.user, on)
            .prefetch_related("units")
            .order_by("-issued", "-pk")
        ],
        "period": period if period and period.date.year <= load_programme().period.last_year else None,
        "prepared": _prepared(),
        "has_feed": has_feed,
        "feed_url": settings.SITE_ORIGIN + reverse("movement:feed", args=[new_token]) if new_token else "",
        "may_move": request.user.has_role(on, Role.STANDING_HEAD),
        "may_draft": request.user.has_role(on, *STANDING_OFFICE),
    }
    return render(request, "movement/calendar.html", context)


def _prepared() -> str:
    """The query that fills in the notice which the text of the plan itself asks for (reading C06)."""
    period = load_programme().period
    return f"moc={PERIOD}:{period.label}&ngay={period.last_year + 1}-03-31"


@page(Role.STANDING_HEAD)
@require_http_methods(["GET", "POST"])
def move(request: Any) -> HttpResponse:
    """A notice moves a deadline: filled in, looked at with whom it reaches, then recorded and told."""
    notices.check(request.user, request.today, "decide")
    form = NoticeForm(request.POST or None, on=request.today, initial=_asked(request))
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        units = form.reach.units(request.today)
        if "confirmed" not in request.POST:
            told = services.told_by(units, request.today)
            context |= {"is_checked": True, "units": len(units), "people": len(told)}
        elif _record(request, form):
            return redirect("movement:calendar")
    return render(request, "movement/move_deadline.html", context)


def _record(request: Any, form: NoticeForm) -> bool:
    deadline, cycle = form.cleaned_data["deadline"]
    try:
        services.record_notice(
            by=request.user,
            at=request.moment,
            deadline=deadline,
            cycle=cycle,
            day=form.cleaned_data["day"],
            number=form.cleaned_data["number"],
            issued=form.cleaned_data["issued"],
            reason=form.cleaned_data["reason"],
            reach=form.reach,
        )
    except DecisionRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, _("Đã ghi thông báo và báo cho những người liên quan. Mọi nơi tính theo ngày mới.")
    )
    return True


def _asked(request: Any) -> dict[str, Any]:
    initial = {"deadline": request.GET.get("moc", ""), "day": request.GET.get("ngay", "")}
    if initial["deadline"].startswith(PERIOD):
        initial["reason"] = (
            "Giai đoạn 2026 - 2030 kết thúc ngày 31/12/2030; chỉ số năm 2030 được công bố đầu năm 2031, "
            "sau ngày 31/3/2030 ghi tại Kế hoạch"
        )
    return initial


@page(*STANDING_OFFICE)
@require_POST
def draft(request: Any) -> HttpResponse:
    """The notice as a .docx before it has a number; nothing is stored."""
    form = NoticeDraftForm(request.POST, on=request.today)
    if not form.is_valid():
        return render(request, "movement/move_deadline.html", {"form": form}, status=422)
    deadline, cycle = form.cleaned_data["deadline"]
    units = tuple(form.reach.units(request.today))
    book = deadline_book(request.today)
    former = book.day(deadline, cycle or PERIOD_CYCLE, units[0] if units else None)
    words = NoticeWords(
        deadline=book.planned(deadline, cycle or PERIOD_CYCLE),
        cycle=cycle,
        former=former.date if former else None,
        day=form.cleaned_data["day"],
        reason=form.cleaned_data["reason"],
        reach=form.reach,
        units=units,
        is_demo=request.installation.is_demo,
    )
    return download(draw(words, request.today), DOCX, "du-thao-thong-bao.docx")


@page(*ANY_ROLE)
@require_GET
def notice_paper(request: Any, pk: int) -> HttpResponse:
    """A recorded notice as a .docx."""
    notice = notices.get_for(request.user, request.today, pk=pk)
    return download(
        draw(words_of(notice, request.installation.is_demo), request.today), DOCX, f"thong-bao-{pk}.docx"
    )


@page(Role.STANDING_HEAD)
@require_http_methods(["GET", "POST"])
def set_office_date(request: Any, code: str, year: int) -> HttpResponse:
    """The office sets a day of its own, which the plan does not name."""
    notices.check(request.user, request.today, "decide")
    present = office_day(OfficeTask(code), year, request.today) if code in OfficeTask.values else None
    if present is None:
        raise Http404(_("Không có mốc nội bộ này."))
    form = OfficeDateForm(request.POST or None, initial={"day": present.date})
    if request.method == "POST" and form.is_valid():
        try:
            services.set_office_date(
                by=request.user, at=request.moment, code=OfficeTask(code), year=year, **form.cleaned_data
            )
        except DecisionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã đặt mốc nội bộ."))
            return redirect("movement:calendar")
    return render(request, "movement/office_date.html", {"form": form, "present": present})


@page(*ANY_ROLE)
@require_POST
def renew_feed(request: Any) -> HttpResponse:
    """A new address for the telephone's calendar: on the answer itself, because it is kept nowhere."""
    token = services.renew_feed(by=request.user, at=request.moment)
    messages.success(request, _("Đã tạo đường dẫn lịch mới; đường dẫn cũ (nếu có) không còn dùng được."))
    return _calendar(request, token)


@page(PUBLIC)
@require_GET
def feed(request: Any, token: str) -> HttpResponse:
    """The calendar itself, for whoever holds the secret address."""
    found = feed_of(token)
    if found is None:
        raise Http404(_("Đường dẫn lịch không còn dùng được."))
    return HttpResponse(to_ical(found.user, request.moment), content_type="text/calendar; charset=utf-8")
