"""The classes of heads of units by score: the dated rules, and a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core.roles import Role
from thidua.foundation.access import page, require_role
from thidua.index_results.access import COMPUTED_READERS
from thidua.index_results.errors import ResultRefused
from thidua.index_results.forms import ClassesForm, first_values
from thidua.index_results.head_classes import all_rules, rule_on, set_classes


@page(*COMPUTED_READERS)
@require_http_methods(["GET", "POST"])
def classes(request: Any) -> HttpResponse:
    """Every rule, the latest first; the head of the office sets the next one."""
    rule = rule_on(request.today)
    if request.method == "POST":
        require_role(request, Role.STANDING_HEAD)
    form = ClassesForm(request.POST or None, initial=first_values(request.today, rule))
    if request.method == "POST" and form.is_valid():
        try:
            set_classes(by=request.user, at=request.moment, **form.cleaned_data)
        except ResultRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lưu các mức; kết quả đã khóa trước đó giữ mức cũ."))
            return redirect("index_results:classes")
    context = {
        "rules": all_rules(),
        "present": rule,
        "form": form,
        "is_head": request.user.has_role(request.today, Role.STANDING_HEAD),
    }
    return render(request, "index_results/classes.html", context)
