"""All that a unit nominates in a cycle: the council's minutes, the letter, the last look, the signature."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import Role
from thidua.documents.papers import Paper
from thidua.documents.signatures import shown_signatures
from thidua.dossiers import papers
from thidua.dossiers.access import READERS, filings, is_of, sendings
from thidua.dossiers.enums import BEING_WRITTEN, DossierState, Proposer, Timing
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.forms import LetterForm, MinutesForm, WordsForm
from thidua.dossiers.listing import lines_of
from thidua.dossiers.models import Filing, UnitMinutes
from thidua.dossiers.nominations import NominationSet, nominations_of
from thidua.dossiers.quotas import broken_with, meters_of
from thidua.dossiers.sending.due import day_of, sent_as
from thidua.dossiers.sending.gaps import asked_of, gaps_of
from thidua.dossiers.sending.letter import first_under, letter_fault, named_letter
from thidua.dossiers.sending.seen import read_seen, seen_of
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import letter_as_shown, name_letter
from thidua.dossiers.sending.steps import lacks_signer
from thidua.dossiers.signed_file import papers_of
from thidua.dossiers.unit_council.quorum import quorum_on
from thidua.dossiers.unit_council.services import Vote, record_minutes
from thidua.foundation.access import page
from thidua.movement.selectors import programme_for
from thidua.paper_forms.enums import Kind as FormKind
from thidua.units.selectors import history

UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)


def _unit(filing: Filing, request: Any) -> Any:
    return history(request.today).by_id()[filing.unit_id]


@page(*UNIT)
@require_GET
def filing_page(request: Any, pk: int) -> HttpResponse:
    """All that goes out together: each dossier with its verdict and gaps; letter and minutes."""
    filing = filings.get_for(request.user, request.today, action="write", pk=pk)
    return _filing(request, filing, LetterForm(initial=_letter(filing)))


def _letter(filing: Filing) -> dict[str, Any]:
    return {"number": filing.letter_number, "on": filing.letter_date}


def _filing(request: Any, filing: Filing, form: LetterForm, status: int = 200) -> HttpResponse:
    on = request.today
    unit = _unit(filing, request)
    rows = list(
        filing.dossiers.exclude(state=DossierState.WITHDRAWN)
        .filter(proposer=Proposer.UNIT)
        .select_related("filing__unit")
        .prefetch_related("parts", "files")
    )
    judged = NominationSet(
        nominations_of(filing.dossiers.filter(pk__in=[row.pk for row in rows]), on).values(), on
    )
    programme = programme_for(filing.cycle, on)
    asked = asked_of([row for row in rows if row.state in BEING_WRITTEN], on)
    waiting = [row for row in rows if row.state == DossierState.WAITING and row.decided_at is None]
    day = day_of([row.award for row in rows], filing.cycle, unit, on) if rows else None
    going = sent_as(waiting, filing.cycle, day, request.moment)
    context = {
        "filing": filing,
        "unit": unit,
        "lines": [
            (
                line,
                judged.verdicts[str(line.row.pk)],
                gaps_of(line.row, programme.award_by_id[line.row.award], asked)
                if line.row.state in BEING_WRITTEN
                else [],
            )
            for line in lines_of(rows, request.moment, with_verdicts=False)
        ],
        "violations": broken_with(filing, rows, on),
        "waiting": waiting,
        "seen": seen_of(filing, waiting),
        "letter_shown": letter_as_shown(filing),
        "letter_fault": letter_fault(filing, waiting),
        "not_met": [row for row in waiting if judged.verdicts[str(row.pk)].truth.word == "not_met"],
        "meters": meters_of(filing, on),
        "minutes": [
            (one, shown_signatures(one.signatures))
            for one in filing.minutes.select_related("signed_file", "set_aside_by")
        ],
        "doubts": papers.ground_doubts(filing, on),
        "letter_signatures": shown_signatures(filing.letter_signatures),
        "submissions": filing.submissions.select_related("signed_by"),
        "form": form,
        "day": day,
        "is_held_up": any(one.timing == Timing.LATE and not one.was_accepted for one in going),
        "is_on_the_day": any(one.timing == Timing.ON_THE_DAY and not one.is_sent_again for one in going),
        "is_signer": (is_signer := filing.unit_id in request.user.unit_ids(on, Role.UNIT_HEAD)),
        "lacks_signer": not is_signer and any(lacks_signer(row, on) for row in waiting[:1]),
    }
    return render(request, "dossiers/filing.html", context, status=status)


@page(*UNIT)
@require_POST
def letter(request: Any, pk: int) -> HttpResponse:
    """Number and day of the Tờ trình."""
    filing = filings.get_for(request.user, request.today, action="write", pk=pk)
    form = LetterForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            named = name_letter(
                by=request.user,
                at=request.moment,
                filing=filing,
                seen=request.POST.get("letter"),
                **form.cleaned_data,
            )
        except DossierRefused as refusal:
            form.add_error(None, str(refusal))
            filing.refresh_from_db()
        else:
            messages.success(request, _("Đã ghi số, ngày Tờ trình."))
            if filing.letter_file_id and named.letter_file_id is None:
                messages.info(request, _("Số đã đổi: tải lại bản đã ký mang số mới."))
            return redirect("dossiers:filing", pk=pk)
    return _filing(request, filing, form, status=422)


@page(*UNIT)
@require_POST
def send(request: Any, pk: int) -> HttpResponse:
    """The head signs: what the page showed him goes out under one receipt."""
    filing = filings.get_for(request.user, request.today, action="sign", pk=pk)
    try:
        submission = send_filing(
            by=request.user,
            at=request.moment,
            filing=filing,
            unit=_unit(filing, request),
            seen=read_seen(request.POST),
        )
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("dossiers:filing", pk=pk)
    return redirect("dossiers:receipt", pk=submission.pk)


@page(*UNIT)
@require_http_methods(["GET", "POST"])
def minutes(request: Any, pk: int) -> HttpResponse:
    """The minutes of the unit's council, typed once for all dossiers it voted on."""
    filing = filings.get_for(request.user, request.today, action="write", pk=pk)
    rows = list(
        filing.dossiers.filter(state__in=BEING_WRITTEN, proposer=Proposer.UNIT).select_related("filing__unit")
    )
    last = filing.minutes.order_by("recorded_at", "pk").last()
    form = MinutesForm(
        request.POST or None,
        request.FILES or None,
        rows=rows,
        initial=_as_last_time(last),
    )
    if request.method == "POST" and form.is_valid():
        votes = [Vote(row, agreed, against) for row, agreed, against in form.votes()]
        try:
            record_minutes(
                by=request.user,
                at=request.moment,
                filing=filing,
                meeting=form.meeting(),
                votes=votes,
                signed_file=form.cleaned_data["signed_file"],
            )
        except DossierRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Đã ghi biên bản; hồ sơ được hội đồng tán thành là đã được xét chọn.")
            )
            return redirect("dossiers:filing", pk=pk)
    context = {
        "filing": filing,
        "unit": _unit(filing, request),
        "form": form,
        "votes": list(
            zip(lines_of(rows, request.moment, with_verdicts=False), form.vote_fields(), strict=True)
        ),
        "quorum": quorum_on(request.today),
        "earlier": [
            (one, WordsForm(auto_id=f"ghi-nham-{one.pk}-%s"))
            for one in filing.minutes.select_related("set_aside_by").prefetch_related("votes")
        ],
    }
    return render(request, "dossiers/minutes.html", context, status=422 if form.errors else 200)


