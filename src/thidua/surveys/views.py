"""Surveys: the list, a new one, one survey with its results, closing it or putting it away."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES
from thidua.foundation.access import page
from thidua.foundation.tables import XLSX, download
from thidua.surveys import closing, services
from thidua.surveys.access import OFFICE, READERS, not_the_second, surveys
from thidua.surveys.enums import Source, SurveyState
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.forms import FORMS, DiscardForm, ResultsFileForm, first_values, values_of
from thidua.surveys.models import Survey
from thidua.surveys.questionnaire.link_forms import ExtendForm
from thidua.surveys.sampling import WANTED_MARGIN, needed_answers
from thidua.surveys.selectors import counted, last_of, link_counts
from thidua.surveys.tables import in_order, result_table, workbook
from thidua.units.enums import BlockChoice
from thidua.units.selectors import history

ROWS_ON_PAGE, UNITS_ON_PAGE = 30, 50
LOOKS = {
    SurveyState.DRAFT: ("pencil", "info"),
    SurveyState.OPEN: ("message-square-text", "unknown"),
    SurveyState.CLOSED: ("lock", "met"),
    SurveyState.DISCARDED: ("circle-slash", "suspended"),
}
"""State → icon and look of its badge."""


def _is_office(request: Any) -> bool:
    return bool(request.user.has_role(request.today, *STANDING_OFFICE))


def _badge(survey: Survey) -> tuple[str, str, str]:
    state = SurveyState(survey.state)
    return (str(state.label), *LOOKS[state])


@page(*READERS)
@require_GET
def listing(request: Any) -> HttpResponse:
    """Every survey this person may read, the latest year first."""
    rows = counted(surveys.visible_to(request.user, request.today)).order_by("-year", "-pk")
    shown = Paginator(rows, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = {
        "rows": shown,
        "badges": [(row, _badge(row)) for row in shown],
        "is_office": _is_office(request),
    }
    return render(request, "surveys/list.html", context)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def new(request: Any, source: str) -> HttpResponse:
    """A survey begins: whose results come in a file, or a questionnaire here."""
    if source not in FORMS:
        raise Http404
    kind = Source(source)
    initial = None if request.method == "POST" else first_values(kind, request.today, last_of(kind))
    form = FORMS[source](request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            found = services.begin(by=request.user, at=request.moment, words=form.words())
        except SurveyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("surveys:survey", found.pk)
    context = {"form": form, "is_online": kind == Source.ONLINE}
    return render(request, "surveys/form.html", context, status=422 if form.errors else 200)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def change(request: Any, pk: int) -> HttpResponse:
    """Other words, scale or groups while the survey is prepared."""
    found = surveys.get_for(request.user, request.today, action="manage", pk=pk)
    if found.state != SurveyState.DRAFT:
        messages.error(request, _("Chỉ sửa được khi đang chuẩn bị; đính chính thì lập cuộc điều tra mới."))
        return redirect("surveys:survey", pk)
    form = FORMS[found.source](request.POST or None, initial=values_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.change(by=request.user, at=request.moment, survey=found, words=form.words())
        except SurveyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lưu thay đổi."))
            return redirect("surveys:survey", pk)
    context = {
        "form": form,
        "survey": found,
        "is_online": found.source == Source.ONLINE,
        "has_results": found.results.exists(),
    }
    return render(request, "surveys/form.html", context, status=422 if form.errors else 200)


@page(*READERS)
@require_GET
def survey(request: Any, pk: int) -> HttpResponse:
    """One survey: what is to be done next, or what came out by unit and group."""
    found = surveys.get_for(request.user, request.today, pk=pk)
    return one_page(request, found)


def one_page(request: Any, found: Survey, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a survey; `forms` are those that had faults."""
    state = SurveyState(found.state)
    block = _asked_block(request)
    table = result_table(found, history(request.today), block)
    own = request.user.unit_ids(request.today, *UNIT_ROLES)
    asked_order = request.GET.get("xep", "")
    lines = in_order(table, asked_order, own)
    counts = link_counts(found).values() if found.source == Source.ONLINE else ()
    may_close = state in (SurveyState.DRAFT, SurveyState.OPEN) and _is_office(request)
    context = {
        "survey": found,
        "state": _badge(found),
        "is_office": _is_office(request),
        "is_online": found.source == Source.ONLINE,
        "groups": list(found.groups.order_by("order", "pk").prefetch_related("questions")),
        "table": table,
        "own": own,
        "orders": [
            (
                group,
                f"-{group.code}" if asked_order == group.code else group.code,
                _sorted(asked_order, group.code),
            )
            for group in table.groups
        ],
        "lines": Paginator(lines, UNITS_ON_PAGE).get_page(request.GET.get("trang")),
        "asked_block": block.value if block else "",
        "blocks": [(one.value, BlockChoice(one).label) for one in INDEX_BLOCKS],
        "needed": needed_answers(),
        "wanted": WANTED_MARGIN * 100,
        "made": sum(count.made for count in counts),
        "used": sum(count.used for count in counts),
        "refusal": not_the_second(request.user, found) if may_close else None,
        "file_form": ResultsFileForm(auto_id="tep-%s"),
        "discard_form": DiscardForm(auto_id="bo-%s"),
        "extend_form": ExtendForm(initial={"closes_on": found.closes_on}, auto_id="han-%s"),
        **forms,
    }
    return render(request, "surveys/survey.html", context, status=status)


def _sorted(asked: str, code: str) -> str:
    """How a column is sorted, in the word of aria-sort; empty for the others."""
    return {code: "descending", f"-{code}": "ascending"}.get(asked, "")


def _asked_block(request: Any) -> Block | None:
    asked = request.GET.get("khoi", "")
    return next((block for block in INDEX_BLOCKS if block.value == asked), None)


@page(*READERS)
@require_GET
def download_results(request: Any, pk: int) -> HttpResponse:
    """The results as a workbook, of one block or of all."""
    found = surveys.get_for(request.user, request.today, pk=pk)
    table = result_table(found, history(request.today), _asked_block(request))
    return download(workbook(found, table), XLSX, f"dieu-tra-{found.year}-{pk}.xlsx")


@page(*OFFICE)
@require_POST
def close(request: Any, pk: int) -> HttpResponse:
    """The second person closes the results."""
    found = surveys.get_for(request.user, request.today, action="close", pk=pk)
    try:
        closing.close(by=request.user, at=request.moment, survey=found)
    except SurveyRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã khóa kết quả. Điểm được tính vào các tiêu chí chấm bằng điều tra."))
    return redirect("surveys:survey", pk)


@page(*OFFICE)
@require_POST
def discard(request: Any, pk: int) -> HttpResponse:
    """The survey is put away with a reason."""
    found = surveys.get_for(request.user, request.today, action="manage", pk=pk)
    form = DiscardForm(request.POST, auto_id="bo-%s")
    if not form.is_valid():
        return one_page(request, found, status=422, discard_form=form)
    try:
        services.discard(by=request.user, at=request.moment, survey=found, **form.cleaned_data)
    except SurveyRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:survey", pk)
    messages.success(request, _("Đã bỏ cuộc điều tra này; kết quả đã khóa của các cuộc khác không thay đổi."))
    return redirect("surveys:list")
