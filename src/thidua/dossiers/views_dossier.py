"""The dossier page with its verdict."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core.deadlines import DeadlineDay
from thidua.dossiers.access import READERS, WRITERS, dossiers, is_of
from thidua.dossiers.answers import answers_of
from thidua.dossiers.bars import services as bars
from thidua.dossiers.earlier.selectors import offers_for, unchecked
from thidua.dossiers.enums import AS_SENT, Timing
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.forms import NewBarForm, WordsForm
from thidua.dossiers.given import awards_of
from thidua.dossiers.models import Dossier, SentDossier
from thidua.dossiers.pages import award_of, checklist, part_lines, to_appraisal, unit_of
from thidua.dossiers.part_page import full
from thidua.dossiers.prefill import awards_known, initiatives_known, ranks_of
from thidua.dossiers.results import result_of
from thidua.dossiers.routes import kind_of
from thidua.dossiers.selectors import files_sent, last_sending, last_sendings, twins_of
from thidua.dossiers.sending.due import timing_of
from thidua.dossiers.sending.seen import own_seen
from thidua.dossiers.sending.steps import lacks_signer
from thidua.dossiers.signed_file import papers_of
from thidua.foundation.access import page
from thidua.foundation.fields import typed_in
from thidua.units.selectors import history


@page(*READERS)
@require_GET
def dossier_page(request: Any, pk: int) -> HttpResponse:
    """The parts with their states, what the rules say today, what is still missing, what may be done."""
    row = dossiers.get_for(request.user, request.today, pk=pk)
    if elsewhere := to_appraisal(row, request.user, request.moment):
        return elsewhere
    if not dossiers.is_writer(request.user, request.today, row) and row.state not in AS_SENT:
        return _as_sent(request, row)
    return _page(request, row)


def _as_sent(request: Any, row: Dossier) -> HttpResponse:
    """What was sent, for whoever only reads while the unit has the dossier in its hands."""
    sent, award, unit = last_sending(row), award_of(row, request.moment), unit_of(row, request.moment)
    context = {"row": row, "award": award, "unit": unit, "sent": sent, "subject": unit.full_name}
    context["seen_as"] = row.state_for_office
    # It may be a bar, as what was asked of one: for those alone who may know.
    may_know = dossiers.sees_bars(request.user, request.today, row)
    context["withdrawn_reason"] = row.withdrawn_reason if may_know else ""
    if sent is not None:
        frozen = sent.frozen
        context |= {
            "subject": frozen["subject"]["name"] or sent.submission.content["unit"]["name"],
            "verdict": frozen["verdict"]["truth"],
            "answers": answers_of(frozen, needs_ground=kind_of(award).needs_ground),
            "papers": papers_of(sent.submission),
            "files": files_sent(sent, sees_bars=may_know),
        }
    return render(request, "dossiers/as_sent.html", context)


def _page(request: Any, row: Dossier, bar_form: NewBarForm | None = None, status: int = 200) -> HttpResponse:
    context = full(request, row)
    given = awards_of(row, context["unit"])
    is_own = is_of(request.user, request.today, row.filing.unit_id)
    sent = last_sendings([row]).get(row.pk)
    taken = {one.part for one in unchecked(row)}
    may_take = context["is_writer"] and context["is_open"]
    may_report = context["is_writer"] and row.is_handed_in and row.decided_at is None
    offers = offers_for(row, request.user, request.today) if may_take else []
    context |= {
        "lines": part_lines(row, context["award"], context["plain_gaps"], context["returned"], taken),
        "offered": sum(offer.count for offer in offers),
        "checklist": checklist(row, context["award"], context["unit"], request.moment),
        "ranks": ranks_of(context["unit"], request.today),
        "known_awards": awards_known(row, given, history(request.today).by_id()),
        "named": [one for one in initiatives_known(row, request.today) if one.is_named],
        "twins": twins_of(row, request.today, given, is_own=is_own),
        "sent": sent,
        "recall_costs_its_day": _recall_costs_its_day(sent, context["day"], request.moment),
        "result": result_of(row),
        "lacks_signer": not context["is_signer"] and lacks_signer(row, request.today),
        "seen": own_seen(row),
        "words_form": WordsForm(prefix="back"),
        "withdraw_form": WordsForm(prefix="withdraw"),
        "sees_bars": dossiers.sees_bars(request.user, request.today, row),
        "bar_form": (bar_form or _new_bar()) if may_report else None,
        "unsaved": typed_in(bar_form) if bar_form and not may_report else [],
    }
    return render(request, "dossiers/dossier.html", context, status=status)


def _recall_costs_its_day(sent: SentDossier | None, day: DeadlineDay | None, moment: datetime) -> bool:
    """Whether what is recalled now could only be sent again after its day, and would count as sent then."""
    if sent is None or sent.is_sent_again or day is None:
        return False
    return timing_of(day, moment) != Timing.ON_TIME


def _new_bar(data: Any = None) -> NewBarForm:
    return NewBarForm(data, prefix="bar")


@page(*WRITERS)
@require_POST
def report_bar(request: Any, pk: int) -> HttpResponse:
    """Something that bars the subject came up after the dossier went out."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    form = _new_bar(request.POST)
    if form.is_valid():
        try:
            bars.report_bar(by=request.user, at=request.moment, dossier=row, stated=form.stated())
        except DossierRefused as refusal:
            messages.error(request, str(refusal))
            row.refresh_from_db()
        else:
            messages.success(request, _("Đã báo. Bên thẩm định được báo ngay; hồ sơ tạm dừng xét."))
            return redirect("dossiers:dossier", pk=pk)
    else:
        messages.error(request, _("Chưa báo được: xem các ô báo lỗi."))
    return _page(request, row, form, status=422)


@page(*READERS)
@require_GET
def panel(request: Any, pk: int) -> HttpResponse:
    """The verdict alone, for a page that keeps it fresh while somebody writes."""
    row = dossiers.get_for(request.user, request.today, pk=pk)
    if elsewhere := to_appraisal(row, request.user, request.moment):
        return elsewhere
    if not dossiers.is_writer(request.user, request.today, row) and row.state not in AS_SENT:
        return redirect("dossiers:dossier", pk=pk)
    return render(request, "dossiers/_panel.html", full(request, row))
