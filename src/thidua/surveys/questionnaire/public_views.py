"""The page behind a link: for anybody who holds it, without signing in and without script.

Looking at it changes nothing, so that a messenger that previews links uses none up.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thidua.foundation.access import PUBLIC, page
from thidua.foundation.guessing import is_guessing
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.models import Survey
from thidua.surveys.questionnaire.answering import Closed, answer, find_link, why_closed
from thidua.surveys.questionnaire.forms import AnswerForm
from thidua.units.selectors import history

_STATUS = {Closed.WRONG: 404, Closed.EARLY: 200, Closed.USED: 410, Closed.OVER: 410}


@never_cache
@page(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: Any, secret: str) -> HttpResponse:
    """The questionnaire about one unit; sent, the link is used up."""
    link = find_link(secret)
    if link is None and is_guessing(request, what="survey-links"):
        return _hidden(render(request, "surveys/no_answer.html", {"is_guessing": True}, status=429))
    closed = why_closed(link, request.today)
    if closed or link is None:
        return _no_questionnaire(request, closed or Closed.WRONG, link.survey if link else None)
    form = AnswerForm(request.POST if request.method == "POST" else None, survey=link.survey)
    if request.method == "POST" and form.is_valid():
        try:
            answer(link=link, steps=form.steps(), today=request.today)
        except SurveyRefused:
            # Sent twice, or closed, between looking and sending.
            again = why_closed(find_link(secret), request.today)
            return _no_questionnaire(request, again or Closed.USED, link.survey)
        return redirect("surveys:thanks")
    names = history(request.today).by_id()
    context = {"survey": link.survey, "form": form, "unit_name": names[link.unit_id].full_name}
    return _hidden(render(request, "surveys/answer.html", context, status=422 if form.errors else 200))


@page(PUBLIC)
@require_safe
def thanks(request: Any) -> HttpResponse:
    """After sending; knows nothing of who sent what."""
    return _hidden(render(request, "surveys/thanks.html"))


def _no_questionnaire(request: Any, closed: Closed, survey: Survey | None) -> HttpResponse:
    context = {"closed": closed, "survey": survey}
    return _hidden(render(request, "surveys/no_answer.html", context, status=_STATUS[closed]))


def _hidden(response: HttpResponse) -> HttpResponse:
    """Not for search engines."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
