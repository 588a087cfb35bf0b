"""Bringing a published ranking in: upload, rehearsal, draft, the second person's confirmation."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.par_index import services
from thidua.par_index.access import DRAFT_READERS, IMPORTERS, releases
from thidua.par_index.enums import ReleaseStatus
from thidua.par_index.forms import DiscardForm, UploadForm
from thidua.par_index.selectors import block_facts, differences, draft_rows

FAULTS_ON_PAGE = 50
ROWS_ON_PAGE = 100


@page(*DRAFT_READERS)
@require_GET
def release_list(request: Any) -> HttpResponse:
    """Every release: files being checked, drafts that wait for a second person, published ones."""
    may_import = request.user.has_role(request.today, *IMPORTERS)
    rows = releases.visible_to(request.user, request.today)
    return render(request, "par_index/release_list.html", {"releases": rows, "may_import": may_import})


@page(*IMPORTERS)
@require_http_methods(["GET", "POST"])
def upload(request: Any) -> HttpResponse:
    """Decision, dates and file; afterwards the rehearsal."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            release = services.receive_file(
                by=request.user,
                at=request.moment,
                meta=form.meta(),
                content=file.read(),
                filename=file.name,
            )
        except services.ReleaseRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("par_index:release", pk=release.pk)
    status = 422 if form.errors else 200
    return render(request, "par_index/upload.html", {"form": form}, status=status)


@page(*DRAFT_READERS)
@require_GET
def release_page(request: Any, pk: int) -> HttpResponse:
    """A release in its state: the rehearsal of a file, a draft to be confirmed, or what was published."""
    release = releases.get_for(request.user, request.today, pk=pk)
    may_import = request.user.has_role(request.today, *IMPORTERS)
    context: dict[str, Any] = {
        "release": release,
        "may_import": may_import,
        "may_confirm": may_import and release.imported_by_id != request.user.pk,
        "discard_form": DiscardForm(),
    }
    if release.status == ReleaseStatus.RECEIVED:
        rehearsal = services.rehearse_release(release)
        faults = [*rehearsal.errors, *rehearsal.warnings]
        context["rehearsal"] = rehearsal
        context["faults"] = Paginator(faults, FAULTS_ON_PAGE).get_page(request.GET.get("trang"))
        context["rows"] = Paginator(rehearsal.rows, ROWS_ON_PAGE).get_page(request.GET.get("dong"))
        return render(request, "par_index/rehearsal.html", context)
    context["blocks"] = block_facts(release)
    context["rows"] = Paginator(draft_rows(release), ROWS_ON_PAGE).get_page(request.GET.get("dong"))
    if release.status == ReleaseStatus.DRAFT:
        context["differences"] = differences(release)
    return render(request, "par_index/release.html", context)


@page(*IMPORTERS)
@require_POST
def store(request: Any, pk: int) -> HttpResponse:
    """The clean file becomes a draft."""
    release = releases.get_for(request.user, request.today, action="import", pk=pk)
    try:
        services.store_import(by=request.user, at=request.moment, release=release)
    except services.ReleaseRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã lưu bản nháp. Bản này chờ một người khác xác nhận."))
    return redirect("par_index:release", pk=pk)


@page(*IMPORTERS)
@require_POST
def confirm(request: Any, pk: int) -> HttpResponse:
    """The second person publishes the draft."""
    release = releases.get_for(request.user, request.today, action="confirm", pk=pk)
    try:
        services.confirm_release(by=request.user, at=request.moment, release=release)
    except services.ReleaseRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã xác nhận. Bảng xếp hạng được tính từ ngày công bố."))
    return redirect("par_index:release", pk=pk)


@page(*IMPORTERS)
@require_POST
def discard(request: Any, pk: int) -> HttpResponse:
    """A file or draft is put away with a reason."""
    release = releases.get_for(request.user, request.today, action="import", pk=pk)
    reason = request.POST.get("reason", "")
    try:
        services.discard_release(by=request.user, at=request.moment, release=release, reason=reason)
    except services.ReleaseRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("par_index:release", pk=pk)
    messages.success(request, _("Đã bỏ bản này. Dữ liệu đã công bố không thay đổi."))
    return redirect("par_index:releases")


@page(*DRAFT_READERS)
@require_GET
def release_file(request: Any, pk: int) -> FileResponse:
    """The file as it was sent in."""
    release = releases.get_for(request.user, request.today, pk=pk)
    if release.file is None:
        raise Http404
    return give_out(release.file)
