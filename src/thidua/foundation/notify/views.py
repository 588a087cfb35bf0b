"""One's own notifications, which of them come by e-mail, and switching one off from an e-mail."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.access import PUBLIC, SIGNED_IN, page
from thidua.foundation.notify.access import notifications
from thidua.foundation.notify.kinds import KINDS
from thidua.foundation.notify.mail import read_refusal
from thidua.foundation.notify.selectors import refused_kinds
from thidua.foundation.notify.services import choose_mail, mark_read

ROWS_ON_PAGE = 50


@page(SIGNED_IN)
@require_GET
def notification_list(request: Any) -> HttpResponse:
    """What one was told, newest first."""
    told = notifications.visible_to(request.user, request.today)
    refused = refused_kinds(request.user.pk)
    context = {
        "rows": Paginator(told, ROWS_ON_PAGE).get_page(request.GET.get("trang")),
        "choices": [(kind, kind.code not in refused) for kind in KINDS.values()],
        "has_address": bool(request.user.email),
    }
    return render(request, "foundation/notification_list.html", context)


@page(SIGNED_IN)
@require_GET
def follow(request: Any, pk: int) -> HttpResponse:
    """Marks a notification as read and leads to what it is about."""
    row = notifications.get_for(request.user, request.today, pk=pk)
    mark_read(user_id=request.user.pk, at=request.moment, pk=pk)
    return redirect(row.url or "notify:list")


@page(SIGNED_IN)
@require_POST
def read_all(request: Any) -> HttpResponse:
    """Marks everything as read."""
    mark_read(user_id=request.user.pk, at=request.moment)
    return redirect("notify:list")


@page(SIGNED_IN)
@require_POST
def choose(request: Any) -> HttpResponse:
    """Stores which kinds come by e-mail; duties stay on."""
    wanted = set(request.POST.getlist("kind"))
    for kind in KINDS.values():
        if not kind.is_duty:
            choose_mail(user_id=request.user.pk, kind=kind.code, is_wanted=kind.code in wanted)
    messages.success(request, _("Đã lưu lựa chọn nhận thư."))
    return redirect("notify:list")


@csrf_exempt  # a mail reader's own button posts here without a page of ours (RFC 8058); the token is signed
@page(PUBLIC)
@require_http_methods(["GET", "POST"])
def refuse(request: Any, token: str) -> HttpResponse:
    """Switches a kind off for whoever holds the address of an e-mail; asks once: mail readers prefetch."""
    found = read_refusal(token)
    kind = KINDS.get(found[1]) if found else None
    if found is None or kind is None or kind.is_duty:
        raise Http404(_("Đường dẫn không đúng hoặc loại thư này không tắt được."))
    if request.method == "POST":
        choose_mail(user_id=found[0], kind=kind.code, is_wanted=False)
    context = {"kind": kind, "is_done": request.method == "POST"}
    return render(request, "foundation/mail_refusal.html", context)
