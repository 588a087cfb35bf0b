"""The page on which an appraiser decides about an explained cut."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.foundation.access import page
from thidua.index_rounds.access import READERS
from thidua.index_rounds.appraisal.access import answers
from thidua.index_rounds.appraisal.judging import case_of, show_case, verdict_form
from thidua.index_rounds.appraisal.queue import Filter, place_of, queue
from thidua.index_rounds.enums import Stage
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.explanation import services
from thidua.index_rounds.explanation.judged import own_cut
from thidua.index_rounds.models import Explanation


@page(*READERS)
@require_http_methods(["GET", "POST"])
def decide(request: Any, pk: int) -> HttpResponse:
    """The cut, what the unit says to it and shows, and the decision."""
    user, on, moment = request.user, request.today, request.moment
    answer = answers.get_for(user, on, action="judge", pk=pk)
    said = get_object_or_404(Explanation, answer=answer, sent_at__isnull=False)
    case = case_of(answer)
    chosen = Filter.of(request.GET)
    current = answer.judgements.filter(stage=Stage.EXPLANATION, is_current=True).first()
    form = verdict_form(case, request.POST or None, current, needs_reason=True)
    if request.method == "POST" and form.is_valid():
        # Asked before it is decided: afterwards the answer is no longer among those that wait.
        after = place_of(queue(user, on, answer.sheet.round, Filter(state="giai-trinh")), answer).after
        try:
            services.decide_explanation(
                by=user, at=moment, answer=answer, verdict=form.verdict(), seen=form.cleaned_data["seen"]
            )
        except RoundRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi kết quả giải trình của tiêu chí %s.") % answer.code)
            if after is not None:
                return redirect("index_rounds:decide", after)
            return redirect(f"{reverse('index_rounds:queue')}?{chosen.query}")
    why = ""
    try:
        services.require_before_council(answer.sheet.round, moment)
    except RoundRefused as refusal:
        why = str(refusal)
    return show_case(
        request,
        case,
        form,
        "index_rounds/explanation/decide.html",
        said=said,
        cut=own_cut(answer),
        current=current,
        why_closed=why,
    )
