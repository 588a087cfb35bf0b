"""Awards that units gave on their own decision, and the files they were brought in with.

The city approves nothing here; the register lets duplicates and statistics be seen. An unknown answer to
“is a leader” or “is a woman” stays empty and is counted as not known.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.awards.base_level.enums import BaseForm, ImportStatus, Subject
from thidua.foundation.files.models import StoredFile
from thidua.initiatives.models import Initiative
from thidua.units.models import Unit


class BaseImport(models.Model):
    """A file of a unit's awards of one year, kept as it came."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    year = models.PositiveSmallIntegerField(_("năm"))
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("tệp danh sách")
    )
    status = models.CharField(
        _("trạng thái"), max_length=8, choices=ImportStatus.choices, default=ImportStatus.RECEIVED
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    brought_at = models.DateTimeField(_("tải lên lúc"))
    stored_at = models.DateTimeField(_("lưu lúc"), null=True, blank=True)

    class Meta:
        app_label = "awards"
        verbose_name = _("tệp khen thưởng cấp cơ sở")
        verbose_name_plural = _("tệp khen thưởng cấp cơ sở")
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="base_import_stored_with_its_moment",
                condition=Q(status="stored", stored_at__isnull=False)
                | (~Q(status="stored") & Q(stored_at__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class BaseAward(models.Model):
    """One award that a unit gave. `removed_at` set: entered by mistake, counts nowhere, stays readable."""

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="base_awards", verbose_name=_("đơn vị")
    )
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    subject = models.CharField(_("đối tượng"), max_length=10, choices=Subject.choices)
    name = models.CharField(_("tên tập thể hoặc họ và tên"), max_length=160)
    position = models.CharField(_("chức vụ"), max_length=160, blank=True)
    is_leader = models.BooleanField(_("là lãnh đạo, quản lý"), null=True, blank=True)
    is_woman = models.BooleanField(_("là nữ"), null=True, blank=True)
    form = models.CharField(_("hình thức khen thưởng"), max_length=12, choices=BaseForm.choices)
    decision_number = models.CharField(_("số quyết định"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định"))
    achievement = models.CharField(_("thành tích"), max_length=600)
    initiative = models.ForeignKey(
        Initiative,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="base_awards",
        verbose_name=_("sáng kiến"),
    )
    file = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tệp quyết định"),
    )
    brought_in = models.ForeignKey(
        BaseImport, on_delete=models.PROTECT, null=True, blank=True, related_name="awards"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))
    removed_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)
    removal_reason = models.CharField(_("lý do bỏ"), max_length=300, blank=True)
    folded_name = models.CharField(max_length=160, db_index=True, editable=False)

    class Meta:
        app_label = "awards"
        verbose_name = _("khen thưởng cấp cơ sở")
        verbose_name_plural = _("khen thưởng cấp cơ sở")
        ordering = ["-year", "-decided_on", "-pk"]
        indexes = [models.Index(fields=["year", "unit"], name="base_award_year_unit")]
        constraints = [
            models.CheckConstraint(name="base_award_named", condition=~Q(name="")),
            models.CheckConstraint(name="base_award_by_decision", condition=~Q(decision_number="")),
            models.CheckConstraint(
                name="base_award_plausible_year", condition=Q(year__gte=2020, year__lte=2100)
            ),
            models.CheckConstraint(
                name="base_award_person_facts_of_persons",
                condition=Q(subject="individual") | Q(is_leader__isnull=True, is_woman__isnull=True),
            ),
            models.CheckConstraint(
                name="base_award_removed_with_reason",
                condition=Q(removed_at__isnull=True, removal_reason="")
                | (Q(removed_at__isnull=False) & ~Q(removal_reason="")),
            ),
        ]

    def __str__(self) -> str:
        # No name: the audit trail keeps this text for good, and others than the appraisers read it.
        return f"{self.unit} · {self.form} {self.year}"
