"""The list of difficulties, one of them, a new one, and the acts on it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import UNIT_ROLES
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.tables import XLSX, download, xlsx_bytes
from thidua.movement.versions.access import versions
from thidua.movement.versions.models import Status
from thidua.steering.difficulties import services
from thidua.steering.difficulties.access import CITY, READERS, SENDERS, difficulties, organisations_of
from thidua.steering.difficulties.acts import ACTS, acts_for, form_for, is_head
from thidua.steering.difficulties.clock import target_on
from thidua.steering.difficulties.enums import Category, Organisation, State
from thidua.steering.difficulties.errors import DifficultyRefused
from thidua.steering.difficulties.forms import NewForm
from thidua.steering.difficulties.listing import WIDTHS, counts, read_filters, table
from thidua.steering.difficulties.models import Difficulty
from thidua.steering.difficulties.selectors import as_rows, matching
from thidua.units.selectors import history

ROWS_ON_PAGE = 30


@page(*READERS)
@require_GET
def inbox(request: Any) -> HttpResponse:
    """All that a person may read, newest first."""
    asked = read_filters(request.GET)
    visible = difficulties.visible_to(request.user, request.today)
    rows = Paginator(matching(visible, **asked), ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = {
        "asked": asked,
        "figures": counts(visible, request.today),
        "page_rows": rows,
        "rows": as_rows(rows.object_list, request.today),
        "states": State.choices,
        "categories": Category.choices,
        "may_send": request.user.has_role(request.today, *SENDERS),
        "is_city": request.user.has_role(request.today, *CITY),
        "is_head": is_head(request),
    }
    return render(request, "steering/difficulties/list.html", context)


@page(*READERS)
@require_GET
def inbox_xlsx(request: Any) -> HttpResponse:
    """The rows as filtered."""
    visible = difficulties.visible_to(request.user, request.today)
    rows = as_rows(matching(visible, **read_filters(request.GET)), request.today)
    title = _("Phản ánh, kiến nghị về Phong trào thi đua")
    content = xlsx_bytes(table(rows), sheet=_("Kiến nghị"), widths=WIDTHS, above=[title], fixed_columns=1)
    return download(content, XLSX, f"kien-nghi-{request.today:%Y%m%d}.xlsx")


@page(*SENDERS)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """What is in the way, or what is proposed."""
    form = NewForm(request.POST or None, request.FILES or None, senders=_senders(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        side, _colon, which = given["sender"].partition(":")
        asked = services.NewDifficulty(
            category=Category(given["category"]),
            title=given["title"],
            text=given["text"],
            clause=given["clause"],
            unit_id=int(which) if side == "unit" else None,
            organisation="" if side == "unit" else which,
        )
        try:
            found = services.send(by=request.user, at=request.moment, new=asked, upload=given["file"])
        except DifficultyRefused as refusal:
            form.add_error("file" if given["file"] else None, str(refusal))
        else:
            messages.success(request, _("Đã tiếp nhận, số %s.") % found.receipt)
            return redirect("steering:difficulty", found.pk)
    context = {"form": form, "target": target_on(request.today)}
    return render(request, "steering/difficulties/new.html", context)


def _senders(request: Any) -> list[tuple[str, str]]:
    known = history(request.today).by_id()
    own = request.user.unit_ids(request.today, *UNIT_ROLES)
    units = [(f"unit:{pk}", known[pk].full_name) for pk in sorted(own) if pk in known]
    organisations = organisations_of(request.user, request.today)
    return units + [(f"org:{one}", str(Organisation(one).label)) for one in organisations]


@page(*READERS)
@require_GET
def one(request: Any, pk: int) -> HttpResponse:
    """What was sent, what was done with it, and what can be done now."""
    found = difficulties.get_for(request.user, request.today, pk=pk)
    return _one_page(request, found, {})


def _one_page(request: Any, found: Difficulty, bound: dict[str, Any]) -> HttpResponse:
    version = found.amendment_version
    may_open = version and versions.visible_to(request.user, request.today).filter(pk=version.pk).exists()
    context = {
        "version": version if version and version.status != Status.DROPPED else None,
        "version_url": reverse("movement:version", args=[version.pk]) if version and may_open else "",
        "found": found,
        "row": as_rows([found], request.today)[0],
        "entries": found.entries.select_related("by"),
        "acts": acts_for(request, found, bound),
    }
    return render(request, "steering/difficulties/one.html", context)


@page(*READERS)
@require_POST
def act(request: Any, pk: int, name: str) -> HttpResponse:
    """Does one of the acts; what was typed stays on the page when it cannot be done."""
    if name not in ACTS:
        raise Http404
    asked = ACTS[name]
    found = difficulties.get_for(request.user, request.today, action=asked.door, pk=pk)
    form = form_for(name, found, request, request.POST)
    if not form.is_valid():
        return _one_page(request, found, {name: form})
    try:
        asked.run(by=request.user, at=request.moment, found=found, **form.cleaned_data)
    except DifficultyRefused as refusal:
        messages.error(request, str(refusal))
        found.refresh_from_db()
        return _one_page(request, found, {name: form})
    messages.success(request, str(asked.done))
    return redirect("steering:difficulty", pk)


@page(*READERS)
@require_GET
def file(request: Any, pk: int) -> HttpResponseBase:
    """What came with it."""
    found = difficulties.get_for(request.user, request.today, pk=pk)
    if found.file is None:
        raise Http404
    return give_out(found.file)
