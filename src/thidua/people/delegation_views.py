"""Pages on which a head lends a hat and takes it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import Role
from thidua.foundation.access import ANY_ROLE, page
from thidua.people import services
from thidua.people.access import assignments, delegations
from thidua.people.forms import DelegationForm
from thidua.people.selectors import delegable_hats, delegations_of, unit_names
from thidua.people.views import add_errors


@page(*ANY_ROLE)
@require_GET
def delegation_list(request: Any) -> HttpResponse:
    """The hats one may lend, and the delegations given and received."""
    hats = delegable_hats(request.user, request.today)
    given, received = delegations_of(request.user, request.today)
    unit_ids = [hat.unit_id for hat in hats] + [row.assignment.unit_id for row in [*given, *received]]
    context = {
        "hats": hats,
        "given": given,
        "received": received,
        "unit_names": unit_names(unit_ids, request.today),
    }
    return render(request, "people/delegation_list.html", context)


@page(Role.UNIT_HEAD, Role.STANDING_HEAD)
@require_http_methods(["GET", "POST"])
def delegation_new(request: Any, pk: int) -> HttpResponse:
    """Lends the own hat `pk` to a colleague."""
    assignment = assignments.get_for(request.user, request.today, action="delegate", pk=pk)
    form = DelegationForm(request.POST or None, assignment=assignment, on=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            services.delegate(by=request.user, at=request.moment, assignment=assignment, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Đã ghi ủy quyền."))
            return redirect("people:delegations")
    names = unit_names([assignment.unit_id], request.today)
    context = {"form": form, "assignment": assignment, "unit_name": names.get(assignment.unit_id or 0, "")}
    return render(request, "people/delegation_form.html", context)


@page(*ANY_ROLE)
@require_POST
def delegation_end(request: Any, pk: int) -> HttpResponse:
    """Takes a lent hat back, or gives a received one back."""
    delegation = delegations.get_for(request.user, request.today, action="end", pk=pk)
    try:
        services.end_delegation(by=request.user, at=request.moment, delegation=delegation)
        messages.success(request, _("Đã kết thúc ủy quyền."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("people:delegations")
