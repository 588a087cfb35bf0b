"""Papers of a decision outside a list while it has no number: choose the dossiers, take the drafts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_GET

from thidua.decisions.access import RECORDERS, decisions
from thidua.decisions.holds import holds_one_by_one, told
from thidua.decisions.outside.forms import DraftForm
from thidua.decisions.outside.letter import letter_outside
from thidua.decisions.outside.selectors import dossier_choices, draft_doubts, draft_lines
from thidua.decisions.paper_views import paper_file
from thidua.decisions.papers import draft_of_decision, listed
from thidua.decisions.selectors import undecided_outside
from thidua.foundation.access import page

LETTER, DECISION = "to-trinh", "quyet-dinh"


@page(*RECORDERS)
@require_GET
def drafts(request: Any) -> HttpResponse:
    """Whom the decision is to award; then its Tờ trình and the decision with its list."""
    rows = list(undecided_outside())
    holds = holds_one_by_one(rows, request.today)
    holds = told(holds, sees_bars=decisions.sees_bars(request.user, request.today))
    choices = dossier_choices(rows, holds, request.today)
    form = DraftForm(request.GET if request.GET else None, rows=rows, choices=choices)
    chosen = form.chosen if form.is_bound and form.is_valid() else []
    query = request.GET.urlencode()
    context = {
        "form": form,
        "has_outside": bool(rows),
        "holds": holds.items(),
        "chosen": len(chosen),
        "papers": [
            (paper, [(suffix, f"{_address(paper, suffix)}?{query}") for suffix in ("docx", "pdf")])
            for paper in (LETTER, DECISION)
        ],
        "doubts": draft_doubts(chosen, request.today) if chosen else [],
        "query": query,
    }
    return render(request, "decisions/draft_outside.html", context)


@page(*RECORDERS)
@require_GET
def draft_file(request: Any, paper: str, suffix: str) -> HttpResponse:
    """One of the two papers; back to the choice, with the reason, when these dossiers are none for it."""
    if paper not in (LETTER, DECISION):
        raise Http404
    rows = list(undecided_outside())
    form = DraftForm(request.GET, rows=rows, choices=[(row.pk, row.code) for row in rows])
    if not form.is_valid():
        for words in form.errors["dossiers"]:
            messages.error(request, str(words))
        return redirect("decisions:draft_outside")
    lines = draft_lines(form.chosen, request.today)
    told = {
        "cycle": lines[0].dossier.filing.cycle,
        "today": request.today,
        "is_demo": request.installation.is_demo,
    }
    with override("vi"):
        if paper == LETTER:
            made = letter_outside(lines, **told)
        else:
            made = draft_of_decision(listed(lines), letter="", **told)
        return paper_file(request, made, f"du-thao-{paper}-ngoai-danh-sach", suffix)


def _address(paper: str, suffix: str) -> str:
    return reverse("decisions:draft_outside_file", args=[paper, suffix])
