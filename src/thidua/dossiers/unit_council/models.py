"""The meeting of the unit's own council on its nominations (Law Điều 84; B34): who came, how they voted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.enums import Quorum
from thidua.foundation.files.models import StoredFile


class UnitQuorum(models.Model):
    """From a day on, how many of a unit's council have to be there, and by which paper. Rows are added."""

    valid_from = models.DateField(_("từ ngày"))
    quorum = models.CharField(_("số thành viên có mặt"), max_length=14, choices=Quorum.choices)
    source = models.CharField(_("văn bản quy định"), max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("điều kiện họp của hội đồng đơn vị")
        verbose_name_plural = _("điều kiện họp của hội đồng đơn vị")
        ordering = ["-valid_from", "-pk"]
        constraints = [models.CheckConstraint(name="unit_quorum_with_source", condition=~Q(source=""))]

    def __str__(self) -> str:
        return str(self.valid_from)


class UnitMinutes(models.Model):
    """The minutes of one meeting. A later meeting is a further row; the one held last that voted counts.

    Nothing typed is changed: minutes that were typed wrong are set aside with a reason and typed again.
    """

    filing = models.ForeignKey("dossiers.Filing", on_delete=models.PROTECT, related_name="minutes")
    number = models.CharField(_("số biên bản"), max_length=80, blank=True)
    held_at = models.DateTimeField(_("họp lúc"))
    place = models.CharField(_("nơi họp"), max_length=200)
    chair = models.CharField(_("chủ trì"), max_length=200)
    secretary = models.CharField(_("thư ký"), max_length=200)
    members = models.PositiveSmallIntegerField(_("số thành viên hội đồng"))
    present = models.PositiveSmallIntegerField(_("số có mặt"))
    absent_words = models.CharField(_("người vắng và ý kiến bằng văn bản"), max_length=500, blank=True)
    discussion = models.TextField(_("ý kiến tại cuộc họp"), blank=True)
    is_secret = models.BooleanField(_("bỏ phiếu kín"), default=False)
    signed_file = models.ForeignKey(
        StoredFile,
        verbose_name=_("biên bản đã ký"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    signatures = models.JSONField(_("chữ ký số trong biên bản"), default=list)
    """What `documents.signatures` found when the file came; empty for a scan of a paper."""
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("ghi lúc"))
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_aside_at = models.DateTimeField(_("ghi nhầm, bỏ lúc"), null=True, blank=True)
    set_aside_reason = models.CharField(_("ghi nhầm chỗ nào"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("biên bản hội đồng của đơn vị")
        verbose_name_plural = _("biên bản hội đồng của đơn vị")
        ordering = ["filing", "held_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="unit_minutes_counts_in_order",
                condition=Q(members__gte=1, present__gte=1, present__lte=F("members")),
            ),
            models.CheckConstraint(
                name="unit_minutes_set_aside_with_reason",
                condition=Q(set_aside_at__isnull=True) | ~Q(set_aside_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing} {self.held_at:%d/%m/%Y}"


class CouncilVote(models.Model):
    """How one meeting voted on one dossier, for the subject that it had then."""

    minutes = models.ForeignKey(UnitMinutes, on_delete=models.CASCADE, related_name="votes")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="council_votes")
    subject_name = models.CharField(
        _("họ và tên, hoặc tên tập thể khi biểu quyết"), max_length=160, blank=True
    )
    """Empty: the unit itself. The minutes say it for good, whoever stands in the dossier later."""
    agreed = models.PositiveSmallIntegerField(_("tán thành"))
    against = models.PositiveSmallIntegerField(_("không tán thành"), default=0)
    has_lapsed = models.BooleanField(_("không còn tính"), default=False)
    """The dossier was given to another subject since, or the minutes were set aside."""

    class Meta:
        ordering = ["minutes", "dossier"]
        constraints = [models.UniqueConstraint(name="council_vote_once", fields=["minutes", "dossier"])]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.dossier_id}"
