"""What is written about a subject: the achievement report part by part, and the work history in reform."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DossierPart(models.Model):
    """One section of the achievement report, with the version under which it was last saved."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="parts")
    section = models.CharField(_("mục"), max_length=20)
    text = models.TextField(_("nội dung"), blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(_("lưu lúc"), null=True, blank=True)

    class Meta:
        ordering = ["dossier", "section"]
        constraints = [models.UniqueConstraint(name="dossier_part_once", fields=["dossier", "section"])]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.section}"


class KeptWords(models.Model):
    """What could not be saved because somebody else had saved in between."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="kept_words")
    section = models.CharField(_("mục"), max_length=20)
    text = models.TextField(_("nội dung"))
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))
    settled_at = models.DateTimeField(_("cất đi lúc"), null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="dossier_kept_words_once", fields=["dossier", "section", "by", "digest"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.section}"


class WorkSpan(models.Model):
    """Work in administrative reform from one month to another (B14); `until` empty: to this day."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="work_spans")
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến hết ngày"), null=True, blank=True)
    place = models.CharField(_("cơ quan, đơn vị"), max_length=200)
    work = models.CharField(_("việc đã làm trong cải cách hành chính"), max_length=300)
    source = models.CharField(_("căn cứ"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("quá trình làm cải cách hành chính")
        verbose_name_plural = _("quá trình làm cải cách hành chính")
        ordering = ["dossier", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="work_span_in_order", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.since}"
