"""The frozen list: freezing, confirming, its paper, proving it, what today would say otherwise."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.frozen import canonical
from thidua.core.roles import STANDING_OFFICE, Role
from thidua.documents.papers import to_pdf
from thidua.documents.signatures import shown_signatures
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.moment import current_installation
from thidua.foundation.tables import download
from thidua.paper_forms.selectors import paper_docx
from thidua.proposals import freezing
from thidua.proposals.access import HOLDERS, OFFICE, READERS, cycle_for, proposals, sees_bars
from thidua.proposals.badges import state_badge
from thidua.proposals.content import counts_of, share_apart
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.differences import differences_of
from thidua.proposals.enums import ProposalState
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.forms import CheckForm, FreezeForm, LetterForm
from thidua.proposals.letter import ground_doubts, paper_of
from thidua.proposals.models import Proposal
from thidua.proposals.obstacles import obstacles_of
from thidua.proposals.pages import figures_of, tabs_of
from thidua.proposals.since_frozen import awaiting_decision, went_out
from thidua.proposals.verifying import Checked, check_file, standing_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST_FILE = 40 * 1024 * 1024
ROWS_ON_PAGE = 50


@page(*READERS)
@require_http_methods(["GET", "POST"])
def freeze(request: Any, cycle: str) -> HttpResponse:
    """What stands in the way of freezing; freezing, by the office."""
    cycle_for(cycle)
    whole = CycleSet(cycle, request.today)
    past = proposals.visible_to(request.user, request.today).filter(cycle=cycle).defer("content")
    is_again = any(one.state == ProposalState.CONFIRMED for one in past)
    is_office = request.user.has_role(request.today, *STANDING_OFFICE)
    counts = counts_of(whole)
    apart = counts["apart"]
    form = FreezeForm(request.POST if request.method == "POST" else None, is_again=is_again, apart=apart)
    if request.method == "POST":
        proposals.check_office(request.user, request.today)
        if form.is_valid():
            try:
                made = freezing.freeze(by=request.user, at=request.moment, cycle=cycle, **form.cleaned_data)
            except ProposalRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã khóa. Một người khác của cơ quan thường trực xác nhận."))
                return redirect("proposals:proposal", made.pk)
    context = {
        "cycle": cycle,
        "tabs": tabs_of(cycle, "freeze"),
        "figures": figures_of(whole),
        "obstacles": obstacles_of(whole, sees_bars=sees_bars(request.user, request.today)),
        "form": form,
        "proposes_nobody": not counts["proposed"],
        "is_office": is_office,
        "past": [(one, state_badge(one.state)) for one in past],
        "waits": any(one.state == ProposalState.FROZEN for one in past),
        "replaces": awaiting_decision(cycle) if is_again else None,
    }
    return render(request, "proposals/freeze.html", context)


@page(*READERS)
@require_GET
def proposal(request: Any, pk: int) -> HttpResponse:
    """A frozen list: what is proposed, what is not and why, whether it stands."""
    found = proposals.get_for(request.user, request.today, pk=pk)
    named = {"number": found.letter_number, "on": found.letter_date}
    return _proposal_page(request, found, LetterForm(initial=named))


def _proposal_page(request: Any, found: Proposal, letter: LetterForm) -> HttpResponse:
    content = found.content
    parts = {
        "": (_("Đề nghị tặng"), [one for one in content["dossiers"] if one["choice"]["is_proposed"]]),
        "rieng": (
            _("Ngoài hạn mức, đột xuất"),
            [one for one in content["dossiers"] if one["choice"]["is_proposed"] and one["is_apart"]],
        ),
        "khong": (
            _("Không đề nghị"),
            [one for one in content["dossiers"] if not one["choice"]["is_proposed"]],
        ),
    }
    # A list that proposes nobody opens where its dossiers are.
    usual = "" if parts[""][1] else "khong"
    asked = request.GET.get("phan", usual)
    asked = asked if asked in parts else usual
    counts = content["counts"]
    context = {
        "proposal": found,
        "badge": state_badge(found.state),
        "content": content,
        "counts": counts,
        "apart_share": share_apart(counts),
        "parts": [(key, words, len(rows), key == asked) for key, (words, rows) in parts.items()],
        "rows": Paginator(parts[asked][1], ROWS_ON_PAGE).get_page(request.GET.get("trang")),
        "standing": standing_of(found),
        "waits": (waits := found.state == ProposalState.FROZEN),
        "replaces": awaiting_decision(found.cycle) if waits else None,
        "may_be_decided": found.may_be_decided,
        "takes_letter": found.state == ProposalState.CONFIRMED
        or (found.state == ProposalState.REPLACED and went_out(found)),
        "is_office": request.user.has_role(request.today, *STANDING_OFFICE),
        "is_own": found.frozen_by_id == request.user.pk,
        "is_decider": request.user.has_role(request.today, Role.DECISION_MAKER),
        "letter": letter,
        "letter_shown": freezing.letter_as_shown(found),
        "letter_signatures": shown_signatures(found.letter_signatures),
        "doubts": ground_doubts(found, request.today),
    }
    return render(request, "proposals/proposal.html", context)


@page(*OFFICE)
@require_POST
def confirm(request: Any, pk: int) -> HttpResponse:
    """A second person confirms."""
    found = proposals.get_for(request.user, request.today, action="confirm", pk=pk)
    return _acted(
        request, found, freezing.confirm, _("Đã xác nhận. Tải Tờ trình, trình ký, rồi ghi số và ngày.")
    )


@page(*OFFICE)
@require_POST
def discard(request: Any, pk: int) -> HttpResponse:
    """Puts a frozen list away."""
    found = proposals.get_for(request.user, request.today, action="write", pk=pk)
    return _acted(request, found, freezing.discard, _("Đã bỏ bản khóa này; đổi lựa chọn rồi khóa lại."))


@page(Role.DECISION_MAKER)
@require_POST
def acknowledge(request: Any, pk: int) -> HttpResponse:
    """The decider has read what stands outside the limits."""
    found = proposals.get_for(request.user, request.today, action="acknowledge", pk=pk)
    done = _("Đã ghi nhận: bạn đã xem các đề nghị ngoài hạn mức.")
    return _acted(request, found, freezing.acknowledge_apart, done)


def _acted(request: Any, found: Proposal, act: Callable[..., Proposal], done: str) -> HttpResponse:
    try:
        act(by=request.user, at=request.moment, proposal=found)
    except ProposalRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("proposals:proposal", found.pk)


@page(*OFFICE)
@require_POST
def name_letter(request: Any, pk: int) -> HttpResponse:
    """Number and day of the Tờ trình, and the signed paper."""
    found = proposals.get_for(request.user, request.today, action="write", pk=pk)
    form = LetterForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            named = freezing.name_letter(
                by=request.user,
                at=request.moment,
                proposal=found,
                seen=request.POST.get("seen"),
                **form.cleaned_data,
            )
        except ProposalRefused as refusal:
            form.add_error(None, str(refusal))
            found.refresh_from_db(fields=["letter_number", "letter_date", "letter_file", "letter_signatures"])
        else:
            messages.success(request, _("Đã ghi số và ngày Tờ trình."))
            if found.letter_file_id and named.letter_file_id is None:
                messages.info(request, _("Số đã đổi: tải lại bản đã ký mang số mới."))
            return redirect("proposals:proposal", pk)
    return _proposal_page(request, found, form)


@page(*READERS)
@require_GET
def differences(request: Any, pk: int) -> HttpResponse:
    """What today would say of the same set."""
    found = proposals.get_for(request.user, request.today, pk=pk)
    told = differences_of(found, request.today)
    return render(request, "proposals/differences.html", {"proposal": found, "told": told})


@page(*READERS)
@require_GET
def content_json(request: Any, pk: int) -> HttpResponse:
    """The canonical bytes: their SHA-256 is the fingerprint."""
    found = proposals.get_for(request.user, request.today, pk=pk)
    return download(canonical(found.content), "application/json", _stem(found) + ".json")


@page(*READERS)
@require_GET
def letter_docx(request: Any, pk: int) -> HttpResponse:
    """The Tờ trình with its lists, to edit."""
    found = proposals.get_for(request.user, request.today, pk=pk)
    paper = paper_of(found, today=request.today, is_demo=current_installation().is_demo)
    return download(paper_docx(paper, request.today), DOCX, f"to-trinh-{_stem(found)}.docx")


@page(*READERS)
@require_GET
def letter_pdf(request: Any, pk: int) -> HttpResponse:
    """The same to print and sign."""
    found = proposals.get_for(request.user, request.today, pk=pk)
    paper = paper_of(found, today=request.today, is_demo=current_installation().is_demo)
    return download(to_pdf(paper), "application/pdf", f"to-trinh-{_stem(found)}.pdf")


@page(*READERS)
@require_GET
def signed_letter(request: Any, pk: int) -> HttpResponseBase:
    """The Tờ trình as it came back signed."""
    found = proposals.get_for(request.user, request.today, pk=pk)
    if found.letter_file is None:
        raise Http404
    return give_out(found.letter_file)


@page(*HOLDERS)
@require_http_methods(["GET", "POST"])
def check(request: Any) -> HttpResponse:
    """Whether a file somebody holds is a list that was frozen, and whether what it says stands."""
    form = CheckForm(request.POST or None, request.FILES or None)
    found: Checked | None = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            form.add_error("file", _("Tệp lớn hơn 40 MB nên không phải tệp danh sách trình."))
        else:
            found = check_file(file.read())
    return render(request, "proposals/check.html", {"form": form, "found": found})


def _stem(found: Proposal) -> str:
    return f"danh-sach-trinh-{found.cycle}-lan-{found.ordinal}"
