"""Recognitions: one row for each application or decision at one level."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.initiatives.enums import NO_LONGER, Level, RecognitionState


class Recognition(models.Model):
    """One consideration at one level, from the receipt to the decision.

    A decision that was made on paper is entered as it is: `receipt` and the council's numbers stay empty.
    Refused ones stay; only one row of a level may be open or recognised. A corrected one is what the register
    said of the decision, and its scan, before somebody put it right, with the reason; a struck one was never
    about this initiative.
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="recognitions"
    )
    level = models.CharField(_("cấp công nhận"), max_length=10, choices=Level.choices)
    state = models.CharField(_("trạng thái"), max_length=10, choices=RecognitionState.choices)
    receipt = models.CharField(_("số giấy biên nhận"), max_length=40, blank=True)
    received_on = models.DateField(_("ngày nhận đơn"), null=True, blank=True)
    answer_by = models.DateField(_("phải trả lời trước hết ngày"), null=True, blank=True)
    met_on = models.DateField(_("ngày hội đồng họp"), null=True, blank=True)
    members = models.PositiveSmallIntegerField(_("số thành viên"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("số người dự"), null=True, blank=True)
    agreed = models.PositiveSmallIntegerField(_("số người đồng ý"), null=True, blank=True)
    minutes = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("biên bản họp"),
    )
    decision = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    body = models.CharField(_("nơi quyết định"), max_length=200, blank=True)
    certificate = models.CharField(_("số giấy chứng nhận"), max_length=80, blank=True)
    file = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tệp quyết định, giấy chứng nhận"),
    )
    reason = models.TextField(_("lý do không công nhận, đính chính, bỏ"), max_length=1000, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        app_label = "initiatives"
        verbose_name = _("công nhận sáng kiến")
        verbose_name_plural = _("công nhận sáng kiến")
        ordering = ["initiative", "recorded_at", "pk"]
        indexes = [models.Index(fields=["state", "answer_by"], name="recognition_open")]
        constraints = [
            models.UniqueConstraint(
                name="recognised_once_at_a_level",
                fields=["initiative", "level"],
                condition=~Q(state__in=NO_LONGER),
            ),
            models.CheckConstraint(
                name="recognition_by_decision",
                condition=~Q(state=RecognitionState.RECOGNISED)
                | (~Q(decision="") & Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="recognition_no_longer_with_reason",
                condition=~Q(state__in=NO_LONGER) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="recognition_open_with_its_day",
                condition=~Q(state__in=[RecognitionState.RECEIVED, RecognitionState.MET])
                | Q(received_on__isnull=False, answer_by__isnull=False),
            ),
            models.CheckConstraint(
                name="recognition_council_adds_up",
                condition=Q(agreed__isnull=True)
                | Q(agreed__lte=F("present"), present__lte=F("members"), met_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} · {self.level} · {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether somebody waits for an answer."""
        return self.state in (RecognitionState.RECEIVED, RecognitionState.MET)

    @property
    def has_majority(self) -> bool | None:
        """Whether more than half of those present agreed; None: the council has not met."""
        if self.agreed is None or self.present is None:
            return None
        return self.agreed * 2 > self.present
