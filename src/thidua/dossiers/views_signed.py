"""The signed papers of a unit, given out to those who see what they were signed for."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_GET

from thidua.core.roles import Role
from thidua.dossiers.access import READERS, filings, sendings
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.files.models import StoredFile


@page(Role.UNIT_OFFICER, Role.UNIT_HEAD)
@require_GET
def letter(request: Any, pk: int) -> HttpResponseBase:
    """The signed Tờ trình that the next sending goes out under: the unit's own until then."""
    return _given(filings.get_for(request.user, request.today, action="write", pk=pk).letter_file)


@page(*READERS)
@require_GET
def sent_letter(request: Any, pk: int) -> HttpResponseBase:
    """The signed Tờ trình of one sending."""
    submission, _rows = sendings.get_for(request.user, request.today, pk=pk)
    return _given(submission.letter_file)


@page(*READERS)
@require_GET
def minutes(request: Any, pk: int, minutes: int) -> HttpResponseBase:
    """The signed minutes of one meeting of the unit's council."""
    filing = filings.get_for(request.user, request.today, pk=pk)
    return _given(filings.minutes_for(request.user, request.today, filing, minutes).signed_file)


def _given(file: StoredFile | None) -> HttpResponseBase:
    if file is None:
        raise Http404
    return give_out(file)
