"""Sessions: the list, a new one, one with its agenda and counts, its papers and frozen result."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.frozen import canonical
from thidua.councils.access import KEEPERS, READERS, councils, sessions
from thidua.councils.ballots.casting import is_counted
from thidua.councils.errors import CouncilRefused
from thidua.councils.forms import PlanForm, ReceiptForm
from thidua.councils.minutes import minutes_of
from thidua.councils.pages import listed, rule_of, session_page, standing_of
from thidua.councils.parameters.selectors import choice_on
from thidua.councils.services import plan_session
from thidua.documents.papers import to_pdf
from thidua.dossiers.selectors import cycles
from thidua.foundation.access import page
from thidua.foundation.files import Kind, give_out
from thidua.foundation.files.inspection import MEDIA_TYPES
from thidua.foundation.tables import download
from thidua.paper_forms.enums import Kind as FormKind
from thidua.paper_forms.selectors import paper_docx

ON_PAGE = 30
DOCX, PDF = MEDIA_TYPES[Kind.DOCX], MEDIA_TYPES[Kind.PDF]


@page(*READERS)
@require_GET
def listing(request: Any) -> HttpResponse:
    """Every session, the latest first."""
    rows = sessions.visible_to(request.user, request.today).defer("content")
    counted = rows.annotate(
        item_count=Count("items"), passed_count=Count("items", filter=Q(items__is_passed=True))
    ).order_by("-held_at", "-pk")  # grouping drops the order of the model
    rows_on_page = Paginator(counted, ON_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_rows": rows_on_page,
        "rows": listed(rows_on_page.object_list),
        "councils": councils.visible_to(request.user, request.today).annotate(seat_count=Count("seats")),
        "off": [
            choice
            for cycle in cycles()
            if (choice := choice_on(cycle, request.today)) is not None and not choice.is_on
        ],
        "is_keeper": request.user.has_role(request.today, *KEEPERS),
    }
    return render(request, "councils/list.html", context)


@page(*KEEPERS)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """A session is put in the calendar."""
    known = councils.visible_to(request.user, request.today)
    form = PlanForm(request.POST or None, councils=known, cycles=cycles(), initial={"council": known.first()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = plan_session(
                by=request.user, at=request.moment, council=given["council"], cycle=given["cycle"],
                held_at=form.held_at(), place=given["place"],
            )  # fmt: skip
        except CouncilRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lên lịch. Chọn hồ sơ đưa vào chương trình họp."))
            return redirect("councils:desk", row.pk)
    return render(request, "councils/plan.html", {"form": form, "has_council": known.exists()})


@page(*READERS)
@require_GET
def one(request: Any, pk: int) -> HttpResponse:
    """Agenda, who is there, how far voting is; after closing what came out."""
    found = sessions.get_for(request.user, request.today, pk=pk)
    context = session_page(found, request.user, request.today)
    context["is_keeper"] = request.user.has_role(request.today, *KEEPERS)
    return render(request, "councils/session.html", context)


@page(*READERS)
@require_GET
def progress(request: Any, pk: int) -> HttpResponse:
    """How many have voted, for a page that stands open."""
    found = sessions.get_for(request.user, request.today, pk=pk)
    standing = standing_of(list(found.attendees.all()), rule_of(found, request.today))
    return render(request, "councils/_progress.html", {"session": found, "standing": standing})


@page(*READERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def receipt(request: Any, pk: int) -> HttpResponse:
    """Whether a receipt stands in the published list: asked by POST, so that no address keeps it."""
    found = sessions.get_for(request.user, request.today, pk=pk)
    receipts = (found.content or {}).get("receipts")
    if not receipts:
        raise Http404
    form = ReceiptForm(request.POST or None)
    answer = None
    if request.method == "POST" and form.is_valid():
        answer = is_counted(found, form.cleaned_data["receipt"])
    context = {"session": found, "form": form, "answer": answer, "receipts": receipts}
    return render(request, "councils/receipt.html", context)


@page(*READERS)
@require_GET
def minutes(request: Any, pk: int, form: str) -> HttpResponse:
    """The minutes as they can be drafted now, or of the closed session; Word by the office's own form."""
    found = sessions.get_for(request.user, request.today, pk=pk)
    paper = minutes_of(found, is_demo=request.installation.is_demo)
    name = f"bien-ban-hoi-dong-{found.cycle}-{found.ordinal}.{form}"
    match form:
        case "docx":
            return download(paper_docx(paper, request.today, FormKind.COUNCIL_MINUTES), DOCX, name)
        case "pdf":
            return download(to_pdf(paper), PDF, name)
    raise Http404


@page(*READERS)
@require_GET
def signed_minutes(request: Any, pk: int) -> HttpResponseBase:
    """The signed minutes."""
    found = sessions.get_for(request.user, request.today, pk=pk)
    if found.minutes is None:
        raise Http404
    return give_out(found.minutes)


@page(*READERS)
@require_GET
def result_json(request: Any, pk: int) -> HttpResponse:
    """What was frozen, byte for byte as its fingerprint was taken."""
    found = sessions.get_for(request.user, request.today, pk=pk)
    if found.content is None:
        raise Http404
    name = f"ket-qua-hoi-dong-{found.cycle}-{found.ordinal}.json"
    return download(canonical(found.content), "application/json", name)
