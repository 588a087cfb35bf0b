"""The digest for the Chairman, the time for answers, and questions and answers for every unit."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.roles import Role
from thidua.foundation.access import page
from thidua.foundation.tables import download
from thidua.steering.difficulties.access import ANSWER_READERS, CITY, READERS
from thidua.steering.difficulties.clock import target_on
from thidua.steering.difficulties.errors import DifficultyRefused
from thidua.steering.difficulties.forms import TargetForm
from thidua.steering.difficulties.paper import DOCX, digest_file
from thidua.steering.difficulties.selectors import AGES, digest_on, shared_answers, targets
from thidua.steering.difficulties.services import set_target

ANSWERS_ON_PAGE = 20


@page(*READERS)
@require_GET
def start(request: Any) -> HttpResponse:
    """The room begins with the list."""
    return redirect("steering:difficulties")


@page(*CITY)
@require_GET
def digest(request: Any) -> HttpResponse:
    """What is open, by age and kind."""
    found, ages = digest_on(request.today), [words for words, _most in AGES]
    lines = [(line, list(zip(ages, line.ages, strict=True))) for line in found.lines]
    context = {"digest": found, "ages": ages, "lines": lines}
    return render(request, "steering/difficulties/digest.html", context)


@page(*CITY)
@require_GET
def digest_docx(request: Any) -> HttpResponse:
    """The same as an official paper."""
    content = digest_file(digest_on(request.today), is_demo=request.installation.is_demo)
    return download(content, DOCX, f"tong-hop-kien-nghi-{request.today:%Y%m%d}.docx")


@page(*ANSWER_READERS)
@require_GET
def answers(request: Any) -> HttpResponse:
    """Questions and answers, found without marks."""
    text = request.GET.get("q", "")
    rows = Paginator(shared_answers(text), ANSWERS_ON_PAGE).get_page(request.GET.get("trang"))
    may_send = request.user.has_role(request.today, *READERS)
    return render(
        request, "steering/difficulties/answers.html", {"rows": rows, "q": text, "may_send": may_send}
    )


@page(Role.STANDING_HEAD)
@require_http_methods(["GET", "POST"])
def target(request: Any) -> HttpResponse:
    """The time in which an answer is aimed at."""
    now = target_on(request.today)
    initial = {"working_days": now.working_days, "valid_from": request.today}
    form = TargetForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_target(by=request.user, at=request.moment, **form.cleaned_data)
        except DifficultyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã đặt thời hạn trả lời. Phản ánh đã gửi giữ ngày dự kiến cũ."))
            return redirect("steering:target")
    return render(request, "steering/difficulties/target.html", {"form": form, "now": now, "rows": targets()})
