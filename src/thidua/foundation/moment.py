"""What this installation is, and what day it is for it.

Domain code never asks the clock. A request carries `moment` (aware, Asia/Ho_Chi_Minh) and `today`;
a demonstration lives on a date of its own, with the real time of day.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.core.text import format_date, nfc
from thidua.foundation.audit.services import Actor, record

BARE_PATHS = frozenset({"/healthz"})
"""Addresses that must answer without a database."""


class Installation(models.Model):
    """The one row that says whether this is a demonstration, on which date it lives and whom to ask."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    is_demo = models.BooleanField(_("Bản trình diễn"), default=False)
    demo_date = models.DateField(_("Ngày của bản trình diễn"), null=True, blank=True)
    stage = models.CharField(_("Giai đoạn trình diễn"), max_length=40, blank=True)
    seed = models.BigIntegerField(_("Số gieo"), null=True, blank=True)
    support_contact = models.CharField(_("Nơi hỗ trợ người dùng"), max_length=200, blank=True)

    class Meta:
        app_label = "foundation"
        verbose_name = _("bản cài đặt")
        verbose_name_plural = _("bản cài đặt")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="installation_is_one_row"),
            models.CheckConstraint(
                condition=Q(is_demo=True, demo_date__isnull=False)
                | Q(is_demo=False, demo_date__isnull=True, stage="", seed__isnull=True),
                name="installation_demo_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return "Bản trình diễn" if self.is_demo else "Bản chính thức"

    def now(self) -> datetime:
        """The present moment of this installation, Asia/Ho_Chi_Minh."""
        real = timezone.localtime()
        if self.demo_date is None:
            return real
        return datetime.combine(self.demo_date, real.time(), tzinfo=real.tzinfo)


def day_after(on: date) -> datetime:
    """The first moment after `on`, Asia/Ho_Chi_Minh: “up to the end of the day”, as an index can find it."""
    return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))


def moment_words(value: datetime) -> str:
    """14:05 ngày 09/6/2026, Asia/Ho_Chi_Minh."""
    local = timezone.localtime(value)
    return gettext("%(time)s ngày %(day)s") % {"time": f"{local:%H:%M}", "day": format_date(local.date())}


def current_installation() -> Installation:
    """The row, or the description of a plain production installation where none was written yet."""
    return Installation.objects.filter(pk=1).first() or Installation()


@transaction.atomic
def describe_installation(
    *,
    by: Actor | None,
    at: datetime,
    is_demo: bool,
    demo_date: date | None = None,
    stage: str = "",
    seed: int | None = None,
    support_contact: str = "",
) -> Installation:
    """Writes what this installation is (`thidua init`, `thidua demo`); one audit event.

    Raises IntegrityError when a demonstration has no date or a production installation has one.
    """
    old = Installation.objects.select_for_update().filter(pk=1).first()
    new = Installation(
        is_demo=is_demo,
        demo_date=demo_date,
        stage=stage,
        seed=seed,
        support_contact=nfc(support_contact),
    )
    new.save(force_insert=old is None, force_update=old is not None)
    record(
        by=by,
        at=at,
        action="foundation.installation_described",
        subject=new,
        before=_facts(old) if old else None,
        after=_facts(new),
    )
    return new


def _facts(row: Installation) -> dict[str, object]:
    return {
        "is_demo": row.is_demo,
        "demo_date": row.demo_date,
        "stage": row.stage,
        "seed": row.seed,
        "support_contact": row.support_contact,
    }


class MomentMiddleware:
    """Sets `request.installation`, `request.moment` and `request.today`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        bare = request.path_info in BARE_PATHS
        installation = Installation() if bare else current_installation()
        moment = installation.now()
        request.installation = installation  # type: ignore[attr-defined]
        request.moment = moment  # type: ignore[attr-defined]
        request.today = moment.date()  # type: ignore[attr-defined]
        return self.get_response(request)
