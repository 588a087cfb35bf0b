"""Versions of the plan, and which of them each cycle follows from when on. A confirmed one stays."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile


class Status(models.TextChoices):
    """How far a version has come."""

    DRAFT = "draft", _("bản nháp")
    CONFIRMED = "confirmed", _("đã xác nhận")
    DROPPED = "dropped", _("đã bỏ")


class ProgrammeVersion(models.Model):
    """One version of the plan. `text` is its whole file; empty: the file that comes with the software.

    The first is the published plan and belongs to nobody; every later one is drafted by one person and
    confirmed by another. `number` comes with the confirmation.
    """

    number = models.PositiveSmallIntegerField(_("phiên bản"), null=True, unique=True)
    title = models.CharField(_("tên"), max_length=200)
    text = models.TextField(blank=True, editable=False)
    fingerprint = models.CharField(_("mã băm nội dung"), max_length=64)
    base = models.ForeignKey(
        "self", verbose_name=_("sửa từ"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(_("lý do"), blank=True)
    status = models.CharField(_("trạng thái"), max_length=9, choices=Status.choices)
    document_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    document_date = models.DateField(_("ngày quyết định"), null=True)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("tệp quyết định"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người soạn"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    drafted_at = models.DateTimeField(_("soạn lúc"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người xác nhận"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True)

    class Meta:
        verbose_name = _("phiên bản Kế hoạch")
        verbose_name_plural = _("phiên bản Kế hoạch")
        ordering = [F("number").desc(nulls_first=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                name="programme_version_numbered_when_confirmed",
                condition=Q(status="confirmed", number__isnull=False)
                | (~Q(status="confirmed") & Q(number__isnull=True)),
            ),
            models.CheckConstraint(
                name="programme_version_confirmed_by_a_second_person",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="programme_amendment_has_its_decision",
                condition=~Q(status="confirmed")
                | Q(base__isnull=True)
                | (~Q(document_number="") & Q(document_date__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Cycle(models.Model):
    """A year of the movement, or the whole period (`2026-2030`). `place` is its order."""

    code = models.CharField(_("đợt"), max_length=9, unique=True)
    place = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        verbose_name = _("đợt")
        verbose_name_plural = _("đợt")
        ordering = ["place"]

    def __str__(self) -> str:
        return self.code


class CyclePin(models.Model):
    """A cycle follows a version from a day on, until a later row. No row is changed or taken away."""

    cycle = models.ForeignKey(Cycle, verbose_name=_("đợt"), on_delete=models.PROTECT, related_name="pins")
    version = models.ForeignKey(
        ProgrammeVersion, verbose_name=_("phiên bản"), on_delete=models.PROTECT, related_name="pins"
    )
    valid_from = models.DateField(_("từ ngày"))
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người gắn"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    pinned_at = models.DateTimeField(_("gắn lúc"), null=True)

    class Meta:
        verbose_name = _("phiên bản của đợt")
        verbose_name_plural = _("phiên bản của đợt")
        ordering = ["cycle__place", "valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(name="cycle_takes_a_version_once", fields=["cycle", "version"])
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.version_id}"
