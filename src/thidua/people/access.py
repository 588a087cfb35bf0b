"""The doors to accounts, role assignments and delegations.

A technical administrator manages accounts and hats, an auditor reads them, everybody sees
themselves and the delegations they gave or received.
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import Role
from thidua.foundation.access import Refused, not_for_you
from thidua.people.models import Delegation, RoleAssignment, User

READERS = (Role.TECHNICAL_ADMIN, Role.AUDITOR)


def require_admin(by: User | None, on: date) -> None:
    """Raises Refused unless `by` manages accounts on `on`; None is the system itself (set-up)."""
    if by is not None and not by.has_role(on, Role.TECHNICAL_ADMIN):
        raise not_for_you(Role.TECHNICAL_ADMIN)


class AccountDoor:
    """Actions: view, manage."""

    def visible_to(self, user: User, on: date) -> QuerySet[User]:
        """All accounts for administrators and auditors, one's own for everybody else."""
        if user.has_role(on, *READERS):
            return User.objects.all()
        return User.objects.filter(pk=user.pk)

    def get_for(self, user: User, on: date, *, action: str = "view", **lookup: Any) -> User:
        """One account; Http404 when not visible, Refused for `manage` without the role."""
        account = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "manage":
            require_admin(user, on)
        return account


class AssignmentDoor:
    """Actions: view, end, delegate."""

    def visible_to(self, user: User, on: date) -> QuerySet[RoleAssignment]:
        """All hats for administrators and auditors, one's own for everybody else."""
        rows = RoleAssignment.objects.select_related("user", "unit")
        return rows if user.has_role(on, *READERS) else rows.filter(user=user)

    def get_for(self, user: User, on: date, *, action: str = "view", **lookup: Any) -> RoleAssignment:
        """One assignment; Http404 when not visible, Refused with the reason for the other actions."""
        assignment = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "end":
            require_admin(user, on)
        if action == "delegate":
            require_own_head_hat(user, assignment, on)
        return assignment


class DelegationDoor:
    """Actions: view, end."""

    def visible_to(self, user: User, on: date) -> QuerySet[Delegation]:
        """Those given and received; all for administrators and auditors."""
        rows = Delegation.objects.select_related(
            "assignment__user", "assignment__unit", "from_user", "to_user"
        )
        if user.has_role(on, *READERS):
            return rows
        return rows.filter(Q(from_user=user) | Q(to_user=user))

    def get_for(self, user: User, on: date, *, action: str = "view", **lookup: Any) -> Delegation:
        """One delegation; the giver, the receiver and an administrator may end it."""
        delegation = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "end":
            require_may_end(user, delegation, on)
        return delegation


def require_own_head_hat(user: User, assignment: RoleAssignment, on: date) -> None:
    """Raises Refused unless `assignment` is a head's hat that `user` wears on `on` by assignment."""
    if assignment.user_id != user.pk:
        raise Refused(
            _("Chỉ người được giao vai trò mới ủy quyền được vai trò đó; vai trò nhận ủy quyền thì không."),
            _("Đề nghị chính người được giao vai trò lập ủy quyền."),
        )
    if not assignment.may_be_delegated():
        raise Refused(
            _("Chỉ ủy quyền được vai trò thủ trưởng đơn vị hoặc lãnh đạo cơ quan thường trực."),
            _("Vai trò khác cần người mới thì đề nghị quản trị kỹ thuật giao vai trò."),
        )
    if not assignment.is_in_force(on):
        raise Refused(
            _("Vai trò này hiện không còn hiệu lực nên không ủy quyền được."),
            _("Nếu bạn vẫn giữ chức vụ này, đề nghị quản trị kỹ thuật giao lại vai trò."),
        )


def require_may_end(user: User, delegation: Delegation, on: date) -> None:
    """Raises Refused unless `user` gave or received `delegation`, or administers accounts."""
    if user.pk not in (delegation.from_user_id, delegation.to_user_id):
        require_admin(user, on)


accounts = AccountDoor()
assignments = AssignmentDoor()
delegations = DelegationDoor()
