"""Forms of papers: the list of kinds, one kind with its fields and history, files to take along."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.documents.papers.own_template import fields_for, starting_template
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.files.inspection import MEDIA_TYPES
from thidua.foundation.files.inspection import Kind as FileKind
from thidua.foundation.tables import download
from thidua.paper_forms import services
from thidua.paper_forms.access import OFFICE, forms
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.errors import FormRefused
from thidua.paper_forms.forms import BackForm, SetForm
from thidua.paper_forms.selectors import (
    doubtful_grounds,
    form_on,
    forms_from,
    looked_at,
    overview,
    sample_of,
)

DOCX = MEDIA_TYPES[FileKind.DOCX]


@page(*OFFICE)
@require_GET
def listing(request: Any) -> HttpResponse:
    """Every kind of paper: by whose form it is drawn today."""
    rows = overview(forms.visible_to(request.user, request.today), request.today)
    return render(request, "paper_forms/list.html", {"rows": rows})


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def one(request: Any, kind: Kind) -> HttpResponse:
    """One kind: its fields, the form that holds, a new one to set."""
    form = SetForm(request.POST or None, request.FILES or None, initial={"valid_from": request.today})
    if request.method == "POST" and form.is_valid():
        given = {"upload": form.cleaned_data["file"], "valid_from": form.cleaned_data["valid_from"]}
        try:
            made = services.set_form(by=request.user, at=request.moment, kind=kind, **given)
        except FormRefused as refusal:
            for fault in refusal.faults:
                form.add_error(None, fault)
        else:
            messages.success(request, _("Đã đặt mẫu của cơ quan. Tải bản xem thử để kiểm tra lần cuối."))
            if doubtful_grounds(made, request.today):
                messages.warning(request, _("Mẫu có căn cứ cần xem lại; xem danh sách dưới đây."))
            return redirect("paper_forms:kind", kind)
    return _kind_page(request, kind, form, BackForm(initial={"valid_from": request.today}))


def _kind_page(request: Any, kind: Kind, form: SetForm, back_form: BackForm) -> HttpResponse:
    holds = form_on(kind, request.today)
    check = looked_at(holds) if holds else None
    rows = [
        {
            "field": field,
            "is_missing": check is not None and field in check.missing,
        }
        for field in fields_for(kind.form_kind)
    ]
    context = {
        "kind": kind,
        "form": form,
        "back_form": back_form,
        "holds": holds,
        "rows": rows,
        "doubtful": [
            (own, grounds)
            for own in forms_from(kind, request.today)
            if (grounds := doubtful_grounds(own, request.today))
        ],
        "is_certificate": kind is Kind.CERTIFICATE,
        "has_missing": any(row["is_missing"] for row in rows),
        "history": forms.visible_to(request.user, request.today).filter(kind=kind),
    }
    return render(request, "paper_forms/kind.html", context)


@page(*OFFICE)
@require_POST
def back(request: Any, kind: Kind) -> HttpResponse:
    """Our own form holds again."""
    form = BackForm(request.POST)
    if form.is_valid():
        try:
            services.go_back(by=request.user, at=request.moment, kind=kind, **form.cleaned_data)
        except FormRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã quay lại mẫu của hệ thống; tệp mẫu của cơ quan vẫn được giữ."))
            return redirect("paper_forms:kind", kind)
    return _kind_page(request, kind, SetForm(initial={"valid_from": request.today}), form)


@page(*OFFICE)
@require_GET
def starting(request: Any, kind: Kind) -> HttpResponse:
    """Our own form with its fields, to begin from."""
    return download(starting_template(kind.form_kind), DOCX, f"mau-{kind}.docx")


@page(*OFFICE)
@require_GET
def sample(request: Any, kind: Kind) -> HttpResponse:
    """An invented paper drawn by the form that holds today."""
    return download(sample_of(kind, request.today), DOCX, f"xem-thu-{kind}.docx")


@page(*OFFICE)
@require_GET
def file(request: Any, pk: int) -> HttpResponseBase:
    """A form of the office as it was sent in."""
    form = forms.get_for(request.user, request.today, pk=pk)
    if form.file is None:
        raise Http404
    return give_out(form.file)
