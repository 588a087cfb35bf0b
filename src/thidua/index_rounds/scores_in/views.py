"""Scores of a block from a workbook: template, upload, rehearsal, store."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.blocks import Block
from thidua.foundation.access import page
from thidua.foundation.tables import XLSX, download
from thidua.index_rounds.access import OFFICE, rounds
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.scores_in import services
from thidua.index_rounds.scores_in.forms import ScoresFileForm
from thidua.index_rounds.scores_in.template import template_of
from thidua.index_rounds.selectors import given_of, set_of
from thidua.index_sets.selectors import card_of
from thidua.units.enums import BlockChoice
from thidua.units.selectors import history

FAULTS_ON_PAGE, ROWS_ON_PAGE = 50, 50


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def bring(request: Any, pk: int) -> HttpResponse:
    """Takes a workbook; afterwards the rehearsal."""
    found = rounds.get_for(request.user, request.today, action="manage", pk=pk)
    blocks = [Block(row.block) for row in found.blocks.order_by("block")]
    form = ScoresFileForm(request.POST or None, request.FILES or None, blocks=blocks)
    if request.method == "POST" and form.is_valid():
        try:
            brought = services.receive_scores(
                by=request.user, at=request.moment, found=found, **form.cleaned_data
            )
        except RoundRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("index_rounds:scores_file", found.pk, brought.pk)
    context = {
        "round": found,
        "form": form,
        "blocks": [(block.value, BlockChoice(block).label) for block in blocks],
    }
    return render(request, "index_rounds/scores/bring.html", context, status=422 if form.errors else 200)


@page(*OFFICE)
@require_GET
def template(request: Any, pk: int, block: str) -> HttpResponse:
    """The workbook to fill in, with what is known."""
    found = rounds.get_for(request.user, request.today, action="manage", pk=pk)
    criteria_set = set_of(found, Block(block)) if block in set(Block) else None
    if criteria_set is None:
        raise Http404
    units = history(request.today).living(Block(block))
    known = given_of(found, Block(block), sent_only=False)
    content = template_of(found.year, Block(block), card_of(criteria_set), units, known)
    return download(content, XLSX, f"bang-diem-{found.year}-{block}.xlsx")


@page(*OFFICE)
@require_GET
def rehearsal(request: Any, pk: int, file: int) -> HttpResponse:
    """What a workbook would bring, unit by unit, and what has to be mended first."""
    found = rounds.get_for(request.user, request.today, action="manage", pk=pk)
    brought = get_object_or_404(found.scores_files.select_related("file", "round"), pk=file)
    context = {"round": found, "brought": brought, "block": BlockChoice(brought.block).label}
    if brought.stored_at is None:
        read = services.rehearse_scores(brought, request.moment)
        faults = [*read.errors, *read.warnings]
        context |= {
            "rehearsal": read,
            "faults": Paginator(faults, FAULTS_ON_PAGE).get_page(request.GET.get("trang")),
            "rows": Paginator(read.rows, ROWS_ON_PAGE).get_page(request.GET.get("dong")),
        }
    return render(request, "index_rounds/scores/file.html", context)


@page(*OFFICE)
@require_POST
def store(request: Any, pk: int, file: int) -> HttpResponse:
    """The sheets of a clean workbook count as sent."""
    found = rounds.get_for(request.user, request.today, action="manage", pk=pk)
    brought = get_object_or_404(found.scores_files, pk=file)
    try:
        count = services.store_scores(by=request.user, at=request.moment, brought=brought)
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("index_rounds:scores_file", found.pk, brought.pk)
    messages.success(request, _("Đã lưu phiếu chấm của %(n)s đơn vị.") % {"n": count})
    return redirect("index_rounds:round", found.pk)
