"""Pages of accounts and hats."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import Role
from thidua.foundation.access import SIGNED_IN, page
from thidua.people import services
from thidua.people.access import accounts, assignments
from thidua.people.forms import AccountForm, GrantForm, NewAccountForm, ReasonForm
from thidua.people.password_links import password_link
from thidua.people.selectors import assignments_of, find_accounts, unit_names


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """Puts what a service complained about beside the fields it names, the rest on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        field = "unit_text" if name == "unit" else name
        form.add_error(field if field in form.fields else None, errors)


@page(Role.TECHNICAL_ADMIN, Role.AUDITOR)
@require_GET
def account_list(request: Any) -> HttpResponse:
    """Accounts in Vietnamese order, found by any part of a name with or without marks."""
    text = request.GET.get("q", "")
    found, more = find_accounts(request.user, request.today, text=text, after=request.GET.get("after", ""))
    hats = [hat for row in found for hat in row.hats]
    names = unit_names((hat.unit_id for hat in hats), request.today)
    context = {
        "rows": found,
        "unit_names": names,
        "q": text,
        "more": more,
        "may_manage": request.user.has_role(request.today, Role.TECHNICAL_ADMIN),
    }
    return render(request, "people/account_list.html", context)


@page(SIGNED_IN)
@require_GET
def account_page(request: Any, pk: int) -> HttpResponse:
    """One account with its hats now and in the past; one's own for everybody."""
    account = accounts.get_for(request.user, request.today, pk=pk)
    present, past = assignments_of(account, request.today)
    context = {
        "account": account,
        "present": present,
        "past": past,
        "unit_names": unit_names((row.unit_id for row in [*present, *past]), request.today),
        "may_manage": request.user.has_role(request.today, Role.TECHNICAL_ADMIN),
        "is_self": account.pk == request.user.pk,
    }
    return render(request, "people/account_page.html", context)


@page(Role.TECHNICAL_ADMIN)
@require_http_methods(["GET", "POST"])
def account_new(request: Any) -> HttpResponse:
    """A new account."""
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = services.create_account(by=request.user, at=request.moment, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request, _("Đã lập tài khoản. Tiếp theo: giao vai trò và cấp đường dẫn đặt mật khẩu.")
            )
            return redirect("people:account", pk=account.pk)
    return render(request, "people/account_form.html", {"form": form})


@page(Role.TECHNICAL_ADMIN)
@require_http_methods(["GET", "POST"])
def account_edit(request: Any, pk: int) -> HttpResponse:
    """Name, position and e-mail of an account."""
    account = accounts.get_for(request.user, request.today, action="manage", pk=pk)
    now = {name: getattr(account, name) for name in ("full_name", "position_title", "email")}
    form = AccountForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_account(by=request.user, at=request.moment, user=account, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Đã lưu thay đổi."))
            return redirect("people:account", pk=account.pk)
    return render(request, "people/account_form.html", {"form": form, "account": account})


@page(Role.TECHNICAL_ADMIN)
@require_http_methods(["GET", "POST"])
def account_close(request: Any, pk: int) -> HttpResponse:
    """Closes an account, with a reason."""
    account = accounts.get_for(request.user, request.today, action="manage", pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.deactivate_account(
                by=request.user, at=request.moment, user=account, reason=form.cleaned_data["reason"]
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Đã khóa tài khoản."))
            return redirect("people:account", pk=account.pk)
    return render(request, "people/account_close.html", {"form": form, "account": account})


@page(Role.TECHNICAL_ADMIN)
@require_POST
def account_open(request: Any, pk: int) -> HttpResponse:
    """Opens a closed account again."""
    account = accounts.get_for(request.user, request.today, action="manage", pk=pk)
    try:
        services.reactivate_account(by=request.user, at=request.moment, user=account)
        messages.success(request, _("Đã mở lại tài khoản."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("people:account", pk=account.pk)


@page(Role.TECHNICAL_ADMIN)
@never_cache
@require_POST
def password_link_page(request: Any, pk: int) -> HttpResponse:
    """Shows, once, a link with which the person sets a password."""
    account = accounts.get_for(request.user, request.today, action="manage", pk=pk)
    expires = services.issue_password_link(by=request.user, at=request.moment, user=account)
    context = {"account": account, "link": password_link(request, account), "expires": expires}
    return render(request, "people/password_link.html", context)


@page(Role.TECHNICAL_ADMIN)
@require_http_methods(["GET", "POST"])
def role_grant(request: Any, pk: int) -> HttpResponse:
    """Gives a hat to an account."""
    account = accounts.get_for(request.user, request.today, action="manage", pk=pk)
    form = GrantForm(request.POST or None, on=request.today)
    if request.method == "POST" and form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("valid_from", "valid_to", "note")}
        role, unit_id = form.chosen_role(), form.unit_id
        try:
            services.grant_role(
                by=request.user, at=request.moment, user=account, role=role, unit_id=unit_id, **days
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Đã giao vai trò."))
            return redirect("people:account", pk=account.pk)
    return render(request, "people/role_grant.html", {"form": form, "account": account})


@page(Role.TECHNICAL_ADMIN)
@require_http_methods(["GET", "POST"])
def role_end(request: Any, pk: int) -> HttpResponse:
    """Ends a hat from today on, with a reason."""
    assignment = assignments.get_for(request.user, request.today, action="end", pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.end_role(
                by=request.user, at=request.moment, assignment=assignment, reason=form.cleaned_data["reason"]
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Đã kết thúc vai trò."))
            return redirect("people:account", pk=assignment.user_id)
    names = unit_names([assignment.unit_id], request.today)
    context = {"form": form, "assignment": assignment, "unit_name": names.get(assignment.unit_id or 0, "")}
    return render(request, "people/role_end.html", context)
