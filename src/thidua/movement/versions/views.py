"""Pages of versions: the list with the cycles, a new draft, one version, the acts on it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.programme_versions import TOPIC_NAMES, by_topic, differences
from thidua.core.roles import STANDING_OFFICE, Role
from thidua.core.version_numbers import amended
from thidua.foundation.access import ANY_ROLE, Refused, page
from thidua.foundation.files import give_out
from thidua.foundation.tables import download
from thidua.movement.versions import services
from thidua.movement.versions.access import DRAFT_READERS, OFFICE, versions
from thidua.movement.versions.causes import causes_of
from thidua.movement.versions.errors import VersionRefused
from thidua.movement.versions.forms import ConfirmForm, FileForm, NumbersForm, shown_value
from thidua.movement.versions.models import ProgrammeVersion, Status
from thidua.movement.versions.selectors import file_of, newest, programme_of, timelines

YAML = "application/yaml; charset=utf-8"


@page(*ANY_ROLE)
@require_GET
def listing(request: Any) -> HttpResponse:
    """Every version with what it is, and which version each cycle follows from when on."""
    context = {
        "rows": versions.visible_to(request.user, request.today),
        "timelines": timelines(request.today),
        "may_draft": request.user.has_role(request.today, *STANDING_OFFICE),
        "newest": newest(),
        "today": request.today,
    }
    return render(request, "movement/versions/list.html", context)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """A draft by its numbers: each threshold, quota and deadline with its clause and its value now."""
    base = newest()
    form = NumbersForm(request.POST or None, base=base, programme=programme_of(base))
    faults: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        answer, faults = _drafted(request, form, lambda: amended(file_of(base), form.changes()))
        if answer:
            return answer
    rows = [(number, shown_value(number.value), bound) for number, bound in form.number_fields()]
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        groups.setdefault(TOPIC_NAMES[row[0].topic], []).append(row)
    context = {"form": form, "groups": groups.items(), "base": base, "faults": faults}
    return render(request, "movement/versions/new.html", context)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def upload(request: Any) -> HttpResponse:
    """A draft by a whole file."""
    base = newest()
    form = FileForm(request.POST or None, request.FILES or None, initial={"base": base.pk})
    faults: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        answer, faults = _drafted(request, form, lambda: sent.read(services.LARGEST_FILE + 1))
        if answer:
            return answer
    context = {"form": form, "base": base, "faults": faults}
    return render(request, "movement/versions/upload.html", context)


def _drafted(request: Any, form: forms.Form, content: Any) -> tuple[HttpResponse | None, tuple[object, ...]]:
    """The way to the new draft, or the faults; a refusal stands on the form."""
    given = form.cleaned_data
    try:
        version = services.draft(
            by=request.user,
            at=request.moment,
            content=content(),
            title=given["title"],
            reason=given["reason"],
            base_id=given["base"],
            decision_number=given["document_number"],
        )
    except VersionRefused as refusal:
        form.add_error(None, str(refusal))
        return None, refusal.faults
    messages.success(request, _("Đã lưu bản nháp. Xem điều khác và so sánh kết quả xét trước khi trình."))
    return redirect("movement:version", version.pk), ()


@page(*ANY_ROLE)
@require_GET
def one(request: Any, pk: int) -> HttpResponse:
    """One version: what differs from the one it amends, why, and what can be done with it."""
    return _one(request, versions.get_for(request.user, request.today, pk=pk))


def _one(request: Any, version: ProgrammeVersion, form: ConfirmForm | None = None) -> HttpResponse:
    user, on = request.user, request.today
    is_draft = version.status == Status.DRAFT
    found = differences(programme_of(version.base), programme_of(version)) if version.base else []
    refusal = versions.refusal(user, on, version, "confirm") if is_draft else None
    overtaken = is_draft and newest().pk != version.base_id
    if overtaken:
        refusal = Refused(
            _("Bản này sửa từ một phiên bản cũ; nay đã có phiên bản mới hơn."),
            _("Bỏ bản nháp này và soạn lại từ phiên bản mới nhất."),
        )
    context = {
        "version": version,
        "is_draft": is_draft,
        "groups": [(TOPIC_NAMES[topic], rows) for topic, rows in by_topic(found).items()],
        "total": len(found),
        "pins": version.pins.select_related("cycle").order_by("cycle__place"),
        "causes": causes_of(user, on, version.pk),
        "may_compare": version.base_id is not None and user.has_role(on, *DRAFT_READERS),
        "may_drop": is_draft and versions.refusal(user, on, version, "drop") is None,
        "refusal": refusal if is_draft and user.has_role(on, *STANDING_OFFICE) else None,
        "form": form or _confirm_form(request, version) if is_draft and refusal is None else None,
    }
    return render(request, "movement/versions/one.html", context)


def _confirm_form(request: Any, version: ProgrammeVersion) -> ConfirmForm:
    initial = {"document_number": version.document_number, "valid_from": request.today}
    return ConfirmForm(initial=initial)


@page(Role.STANDING_HEAD)
@require_POST
def confirm(request: Any, pk: int) -> HttpResponse:
    """The second person confirms, and the chosen cycles follow the version."""
    version = versions.get_for(request.user, request.today, action="confirm", pk=pk)
    form = ConfirmForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        decision = services.Decision(given["document_number"], given["document_date"], given["file"])
        try:
            services.confirm(
                by=request.user,
                at=request.moment,
                version=version,
                decision=decision,
                cycles=given["cycles"],
                valid_from=given["valid_from"],
            )
        except VersionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Đã xác nhận. Các đợt đã chọn theo phiên bản này; mọi người được báo.")
            )
            return redirect("movement:version", pk)
    return _one(request, version, form)


@page(*OFFICE)
@require_POST
def drop(request: Any, pk: int) -> HttpResponse:
    """Sets a draft aside."""
    version = versions.get_for(request.user, request.today, action="drop", pk=pk)
    try:
        services.drop(by=request.user, at=request.moment, version=version)
    except VersionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("movement:version", pk)
    messages.success(request, _("Đã bỏ bản nháp."))
    return redirect("movement:versions")


@page(*ANY_ROLE)
@require_GET
def programme_file(request: Any, pk: int) -> HttpResponse:
    """The file of a version, to read or to change and send in."""
    version = versions.get_for(request.user, request.today, pk=pk)
    return download(file_of(version), YAML, f"ke-hoach-phien-ban-{version.number or f'nhap-{pk}'}.yaml")


@page(*ANY_ROLE)
@require_GET
def decision_file(request: Any, pk: int) -> HttpResponseBase:
    """The decision that made the amendment."""
    version = versions.get_for(request.user, request.today, pk=pk)
    if version.file is None:
        raise Http404(_("Phiên bản này chưa có tệp quyết định."))
    return give_out(version.file)
