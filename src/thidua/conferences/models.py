"""A conference with its programme, invitations, packs of figures and the awards it hands over."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.conferences.enums import Answer, Kind, Scope, State
from thidua.foundation.files.models import StoredFile
from thidua.units.models import Unit

USER = settings.AUTH_USER_MODEL


class Conference(models.Model):
    """A conference. `year`: the year looked back on; `chosen` are codes of units, for scope CHOSEN only."""

    title = models.CharField(_("tên hội nghị"), max_length=300)
    kind = models.CharField(_("loại"), max_length=6, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("năm"))
    starts_at = models.DateTimeField(_("bắt đầu lúc"))
    place = models.CharField(_("địa điểm"), max_length=300)
    chair = models.CharField(_("chủ trì"), max_length=300)
    scope = models.CharField(_("đơn vị được mời"), max_length=6, choices=Scope.choices)
    chosen = models.JSONField(_("đơn vị được chọn"), default=list)
    state = models.CharField(_("trạng thái"), max_length=7, choices=State.choices, default=State.PLANNED)
    begun_by = models.ForeignKey(
        USER, verbose_name=_("người lập"), on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(_("lập lúc"))
    invited_at = models.DateTimeField(_("mời lúc"), null=True)
    held_at = models.DateTimeField(_("ghi đã tổ chức lúc"), null=True)
    off_reason = models.CharField(_("lý do hủy"), max_length=500, blank=True)
    conclusions = models.TextField(_("kết luận của hội nghị"), blank=True)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("tệp kết luận"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("hội nghị")
        verbose_name_plural = _("hội nghị")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="conference_invited_at_a_moment",
                condition=Q(state="off")
                | Q(state="planned", invited_at__isnull=True)
                | Q(state__in=["invited", "held"], invited_at__isnull=False),
            ),
            models.CheckConstraint(
                name="conference_called_off_with_a_reason",
                condition=~Q(state="off") | ~Q(off_reason=""),
            ),
            models.CheckConstraint(
                name="conference_held_with_words",
                condition=~Q(state="held") | (~Q(conclusions="") & Q(held_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeLine(models.Model):
    """One item of the programme."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="programme")
    at = models.TimeField(_("giờ"))
    item = models.CharField(_("nội dung"), max_length=300)
    who = models.CharField(_("người thực hiện"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("mục chương trình")
        verbose_name_plural = _("chương trình hội nghị")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.item


class Invitation(models.Model):
    """One invited unit and what it answered. `people`: names of who comes; `reason`: why nobody does."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="invitations")
    unit = models.ForeignKey(Unit, verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("trả lời"), max_length=3, choices=Answer.choices, blank=True)
    count = models.PositiveSmallIntegerField(_("số người dự"), default=0)
    people = models.TextField(_("người dự"), blank=True)
    reason = models.TextField(_("lý do không dự"), blank=True)
    answered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)

    class Meta:
        verbose_name = _("giấy mời")
        verbose_name_plural = _("giấy mời")
        ordering = ["conference", "unit"]
        constraints = [
            models.UniqueConstraint(name="invited_once", fields=["conference", "unit"]),
            models.CheckConstraint(
                name="invitation_answered_in_full",
                condition=Q(answer="", answered_at__isnull=True, count=0)
                | (Q(answer="yes", answered_at__isnull=False, count__gt=0) & ~Q(people=""))
                | (Q(answer="no", answered_at__isnull=False, count=0) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conference} – {self.unit}"


class Pack(models.Model):
    """The figures as they stood at one moment; never changed, the latest one holds."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="packs")
    figures: models.JSONField[Any] = models.JSONField(_("số liệu"))
    drawn_by = models.ForeignKey(
        USER, verbose_name=_("người lấy"), on_delete=models.PROTECT, related_name="+"
    )
    drawn_at = models.DateTimeField(_("số liệu lúc"))

    class Meta:
        verbose_name = _("bộ số liệu hội nghị")
        verbose_name_plural = _("bộ số liệu hội nghị")
        ordering = ["-drawn_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.conference} {self.drawn_at}"


class AwardFile(models.Model):
    """A list of awards as it was brought, before and after it was stored."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="award_files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(_("tải lên lúc"))
    stored_at = models.DateTimeField(_("lưu lúc"), null=True)

    class Meta:
        verbose_name = _("tệp danh sách trao thưởng")
        verbose_name_plural = _("tệp danh sách trao thưởng")
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.conference} {self.file}"


class HandedAward(models.Model):
    """An award that the conference hands over. `unit` None: somebody outside the units of the movement."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="awards")
    unit = models.ForeignKey(
        Unit, verbose_name=_("đơn vị"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    recipient = models.CharField(_("tập thể, cá nhân được tặng"), max_length=300)
    folded = models.CharField(max_length=300, editable=False)
    award = models.CharField(_("hình thức"), max_length=200)
    decision = models.CharField(_("số quyết định"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định"))
    is_presented = models.BooleanField(_("đã trao"), default=False)
    received_by = models.CharField(_("người nhận"), max_length=200, blank=True)
    received_on = models.DateField(_("ngày nhận"), null=True)
    confirmed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("đơn vị xác nhận lúc"), null=True)

    class Meta:
        verbose_name = _("khen thưởng trao tại hội nghị")
        verbose_name_plural = _("khen thưởng trao tại hội nghị")
        ordering = ["conference", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="handed_award_once", fields=["conference", "folded", "award", "decision"]
            ),
            models.CheckConstraint(
                name="handed_award_presented_to_somebody",
                condition=Q(is_presented=False, received_by="", received_on__isnull=True)
                | (Q(is_presented=True, received_on__isnull=False) & ~Q(received_by="")),
            ),
            models.CheckConstraint(
                name="handed_award_confirmed_after_it_was_presented",
                condition=Q(confirmed_at__isnull=True) | Q(is_presented=True, unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} – {self.award}"
