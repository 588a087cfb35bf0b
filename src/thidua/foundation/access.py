"""Who may open what: page declarations, refusals with their reason, and the shape of every door."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import wraps
from typing import Any, Protocol, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import Role
from thidua.core.text import join_words
from thidua.foundation.role_names import ROLE_NAMES

Words = str | Promise
Row = TypeVar("Row", bound=Model, covariant=True)
View = Callable[..., HttpResponseBase]


class Who(StrEnum):
    """Pages that ask for no role."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


PUBLIC = Who.PUBLIC
"""Anybody on the internet."""
SIGNED_IN = Who.SIGNED_IN
"""Any open account, also one without a role."""
ANY_ROLE = tuple(Role)
"""Any account that wears at least one hat today: `@page(*ANY_ROLE)`."""


class Refused(Exception):
    """A visible thing, a forbidden act: `reason` says why, `next_step` what the person can do.

    The middleware renders it as a page with both sentences and `status`.
    """

    status = 403

    def __init__(self, reason: Words, next_step: Words = "") -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.next_step = next_step


class Person(Protocol):
    """The part of an account that doors look at (`people.models.User`)."""

    pk: Any
    is_authenticated: bool
    is_active: bool

    def hats(self, on: date) -> tuple[Any, ...]: ...

    def has_role(self, on: date, *roles: Role) -> bool: ...

    def unit_ids(self, on: date, *roles: Role) -> frozenset[int]: ...


class Door(Protocol[Row]):
    """What each app's `access.py` offers, and the only way to a row from a view."""

    def visible_to(self, user: Person, on: date) -> "QuerySet[Any]":
        """The rows `user` may know of on `on`."""
        ...

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Row:
        """One row: Http404 when it is not visible, Refused with a reason when `action` is forbidden."""
        ...


def no_role_yet() -> Refused:
    """The refusal of an account that wears no hat today."""
    return Refused(
        _("Tài khoản của bạn hiện chưa được giao vai trò nào, hoặc vai trò đã hết hạn."),
        _("Đề nghị quản trị kỹ thuật giao vai trò; nêu rõ đơn vị, công việc phụ trách và thời gian."),
    )


def not_for_you(*roles: Role) -> Refused:
    """The refusal of a page or act that belongs to `roles`."""
    names = [ROLE_NAMES[role] for role in ROLE_NAMES if role in roles]
    return Refused(
        format_lazy("{before} {roles}.", before=_("Việc này dành cho:"), roles=_LazyList(names)),
        _("Nếu công việc của bạn cần việc này, đề nghị quản trị kỹ thuật giao đúng vai trò."),
    )


class _LazyList:
    """Names joined when the page is rendered, in the reader's language."""

    def __init__(self, names: list[Promise]) -> None:
        self.names = names

    def __str__(self) -> str:
        return join_words([str(name) for name in self.names], last=str(_("và")))


def require_role(request: HttpRequest, *roles: Role) -> None:
    """Raises Refused, with the names of `roles`, unless the person wears one of them today."""
    today: date = request.today  # type: ignore[attr-defined]
    user: Any = request.user
    if not user.is_authenticated:
        raise Refused(_("Bạn chưa đăng nhập."), _("Đăng nhập rồi mở lại trang này."))
    if not user.hats(today):
        raise no_role_yet()
    if not user.has_role(today, *roles):
        raise not_for_you(*roles)


def page(*who: Role | Who) -> Callable[[View], View]:
    """Declares who may open a view: roles, or PUBLIC, or SIGNED_IN.

    A visitor who is not signed in is sent to sign in first; a person without the role is refused
    with words. The permission matrix test fails for a view without this declaration.
    """
    if not who:
        raise TypeError("@page() needs roles, PUBLIC or SIGNED_IN")
    declared = frozenset(who)

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if PUBLIC not in declared:
                if not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                if SIGNED_IN not in declared:
                    require_role(request, *(role for role in declared if isinstance(role, Role)))
            return view(request, *args, **kwargs)

        guarded.page_for = declared  # type: ignore[attr-defined]
        return guarded

    return declare


class AccessMiddleware:
    """Renders Refused as a page that gives the reason and the next step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; any other exception goes on."""
        if not isinstance(exception, Refused):
            return None
        words = {"reason": exception.reason, "next_step": exception.next_step}
        return render(request, f"errors/{exception.status}.html", words, status=exception.status)
