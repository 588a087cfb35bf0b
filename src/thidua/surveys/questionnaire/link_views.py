"""The questionnaire as the standing office handles it: open, preview, links, slips, another last day."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.access import page
from thidua.foundation.tables import XLSX, download
from thidua.surveys import services
from thidua.surveys.access import DRAFT_READERS, OFFICE, surveys
from thidua.surveys.enums import SurveyState
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.models import Survey
from thidua.surveys.questionnaire.forms import AnswerForm
from thidua.surveys.questionnaire.link_forms import ExtendForm, LinksForm
from thidua.surveys.questionnaire.links import NewLink, links_of, make_links, revoke_unused
from thidua.surveys.questionnaire.slips import Slip, workbook
from thidua.surveys.selectors import link_counts
from thidua.surveys.views import one_page
from thidua.units.selectors import history

MOST_ON_PAPER = 600
"""Slips on one page to print: more is too much for a browser and for the printer."""


@page(*OFFICE)
@require_POST
def open_it(request: Any, pk: int) -> HttpResponse:
    """The links work from now on."""
    found = surveys.get_for(request.user, request.today, action="manage", pk=pk)
    try:
        services.open_questionnaire(by=request.user, at=request.moment, survey=found)
    except SurveyRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã mở phiếu hỏi; câu hỏi từ nay không sửa được."))
    return redirect("surveys:survey", pk)


@page(*OFFICE)
@require_POST
def extend(request: Any, pk: int) -> HttpResponse:
    """Another last day."""
    found = surveys.get_for(request.user, request.today, action="manage", pk=pk)
    form = ExtendForm(request.POST, auto_id="han-%s")
    if form.is_valid():
        try:
            services.extend(by=request.user, at=request.moment, survey=found, **form.cleaned_data)
        except SurveyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã đổi ngày cuối lấy ý kiến."))
            return redirect("surveys:survey", pk)
    return one_page(request, found, status=422, extend_form=form)


@page(*DRAFT_READERS)
@require_GET
def preview(request: Any, pk: int) -> HttpResponse:
    """The questionnaire as people will see it; nothing can be sent."""
    found = surveys.get_for(request.user, request.today, pk=pk)
    context = {
        "survey": found,
        "form": AnswerForm(survey=found),
        "unit_name": _("(tên đơn vị)"),
        "is_preview": True,
    }
    return render(request, "surveys/answer.html", context)


@page(*DRAFT_READERS)
@require_GET
def links(request: Any, pk: int) -> HttpResponse:
    """How many links each unit has and how many were used; a form to make more."""
    found = surveys.get_for(request.user, request.today, pk=pk)
    return _links_page(request, found, LinksForm(on=request.today))


def _links_page(request: Any, found: Survey, form: LinksForm, status: int = 200) -> HttpResponse:
    names = history(request.today).by_id()
    counts = [(names[count.unit_id], count) for count in link_counts(found).values()]
    context = {
        "survey": found,
        "form": form,
        "counts": sorted(counts, key=lambda pair: pair[0].sort_key),
        "takes_links": found.state in (SurveyState.DRAFT, SurveyState.OPEN),
        "is_office": request.user.has_role(request.today, *OFFICE),
    }
    return render(request, "surveys/links.html", context, status=status)


@never_cache
@page(*OFFICE)
@require_POST
def make(request: Any, pk: int) -> HttpResponse:
    """Makes links and gives them out, this once."""
    found = surveys.get_for(request.user, request.today, action="manage", pk=pk)
    form = LinksForm(request.POST, on=request.today)
    if not form.is_valid():
        return _links_page(request, found, form, 422)
    chosen, each = form.chosen(), form.cleaned_data["each"]
    on_paper = form.cleaned_data["form_of"] == LinksForm.PRINT
    try:
        if on_paper and len(chosen) * each > MOST_ON_PAPER:
            raise SurveyRefused(
                _(
                    "%(asked)d phiếu là quá nhiều cho một lần in (tối đa %(most)d)."
                    " Chọn ít đơn vị hơn, hoặc nhận bằng bảng XLSX."
                )
                % {"asked": len(chosen) * each, "most": MOST_ON_PAPER}
            )
        made = make_links(
            by=request.user, at=request.moment, survey=found, unit_ids=[unit.id for unit in chosen], each=each
        )
    except SurveyRefused as refusal:
        form.add_error(None, str(refusal))
        return _links_page(request, found, form, 422)
    slips = _slips(request, made)
    if not on_paper:
        return download(workbook(found.title, slips), XLSX, f"duong-dan-{pk}.xlsx")
    told = " ".join(link.secret for link in made)
    return render(request, "surveys/slips.html", {"survey": found, "slips": slips, "told": told})


@never_cache
@page(*OFFICE)
@require_POST
def sheet(request: Any, pk: int) -> HttpResponse:
    """The links of the page with the slips once more, as a workbook: the page itself brings the secrets."""
    found = surveys.get_for(request.user, request.today, action="manage", pk=pk)
    slips = _slips(request, links_of(found, request.POST.get("told", "").split()[:MOST_ON_PAPER]))
    return download(workbook(found.title, slips), XLSX, f"duong-dan-{pk}.xlsx")


@page(*OFFICE)
@require_POST
def revoke(request: Any, pk: int) -> HttpResponse:
    """Unused links of one unit (`don-vi`) or of all stop working."""
    found = surveys.get_for(request.user, request.today, action="manage", pk=pk)
    code, units = request.POST.get("don-vi", ""), history(request.today).units
    unit_id = units[code].id if code in units else None
    try:
        if code and unit_id is None:
            raise SurveyRefused(_("Không có đơn vị nào mang mã “%s”.") % code)
        count = revoke_unused(by=request.user, at=request.moment, survey=found, unit_id=unit_id)
    except SurveyRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã thu hồi %d đường dẫn chưa dùng.") % count)
    return redirect("surveys:links", pk)


def _slips(request: Any, made: list[NewLink]) -> list[Slip]:
    units = history(request.today).by_id()
    return [
        Slip(
            units[link.unit_id].code,
            units[link.unit_id].full_name,
            request.build_absolute_uri(reverse("surveys:answer", args=[link.secret])),
        )
        for link in made
    ]
