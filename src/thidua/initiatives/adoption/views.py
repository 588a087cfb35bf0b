"""The head of an adopting unit answers; the paper of an adoption."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core.roles import Role
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.initiatives.access import READERS, WRITERS, adoptions
from thidua.initiatives.adoption import services
from thidua.initiatives.errors import InitiativeRefused


@page(Role.UNIT_HEAD)
@require_POST
def confirm(request: Any, pk: int) -> HttpResponse:
    """The head stands behind the declaration."""
    found = adoptions.get_for(request.user, request.today, action="answer", pk=pk)
    done = _("Đã xác nhận; đơn vị có sáng kiến được báo.")
    return _answer(request, found, done, services.confirm)


@page(Role.UNIT_HEAD)
@require_POST
def decline(request: Any, pk: int) -> HttpResponse:
    """The head does not stand behind it."""
    found = adoptions.get_for(request.user, request.today, action="answer", pk=pk)
    reason = request.POST.get("reason", "")
    return _answer(request, found, _("Đã ghi là không xác nhận."), services.decline, reason=reason)


@page(*WRITERS)
@require_POST
def end(request: Any, pk: int) -> HttpResponse:
    """What was declared or confirmed by mistake counts no longer."""
    found = adoptions.get_for(request.user, request.today, action="end", pk=pk)
    reason = request.POST.get("reason", "")
    return _answer(request, found, _("Lần nhân rộng này thôi được tính."), services.end, reason=reason)


def _answer(request: Any, found: Any, done: str, service: Any, **given: Any) -> HttpResponse:
    try:
        service(by=request.user, at=request.moment, adoption=found, **given)
    except InitiativeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("initiatives:one", found.initiative_id)


@page(*READERS)
@require_GET
def file(request: Any, pk: int) -> HttpResponseBase:
    """What came with a declaration."""
    found = adoptions.get_for(request.user, request.today, pk=pk)
    if found.file is None:
        raise Http404
    return give_out(found.file)
