"""E-mails that did not go out, for the technical administrator: when and why, never what they say."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.access import page
from thidua.foundation.notify.access import SENDERS, TROUBLE_READERS, mail_troubles
from thidua.foundation.notify.selectors import as_trouble
from thidua.foundation.notify.trouble_services import send_again

ROWS_ON_PAGE = 50


@page(*TROUBLE_READERS)
@require_GET
def trouble_list(request: Any) -> HttpResponse:
    """What was given up, and what may have gone out, newest first."""
    rows = mail_troubles.visible_to(request.user, request.today)
    shown = Paginator(rows, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_rows": shown,
        "rows": [as_trouble(row) for row in shown],
        "may_send": request.user.has_role(request.today, *SENDERS),
    }
    return render(request, "foundation/mail_troubles.html", context)


@page(*SENDERS)
@require_POST
def trouble_send(request: Any, pk: int) -> HttpResponse:
    """Sends one of them again."""
    row = mail_troubles.get_for(request.user, request.today, action="send", pk=pk)
    is_checked = request.POST.get("da-kiem-tra") == "1"
    if send_again(by=request.user, at=request.moment, row=row, is_checked=is_checked):
        messages.success(request, _("Thư sẽ được gửi lại trong ít phút."))
    return redirect("notify:troubles")
