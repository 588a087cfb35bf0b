"""Accounts of officials. What a person may do comes from dated role assignments, never from flags.

There is no Django admin and so no `is_staff` and no `is_superuser`: an account alone opens nothing.
"""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import UNIT_ROLES, Role
from thidua.people.enums import DELEGABLE_ROLES, role_choices
from thidua.people.hats import Hat, HatSource

CITY_ROLE_VALUES = sorted(role.value for role in Role if role not in UNIT_ROLES)
UNIT_ROLE_VALUES = sorted(role.value for role in UNIT_ROLES)


LOGIN_NAME = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$",
    _("Tên đăng nhập dùng 3–64 chữ không dấu, chữ số, dấu chấm hoặc gạch; ví dụ: nguyenvana."),
)


class UserManager(BaseUserManager["User"]):
    """Finds an account by its login name; accounts are made by `people.services.create_account`."""


class User(AbstractBaseUser):
    """One official. The login name is a staff code or the name part of the official e-mail address."""

    username = models.CharField(
        _("Tên đăng nhập"),
        max_length=64,
        unique=True,
        validators=[LOGIN_NAME],
        error_messages={"unique": _("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.")},
    )
    full_name = models.CharField(_("Họ và tên"), max_length=120)
    position_title = models.CharField(_("Chức vụ"), max_length=160, blank=True)
    email = models.EmailField(_("Thư điện tử công vụ"), blank=True)
    is_active = models.BooleanField(_("Đang hoạt động"), default=True)
    date_joined = models.DateTimeField(_("Ngày lập tài khoản"))
    # Filled by the services from full_name, so that search and order agree on every database.
    folded = models.CharField(max_length=240, editable=False)
    sort_key = models.CharField(max_length=1000, editable=False, db_index=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        constraints = [
            models.CheckConstraint(
                condition=~Q(full_name=""),
                name="user_has_a_name",
                violation_error_message=_("Hãy ghi họ và tên."),
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="user_username_unique_without_case",
                violation_error_message=_("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="user_email_unique_if_given",
                violation_error_message=_("Thư điện tử này đã có ở một tài khoản khác."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """The person's name (allauth and e-mails ask for it under this name)."""
        return self.full_name

    def get_short_name(self) -> str:
        """The given name, the last word of a Vietnamese name."""
        return self.full_name.rsplit(" ", 1)[-1]

    def hats(self, on: date) -> tuple[Hat, ...]:
        """Every hat this person wears on `on`, own ones first, each once; none for a closed account.

        Kept on the instance, and so for one request; `forget_hats` drops what is kept.
        """
        kept: dict[date, tuple[Hat, ...]] = self.__dict__.setdefault("_hats", {})
        if on not in kept:
            kept[on] = self._read_hats(on) if self.is_active and self.pk else ()
        return kept[on]

    def _read_hats(self, on: date) -> tuple[Hat, ...]:
        own = (
            RoleAssignment.objects.in_force(on)
            .filter(user=self)
            .annotate(is_delegated=models.Value(0))
            .values_list("is_delegated", "role", "unit_id")
        )
        lent = (
            Delegation.objects.in_force(on)
            .filter(to_user=self)
            .annotate(is_delegated=models.Value(1))
            .values_list("is_delegated", "assignment__role", "assignment__unit_id")
        )
        hats: dict[tuple[str, int | None], Hat] = {}
        for is_delegated, role, unit_id in sorted(
            own.union(lent), key=lambda row: (row[0], row[1], row[2] or 0)
        ):
            source = HatSource.DELEGATION if is_delegated else HatSource.ASSIGNMENT
            hats.setdefault((role, unit_id), Hat(Role(role), unit_id, source))
        return tuple(hats.values())

    def forget_hats(self) -> None:
        """Drops the kept hats; services call it after a change."""
        self.__dict__.pop("_hats", None)

    def has_role(self, on: date, *roles: Role) -> bool:
        """Whether the person wears one of `roles` on `on`, for any unit."""
        return any(hat.role in roles for hat in self.hats(on))

    def unit_ids(self, on: date, *roles: Role) -> frozenset[int]:
        """The units for which the person wears one of `roles` on `on` (without roles: any unit hat)."""
        return frozenset(
            hat.unit_id
            for hat in self.hats(on)
            if hat.unit_id is not None and (not roles or hat.role in roles)
        )


def _in_force(on: date, prefix: str = "") -> Q:
    """Rows in force on `on`: `valid_to` is the last day (may be open), `ended_on` the first without."""
    return (
        Q(**{f"{prefix}valid_from__lte": on})
        & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on}))
        & (Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": on}))
    )


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Role assignments by date."""

    def in_force(self, on: date) -> "RoleAssignmentQuerySet":
        """The assignments that give a hat on `on`."""
        return self.filter(_in_force(on))


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations by date."""

    def in_force(self, on: date) -> "DelegationQuerySet":
        """The delegations that lend a hat on `on`: the delegated hat itself must be worn that day."""
        return self.filter(_in_force(on), _in_force(on, "assignment__"), assignment__user__is_active=True)


class RoleAssignment(models.Model):
    """One hat of one person from one day on; ended, never deleted or changed.

    `valid_to` is the last day foreseen when it was given; `ended_on` the first day without the hat
    when somebody ended it earlier.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(_("Vai trò"), max_length=32, choices=role_choices)
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="role_assignments"
    )
    valid_from = models.DateField(_("Từ ngày"))
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)
    granted_at = models.DateTimeField()
    # Empty only for the first technical administrator, whom the set-up command appoints.
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(_("Lý do"), max_length=300, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("vai trò được giao")
        verbose_name_plural = _("vai trò được giao")
        indexes = [models.Index(fields=["role", "unit"], name="assignment_role_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=UNIT_ROLE_VALUES, unit__isnull=False)
                | Q(role__in=CITY_ROLE_VALUES, unit__isnull=True),
                name="assignment_unit_exactly_for_unit_roles",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="assignment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_at__isnull=True, ended_by__isnull=True)
                | Q(
                    ended_on__isnull=False,
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    ended_on__gte=F("valid_from"),
                ),
                name="assignment_end_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")),
                name="assignment_not_granted_to_oneself",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=Q(unit__isnull=False, valid_to__isnull=True, ended_on__isnull=True),
                name="assignment_open_unit_role_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(unit__isnull=True, valid_to__isnull=True, ended_on__isnull=True),
                name="assignment_open_city_role_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.user}"

    def is_in_force(self, on: date) -> bool:
        """Whether this row gives its hat on `on`."""
        return (
            self.valid_from <= on
            and (self.valid_to is None or self.valid_to >= on)
            and (self.ended_on is None or self.ended_on > on)
        )

    def may_be_delegated(self) -> bool:
        """Whether this is a hat of a head, the only ones that can be lent."""
        return self.role in DELEGABLE_ROLES


class Delegation(models.Model):
    """A head lends one own hat for some days, by a written document.

    Only an assignment can be lent, so a lent hat cannot be lent on. A delegation gives a hat only on
    days on which the assignment itself gives it, so it cannot outlive or widen it.
    """

    assignment = models.ForeignKey(RoleAssignment, on_delete=models.PROTECT, related_name="delegations")
    # The person of the assignment once more, so that the database itself can refuse from = to.
    from_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_given")
    to_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_received")
    valid_from = models.DateField(_("Từ ngày"))
    valid_to = models.DateField(_("Đến hết ngày"))
    document_number = models.CharField(_("Số văn bản ủy quyền"), max_length=60)
    granted_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("ủy quyền")
        verbose_name_plural = _("ủy quyền")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="delegation_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(document_number=""), name="delegation_has_a_document"),
            models.CheckConstraint(condition=~Q(from_user=F("to_user")), name="delegation_not_to_oneself"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_at__isnull=True, ended_by__isnull=True)
                | Q(
                    ended_on__isnull=False,
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    ended_on__gte=F("valid_from"),
                ),
                name="delegation_end_is_complete",
            ),
            models.UniqueConstraint(
                fields=["assignment", "to_user", "valid_from"],
                condition=Q(ended_on__isnull=True),
                name="delegation_once_for_one_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} → {self.to_user}"

    def is_in_force(self, on: date) -> bool:
        """Whether this row lends its hat on `on` (needs `assignment` and its user loaded)."""
        return (
            self.valid_from <= on <= self.valid_to
            and (self.ended_on is None or self.ended_on > on)
            and self.assignment.is_in_force(on)
            and self.assignment.user.is_active
        )
