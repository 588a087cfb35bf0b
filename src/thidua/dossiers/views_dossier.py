"""The dossier page with its verdict."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.dossiers.access import READERS, dossiers
from thidua.dossiers.earlier.selectors import offers_for, unchecked
from thidua.dossiers.forms import WordsForm
from thidua.dossiers.pages import checklist, part_lines, to_appraisal
from thidua.dossiers.part_page import full
from thidua.dossiers.prefill import awards_known, initiatives_known, ranks_of
from thidua.dossiers.selectors import last_sendings, twins_of
from thidua.dossiers.sending.seen import own_seen
from thidua.foundation.access import page


@page(*READERS)
@require_GET
def dossier_page(request: Any, pk: int) -> HttpResponse:
    """The parts with their states, what the rules say today, what is still missing, what may be done."""
    row = dossiers.get_for(request.user, request.today, pk=pk)
    if elsewhere := to_appraisal(row, request.user, request.moment):
        return elsewhere
    context = full(request, row)
    sent = last_sendings([row]).get(row.pk)
    taken = {one.part for one in unchecked(row)}
    may_take = context["is_writer"] and context["is_open"]
    offers = offers_for(row, request.user, request.today) if may_take else []
    context |= {
        "lines": part_lines(row, context["award"], context["plain_gaps"], context["returned"], taken),
        "offered": sum(offer.count for offer in offers),
        "checklist": checklist(row, context["award"], context["unit"], request.moment),
        "ranks": ranks_of(context["unit"], request.today),
        "known_awards": awards_known(row, context["unit"], request.today),
        "named": [one for one in initiatives_known(row) if one.is_named],
        "twins": twins_of(row, context["unit"], request.today),
        "sent": sent,
        "seen": own_seen(row),
        "words_form": WordsForm(prefix="back"),
        "withdraw_form": WordsForm(prefix="withdraw"),
        "sees_bars": dossiers.sees_bars(request.user, request.today, row),
    }
    return render(request, "dossiers/dossier.html", context)


@page(*READERS)
@require_GET
def panel(request: Any, pk: int) -> HttpResponse:
    """The verdict alone, for a page that keeps it fresh while somebody writes."""
    row = dossiers.get_for(request.user, request.today, pk=pk)
    if elsewhere := to_appraisal(row, request.user, request.moment):
        return elsewhere
    return render(request, "dossiers/_panel.html", full(request, row))
