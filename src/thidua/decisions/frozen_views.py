"""What was frozen of a decision: what today would say otherwise, and the file to prove it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.frozen import canonical
from thidua.decisions.access import READERS, decisions
from thidua.decisions.bonus.settling import bonus_of_decision, since_settled
from thidua.decisions.selectors import as_lines, outcomes_of
from thidua.decisions.verdicts import differences_since
from thidua.foundation.access import page
from thidua.foundation.tables import download


@page(*READERS)
@require_GET
def differences(request: Any, pk: int) -> HttpResponse:
    """Each dossier of which today would say otherwise, beside what was decided of it."""
    found = decisions.get_for(request.user, request.today, pk=pk)
    lines = {line.dossier.pk: line for line in as_lines(outcomes_of(found), found)}
    since = differences_since(found, lines, request.today)
    told = bonus_of_decision(found)
    context = {
        "found": found,
        "since": since,
        # A list is judged on the day it is frozen, which no correction touches.
        "was_redated": since is not None and found.proposal is None and since.day != found.decided_on,
        "moved": [(one, lines[one.pk]) for one in since.moved] if since else [],
        "told": told,
        "bonus": since_settled(told, found.decided_on),
    }
    return render(request, "decisions/differences.html", context)


@page(*READERS)
@require_GET
def content_json(request: Any, pk: int) -> HttpResponse:
    """What the confirmation froze, in the canonical bytes: their SHA-256 is the fingerprint."""
    found = decisions.get_for(request.user, request.today, pk=pk)
    if not found.content:
        raise Http404(
            _("Kết quả xét của quyết định này nằm trong danh sách trình; tải ở trang danh sách trình.")
        )
    return download(canonical(found.content), "application/json", f"ket-qua-xet-{found.pk}.json")