def _as_last_time(last: UnitMinutes | None) -> dict[str, Any]:
    """The council is mostly the same as in the minutes typed last. The day is not guessed: mostly the meeting
    was on another than that of typing, and a wrong day would make the wrong meeting count.
    """
    if last is None:
        return {}
    return {key: getattr(last, key) for key in ("place", "chair", "secretary", "members", "present")}


@page(*READERS)
@require_GET
def minutes_file(request: Any, pk: int, minutes: int, form: str) -> HttpResponse:
    """The minutes as a paper, under the name that the unit had on the day of the meeting."""
    filing = filings.get_for(request.user, request.today, pk=pk)
    row = filings.minutes_for(request.user, request.today, filing, minutes)
    then = history(localtime(row.held_at).date()).by_id()
    unit = then.get(filing.unit_id) or _unit(filing, request)
    paper = papers.minutes_paper(filing, row, unit, request.today, is_demo=request.installation.is_demo)
    name = f"bien-ban-{filing.cycle}-{filing.unit.code}"
    return papers.download(paper, name, form, request.today, FormKind.UNIT_MINUTES)


@page(*UNIT)
@require_GET
def letter_file(request: Any, pk: int, form: str) -> HttpResponse:
    """The Tờ trình with its list: of what waits; under a letter that went out already, with the list of that
    letter. For the unit alone, as it has what the unit writes today; others read the signed one.
    """
    filing = filings.get_for(request.user, request.today, action="write", pk=pk)
    rows = filing.dossiers.filter(proposer=Proposer.UNIT).select_related("filing__unit").order_by("number")
    table = rows.prefetch_related("parts", "initiatives__authors")
    waiting = list(table.filter(state=DossierState.WAITING, decided_at=None))
    fault = letter_fault(filing, waiting)
    is_demo = request.installation.is_demo
    first = first_under(filing, named_letter(filing)) if fault is None else None
    if first is not None:
        paper = papers.sent_letter_paper(first, waiting, is_demo=is_demo)
    else:
        paper = papers.letter_paper(
            filing,
            waiting,
            _unit(filing, request),
            request.today,
            is_numbered=fault is None or not fault.is_another,
            is_demo=is_demo,
        )
    return _letter_file(request, filing, paper, form)


@page(*UNIT)
@require_GET
def sent_letter_file(request: Any, pk: int, form: str) -> HttpResponse:
    """The Tờ trình of one sending as it went out, for the unit alone: others read the signed one."""
    submission, _rows = sendings.get_for(request.user, request.today, pk=pk)
    filing = filings.get_for(request.user, request.today, action="write", pk=submission.filing_id)
    first = first_under(filing, submission.content["letter"])
    if first is None:
        raise Http404
    paper = papers.sent_letter_paper(first, is_demo=request.installation.is_demo)
    return _letter_file(request, filing, paper, form)


def _letter_file(request: Any, filing: Filing, paper: Paper, form: str) -> HttpResponse:
    name = f"to-trinh-{filing.cycle}-{filing.unit.code}"
    return papers.download(paper, name, form, request.today, FormKind.UNIT_PROPOSAL)


@page(*READERS)
@require_GET
def receipt(request: Any, pk: int) -> HttpResponse:
    """The receipt of one sending."""
    submission, rows = sendings.get_for(request.user, request.today, pk=pk)
    filing, letter = submission.filing, submission.content["letter"]
    has_letter = letter["number"] and is_of(request.user, request.today, filing.unit_id)
    context = {
        "submission": submission,
        "filing": filing,
        "unit": _unit(filing, request),
        "papers": papers_of(submission),
        "letter_day": date.fromisoformat(letter["date"]) if has_letter else None,
        "sent": list(zip(rows, lines_of([one.dossier for one in rows], request.moment), strict=True)),
    }
    return render(request, "dossiers/receipt.html", context)
