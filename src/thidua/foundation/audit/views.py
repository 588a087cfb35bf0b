"""The audit page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core.roles import Role
from thidua.foundation.access import page
from thidua.foundation.audit.forms import AuditFilterForm
from thidua.foundation.audit.selectors import find_events
from thidua.foundation.audit.words import action_words, changes, subject_words


@page(Role.AUDITOR, Role.TECHNICAL_ADMIN)
@require_GET
def audit_list(request: Any) -> HttpResponse:
    """Events, newest first, with what changed in words; read only."""
    form = AuditFilterForm(request.GET or {})
    form.is_valid()
    events, more = find_events(form.filters(), before=form.cleaned_data.get("before"))
    rows = [
        {
            "event": event,
            "action": action_words(event.action),
            "subject_type": subject_words(event.subject_type),
            "changes": changes(event),
        }
        for event in events
    ]
    return render(request, "foundation/audit_list.html", {"form": form, "rows": rows, "more": more})
