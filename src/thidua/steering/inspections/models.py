"""An inspection plan, the visit to each of its units, what was found, and everything done about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.steering.inspections.enums import Check, Deed, FindingKind, PlanState, RemedyState, VisitState
from thidua.units.models import Unit


class InspectionPlan(models.Model):
    """The plan of a year. Number, day and file come with the signature; `checks` are values of `Check`."""

    year = models.PositiveSmallIntegerField(_("năm"))
    title = models.CharField(_("tên kế hoạch"), max_length=300)
    checks = models.JSONField(_("nội dung kiểm tra"), default=list)
    from_day = models.DateField(_("từ ngày"))
    to_day = models.DateField(_("đến ngày"))
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=PlanState.choices, default=PlanState.DRAFT
    )
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("tệp đã ký"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người soạn"), on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(_("soạn lúc"))
    published_at = models.DateTimeField(_("ban hành trên hệ thống lúc"), null=True)

    class Meta:
        verbose_name = _("kế hoạch kiểm tra")
        verbose_name_plural = _("kế hoạch kiểm tra")
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(name="inspection_window_forward", condition=Q(to_day__gte=F("from_day"))),
            models.CheckConstraint(
                name="inspection_published_with_paper",
                condition=Q(state="draft")
                | (
                    ~Q(number="") & Q(issued_on__isnull=False, file__isnull=False, published_at__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class Visit(models.Model):
    """The inspection of one unit. `lead` is an account, so that the rule on one's own unit can be kept."""

    plan = models.ForeignKey(InspectionPlan, on_delete=models.CASCADE, related_name="visits")
    unit = models.ForeignKey(Unit, verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=VisitState.choices, default=VisitState.PLANNED
    )
    on = models.DateField(_("ngày kiểm tra"), null=True)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("trưởng đoàn"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    team = models.TextField(_("thành viên đoàn"), blank=True)
    conclusion = models.TextField(_("kết luận"), blank=True)
    minutes = models.ForeignKey(
        StoredFile, verbose_name=_("biên bản đã ký"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    concluded_at = models.DateTimeField(_("kết luận lúc"), null=True)
    reason = models.TextField(_("lý do không kiểm tra"), blank=True)

    class Meta:
        verbose_name = _("đợt kiểm tra tại đơn vị")
        verbose_name_plural = _("đợt kiểm tra tại đơn vị")
        ordering = ["plan", "unit"]
        constraints = [
            models.UniqueConstraint(name="visit_once_a_plan", fields=["plan", "unit"]),
            models.CheckConstraint(
                name="visit_announced_with_day_and_lead",
                condition=Q(state__in=["planned", "cancelled"]) | Q(on__isnull=False, lead__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_concluded_with_words",
                condition=~Q(state="concluded") | (~Q(conclusion="") & Q(concluded_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} – {self.unit}"


class Finding(models.Model):
    """What was found. The unit knows of it once the visit is concluded; `due_on` is the day as it stands."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(_("loại"), max_length=8, choices=FindingKind.choices)
    check_point = models.CharField(_("nội dung kiểm tra"), max_length=9, choices=Check.choices)
    text = models.TextField(_("nội dung"))
    remedy = models.TextField(_("yêu cầu khắc phục"), blank=True)
    due_on = models.DateField(_("hạn khắc phục"), null=True)
    state = models.CharField(_("trạng thái"), max_length=8, choices=RemedyState.choices)
    answered_at = models.DateTimeField(_("đơn vị báo cáo lần đầu lúc"), null=True)

    class Meta:
        verbose_name = _("điểm kiểm tra ghi nhận")
        verbose_name_plural = _("điểm kiểm tra ghi nhận")
        ordering = ["visit", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="remedy_state_due")]
        constraints = [
            models.CheckConstraint(
                name="remedy_has_words_and_day",
                condition=Q(state="none", remedy="", due_on__isnull=True)
                | (~Q(state="none") & ~Q(remedy="") & Q(due_on__isnull=False, kind="weakness")),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class FindingEntry(models.Model):
    """One thing done about a remedy, never changed afterwards. `former_due`: the day before an extension."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="entries")
    deed = models.CharField(_("việc"), max_length=7, choices=Deed.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người làm"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("lúc"))
    text = models.TextField(_("nội dung"), blank=True)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("minh chứng"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    former_due = models.DateField(_("hạn cũ"), null=True)

    class Meta:
        verbose_name = _("diễn biến khắc phục")
        verbose_name_plural = _("diễn biến khắc phục")
        ordering = ["finding", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.deed}"
