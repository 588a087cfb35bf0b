"""The papers of a decision, as .docx to be worked on and as PDF to be read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from thidua.decisions.access import DRAFT_READERS, READERS, REGISTER_READERS, decisions
from thidua.decisions.holds import foreseen_in
from thidua.decisions.papers import (
    decision_as_recorded,
    draft_of_decision,
    listed,
    notice_of_refusals,
)
from thidua.decisions.selectors import (
    as_lines,
    expected_lines,
    is_giving,
    lists_to_draft,
    outcomes_of,
    refused_in,
)
from thidua.documents.papers import Paper, dated, to_pdf
from thidua.foundation.access import page
from thidua.foundation.tables import download
from thidua.paper_forms.selectors import paper_docx
from thidua.proposals.models import Proposal

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@page(*READERS)
@require_GET
def decision_paper(request: Any, pk: int, suffix: str) -> HttpResponse:
    """The list as it was decided, in the form of the decision."""
    found = decisions.get_for(request.user, request.today, pk=pk)
    with override("vi"):
        # Of what was put away no paper is printed: its number may be that of another by now.
        rows = listed(as_lines(outcomes_of(found).filter(is_void=False), found))
        if not rows:
            raise Http404
        letter = letter_of(found.proposal) if found.proposal else ""
        is_demo = request.installation.is_demo
        paper = decision_as_recorded(found, rows, letter=letter, today=request.today, is_demo=is_demo)
        return paper_file(request, paper, f"quyet-dinh-{found.pk}", suffix)


@page(*REGISTER_READERS)
@require_GET
def notice_paper(request: Any, pk: int, code: str, suffix: str) -> HttpResponse:
    """The Thông báo to one unit of what it was not awarded; the unit itself reads it once it is confirmed."""
    found = decisions.refusing(request.user, request.today, pk=pk, code=code)
    with override("vi"):
        refused = as_lines(refused_in(found).filter(dossier__filing__unit__code=code), found)
        paper = notice_of_refusals(
            found,
            refused[0].unit,
            refused,
            is_giving=is_giving(found),
            is_demo=request.installation.is_demo,
        )
        return paper_file(request, paper, f"thong-bao-{found.pk}-{code}", suffix)


@page(*DRAFT_READERS)
@require_GET
def draft_paper(request: Any, pk: int, suffix: str) -> HttpResponseBase:
    """The decision as a confirmed list would have it, of whom it can award today."""
    found = get_object_or_404(lists_to_draft(), pk=pk)
    with override("vi"):
        held = foreseen_in(found, request.today)
        rows = listed(expected_lines(found, request.today, held.keys()))
        if not rows:
            return _nobody_to_draft(request)
        paper = draft_of_decision(
            rows,
            cycle=found.cycle,
            letter=letter_of(found),
            today=request.today,
            is_demo=request.installation.is_demo,
        )
        return paper_file(request, paper, f"du-thao-quyet-dinh-{found.cycle}", suffix)


def _nobody_to_draft(request: Any) -> HttpResponseBase:
    """Who is left is paused, or hangs on a flag: which of these is told to few."""
    words = _("Những người còn lại trong danh sách chưa tặng được lúc này nên chưa có gì để dự thảo.")
    messages.warning(request, words)
    return redirect("decisions:list")


def letter_of(proposal: Proposal) -> str:
    """The Tờ trình as a ground; nothing while it has no number."""
    if not proposal.letter_number or proposal.letter_date is None:
        return ""
    number = proposal.letter_number
    numbered = number if "/" in number else f"{number}/TTr-SNV"
    return f"Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số {numbered} {dated(proposal.letter_date)}"


def paper_file(request: Any, paper: Paper, name: str, suffix: str) -> HttpResponse:
    """The paper as docx by the form that holds today, or as pdf; Http404 for another suffix."""
    if suffix not in TYPES:
        raise Http404
    content = paper_docx(paper, request.today) if suffix == "docx" else to_pdf(paper)
    return download(content, TYPES[suffix], f"{name}.{suffix}")
