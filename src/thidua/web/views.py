"""Pages of the frame itself: home, command palette, component page, health."""

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.core.roles import Role
from thidua.foundation.access import PUBLIC, page
from thidua.web import palette as finder
from thidua.web.home import desk_for
from thidua.web.navigation import visible_items
from thidua.web.showcase import showcase


@require_safe
@page(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """The first page: for a visitor what this is, for an official the next things to do."""
    if not request.user.is_authenticated:
        entries = [item for item in visible_items(request) if item.url_name != "home"]
        return render(request, "web/welcome.html", {"public_items": entries})
    return render(request, "web/home.html", {"desk": desk_for(request)})


@require_safe
@page(PUBLIC)
def palette(request: HttpRequest) -> HttpResponse:
    """The options of the command palette for `?q=`: pages and units this person may open."""
    groups = finder.find(request, request.GET.get("q", "")[: finder.LONGEST_QUESTION])
    return render(request, "web/palette.html", {"groups": groups})


@require_safe
@page(Role.TECHNICAL_ADMIN)
def components(request: HttpRequest) -> HttpResponse:
    """Every part of the interface on one page, for the team."""
    return render(request, "web/components.html", showcase(request))


@require_safe
@page(PUBLIC)
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answers while the process lives; touches nothing else."""
    return JsonResponse({"status": "ok"})


@require_safe
@page(PUBLIC)
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers and every migration is applied; else 503 with the reason."""
    problem = _not_ready()
    body: dict[str, Any] = {"status": "not ready", "reason": problem} if problem else {"status": "ok"}
    return JsonResponse(body, status=503 if problem else 200)


def _not_ready() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception:  # whatever the database says, the answer is the same; its text may hold secrets
        return "database does not answer"
    return f"{len(waiting)} migrations to apply" if waiting else ""
