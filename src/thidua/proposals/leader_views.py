"""Who leads each block: the tables, and publishing who leads for now before the dossiers come (B25)."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.frozen import fingerprint
from thidua.core.roles import Role
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.leader_list.models import names_in
from thidua.dossiers.leader_list.selectors import PublishedList, changes_of, current_list, lists_of
from thidua.dossiers.leader_list.services import publish_leaders
from thidua.foundation.access import page
from thidua.proposals.access import PUBLISHERS, READERS, check_publisher, cycle_for, publisher_of
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.pages import tabs_of
from thidua.proposals.provisional import blocks_to_publish, list_content


@page(*READERS)
@require_GET
def leaders(request: Any, cycle: str) -> HttpResponse:
    """Who leads each block, by every metric; what was published of it."""
    whole = CycleSet(cycle_for(cycle), request.today)
    lists = lists_of(cycle, request.today)
    context = {
        "cycle": cycle,
        "tabs": tabs_of(cycle, "leaders"),
        "tables": whole.leaders,
        "lists": lists,
        "is_publisher": bool(whole.leaders) and _is_publisher(request, whole, lists),
    }
    return render(request, "proposals/leaders.html", context)


def _is_publisher(request: Any, whole: CycleSet, lists: Sequence[PublishedList]) -> bool:
    """Whether the way to publishing is shown; the head of the office is told there when the board has to."""
    if request.user.has_role(request.today, Role.STANDING_HEAD):
        return True
    before = lists[0].row.names if lists else {}
    touched = before.keys() ^ names_in(list_content(whole)).keys()
    return publisher_of(touched) == Role.EMULATION_BOARD and request.user.has_role(
        request.today, Role.EMULATION_BOARD
    )


@page(*PUBLISHERS)
@require_http_methods(["GET", "POST"])
def publish(request: Any, cycle: str) -> HttpResponse:
    """Says block by block who would be published and what changes, then publishes just that."""
    if cycle_for(cycle).isdecimal():
        raise Http404
    whole = CycleSet(cycle, request.today)
    content, past = list_content(whole), current_list(cycle, request.today)
    before, now = {} if past is None else past.names, names_in(content)
    check_publisher(request.user, request.today, before.keys() ^ now.keys())
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            publish_leaders(by=request.user, at=request.moment, cycle=cycle, content=content, seen=seen)
        except DossierRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("proposals:publish_leaders", cycle)
        messages.success(request, _("Đã công bố; các đơn vị vào hoặc ra được báo."))
        return redirect("proposals:leaders", cycle)
    came_in, left = changes_of(before, now)
    context = {
        "cycle": cycle,
        "blocks": blocks_to_publish(whole),
        "metric": content["metric"],
        "seen": fingerprint(content),
        "past": past,
        "came_in": came_in,
        "left": left,
        "is_same": past is not None and past.sha256 == fingerprint(content),
        "has_somebody": bool(before or now),
    }
    return render(request, "proposals/publish_leaders.html", context)
