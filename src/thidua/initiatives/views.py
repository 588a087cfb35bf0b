"""The register: its list, one initiative, the acts on it, its papers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from thidua.core.programme import load_programme
from thidua.foundation.access import Refused, page
from thidua.foundation.files import give_out
from thidua.foundation.tables import CSV, XLSX, csv_bytes, download, xlsx_bytes
from thidua.initiatives.access import ACTORS, JUDGES, READERS, WRITERS, initiatives, proofs, recognitions
from thidua.initiatives.acts import ACTS, form_for
from thidua.initiatives.bringing_in.layout import WIDTHS
from thidua.initiatives.bringing_in.writing import FETCHED, list_table
from thidua.initiatives.description.selectors import typed
from thidua.initiatives.description.services import drop_draft
from thidua.initiatives.enums import STANDING_LOOKS, RecognitionState, Standing
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.ledger.selectors import every_use, ledger_table
from thidua.initiatives.models import Initiative
from thidua.initiatives.pages import BY_TITLE, asked_with, has_units, own_unit_ids, page_of, read_filters
from thidua.initiatives.proofs.services import remove_proof
from thidua.initiatives.selectors import asked_for, standings
from thidua.initiatives.tables import LEDGER_WIDTHS, REGISTER_WIDTHS, ledger_head, register_table
from thidua.movement.contents import Area
from thidua.units.enums import BlockChoice
from thidua.units.selectors import history

ROWS_ON_PAGE = 30


@page(*READERS)
@require_GET
def listing(request: Any) -> HttpResponse:
    """The register as a library: the most adopted first, found without marks."""
    filters = read_filters(request.GET)
    visible = initiatives.visible_to(request.user, request.today)
    rows = Paginator(asked_for(visible, asked_with(filters, request)), ROWS_ON_PAGE)
    shown = rows.get_page(request.GET.get("trang"))
    names = {unit.id: unit.full_name for unit in history(request.today)}
    states, own = standings(shown.object_list), own_unit_ids(request)
    context = {
        "filters": filters,
        "page_rows": shown,
        "lines": [
            {
                "row": row,
                "unit": names.get(row.unit_id, row.unit.code),
                "standing": states[row.pk],
                "look": STANDING_LOOKS[states[row.pk]],
                "is_own": row.unit_id in own,
            }
            for row in shown.object_list
        ],
        "years": load_programme().period.years,
        "blocks": BlockChoice.choices,
        "areas": Area.choices,
        "standings": Standing.choices,
        "by_title": BY_TITLE,
        "may_write": has_units(request),
        "may_bring": request.user.has_role(request.today, *ACTORS),
    }
    return render(request, "initiatives/list.html", context)


@page(*READERS)
@require_GET
def listing_download(request: Any, suffix: str) -> HttpResponse:
    """The list as filtered, as CSV or XLSX."""
    visible = initiatives.visible_to(request.user, request.today)
    rows = asked_for(visible, asked_with(read_filters(request.GET), request)).prefetch_related("authors")
    names = {unit.id: unit.full_name for unit in history(request.today)}
    table = register_table(list(rows), names)
    return _download(table, suffix, "so-sang-kien", _("Sổ sáng kiến"), REGISTER_WIDTHS)


@page(*READERS)
@require_GET
def as_list(request: Any) -> HttpResponse:
    """The list as filtered, in the shape in which lists are brought in; a draft is still written here."""
    visible = initiatives.visible_to(request.user, request.today).filter(is_draft=False)
    rows = asked_for(visible, asked_with(read_filters(request.GET), request)).prefetch_related(*FETCHED)
    with override("vi"):
        content = xlsx_bytes(list_table(rows), sheet="Sáng kiến", widths=WIDTHS, fixed_columns=1)
    return download(content, XLSX, "sang-kien-theo-mau.xlsx")


@page(*READERS)
@require_GET
def ledger_download(request: Any, suffix: str) -> HttpResponse:
    """Every use of every initiative, as CSV or XLSX."""
    visible = initiatives.visible_to(request.user, request.today)
    names = {unit.id: unit.full_name for unit in history(request.today)}
    lines = ledger_table(every_use(visible), names, request.today)
    title = _("Sổ lần dùng sáng kiến")
    return _download([ledger_head(), *lines], suffix, "so-lan-dung-sang-kien", title, LEDGER_WIDTHS)


def _download(table: Any, suffix: str, stem: str, title: str, widths: tuple[int, ...]) -> HttpResponse:
    if suffix == "csv":
        return download(csv_bytes(table), CSV, f"{stem}.csv")
    content = xlsx_bytes(table, sheet=title, widths=widths, above=[title], fixed_columns=1)
    return download(content, XLSX, f"{stem}.xlsx")


@page(*READERS)
@require_GET
def one(request: Any, pk: int) -> HttpResponse:
    """One initiative with its proofs, its way to recognition, who adopted it and what it served."""
    return _one_page(request, initiatives.get_for(request.user, request.today, pk=pk), {})


def _one_page(request: Any, row: Initiative, bound: dict[str, Any]) -> HttpResponse:
    status = 422 if bound else 200
    return render(request, "initiatives/one.html", page_of(request, row, bound), status=status)


@page(*READERS)
@require_GET
def receipt(request: Any, pk: int) -> HttpResponse:
    """That it stands in the register, with its application for recognition; made for printing."""
    row = initiatives.get_for(request.user, request.today, pk=pk)
    if row.is_draft:
        raise Refused(_("Bản nháp chưa vào sổ nên chưa có biên nhận."), _("Ghi vào sổ trước rồi in."))
    context = {
        "row": row,
        "unit": history(request.today).by_id()[row.unit_id],
        "authors": [(one, typed(one.percent)) for one in row.authors.all()],
        # One that was entered by mistake counts no longer: nobody waits for its answer.
        "applied": row.recognitions.exclude(receipt="").exclude(state=RecognitionState.STRUCK).last(),
    }
    return render(request, "initiatives/receipt.html", context)


@page(*ACTORS, *JUDGES)
@require_POST
def act(request: Any, pk: int, name: str) -> HttpResponse:
    """Does one of the acts; what was typed stays on the page when it cannot be done."""
    if name not in ACTS:
        raise Http404
    asked = ACTS[name]
    row = initiatives.get_for(request.user, request.today, action=asked.door, pk=pk)
    form = form_for(name, row, request, request.POST, request.FILES)
    if form.is_valid():
        try:
            asked.run(by=request.user, at=request.moment, initiative=row, **form.given())
        except InitiativeRefused as refusal:
            form.add_error(None, str(refusal))
            row.refresh_from_db()
        else:
            messages.success(request, str(asked.done))
            return redirect("initiatives:one", pk)
    return _one_page(request, row, {name: form})


@page(*WRITERS)
@require_POST
def drop(request: Any, pk: int) -> HttpResponse:
    """Throws a draft away."""
    row = initiatives.get_for(request.user, request.today, action="write", pk=pk)
    try:
        drop_draft(by=request.user, at=request.moment, initiative=row)
    except InitiativeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("initiatives:one", pk)
    messages.success(request, _("Đã bỏ bản nháp."))
    return redirect("initiatives:list")


@page(*READERS)
@require_GET
def proof_file(request: Any, pk: int) -> HttpResponseBase:
    """The paper of a proof."""
    kept = proofs.get_for(request.user, request.today, pk=pk).file
    if kept is None:
        raise Http404
    return give_out(kept)


@page(*WRITERS)
@require_POST
def proof_remove(request: Any, pk: int) -> HttpResponse:
    """Takes away a proof entered by mistake."""
    proof = proofs.get_for(request.user, request.today, action="write", pk=pk)
    try:
        remove_proof(by=request.user, at=request.moment, proof=proof, reason=request.POST.get("reason", ""))
    except InitiativeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ xác nhận áp dụng."))
    return redirect("initiatives:one", proof.initiative_id)


@page(*READERS)
@require_GET
def recognition_file(request: Any, pk: int, what: str) -> HttpResponseBase:
    """The decision, or the minutes of the council for those who may read them."""
    action = "minutes" if what == "minutes" else "view"
    found = recognitions.get_for(request.user, request.today, action=action, pk=pk)
    kept = found.minutes if what == "minutes" else found.file
    if kept is None:
        raise Http404
    return give_out(kept)
