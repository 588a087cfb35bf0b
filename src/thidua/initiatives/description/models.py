"""Authors with their shares, effects in numbers, the part that few may read, and names put right."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Author(models.Model):
    """One author. `workplace` empty: works for the unit of the initiative. `percent` None: not said yet.

    The shares of one initiative in the register sum to 100.
    """

    initiative = models.ForeignKey("initiatives.Initiative", on_delete=models.CASCADE, related_name="authors")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("họ và tên"), max_length=120)
    position = models.CharField(_("chức vụ"), max_length=160, blank=True)
    workplace = models.CharField(_("nơi công tác"), max_length=200, blank=True)
    percent = models.DecimalField(
        _("tỷ lệ đóng góp (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        app_label = "initiatives"
        verbose_name = _("tác giả")
        verbose_name_plural = _("tác giả")
        ordering = ["initiative", "order"]
        constraints = [
            models.UniqueConstraint(name="author_place_once", fields=["initiative", "order"]),
            models.CheckConstraint(name="author_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="author_share_of_a_whole",
                condition=Q(percent__isnull=True) | Q(percent__gt=0, percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        # No name: the audit trail keeps this text for good.
        return f"{self.initiative_id}/{self.order}"


class Effect(models.Model):
    """One number that the initiative changed. `before` or `after` None: not measured."""

    initiative = models.ForeignKey("initiatives.Initiative", on_delete=models.CASCADE, related_name="effects")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(_("đo điều gì"), max_length=200)
    before = models.DecimalField(_("trước"), max_digits=18, decimal_places=4, null=True, blank=True)
    after = models.DecimalField(_("sau"), max_digits=18, decimal_places=4, null=True, blank=True)
    measured_in = models.CharField(_("đơn vị tính"), max_length=40, blank=True)

    class Meta:
        app_label = "initiatives"
        verbose_name = _("hiệu quả")
        verbose_name_plural = _("hiệu quả")
        ordering = ["initiative", "order"]
        constraints = [
            models.UniqueConstraint(name="effect_place_once", fields=["initiative", "order"]),
            models.CheckConstraint(name="effect_says_what", condition=~Q(what="")),
        ]

    def __str__(self) -> str:
        return self.what


class ConfidentialPart(models.Model):
    """What only the unit, the standing office, the emulation board and the councils read.

    A table of its own, so that no list, search or export can carry it along.
    """

    initiative = models.OneToOneField(
        "initiatives.Initiative", on_delete=models.CASCADE, related_name="confidential"
    )
    text = models.TextField(_("nội dung cần bảo mật"), max_length=3000)

    class Meta:
        app_label = "initiatives"
        verbose_name = _("nội dung cần bảo mật")
        verbose_name_plural = _("nội dung cần bảo mật")
        constraints = [models.CheckConstraint(name="confidential_part_not_blank", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"{self.initiative_id}"


class FormerNames(models.Model):
    """What the register said of the title and the authors before its head put them right, and why.

    `authors`: name, position, workplace and share of each, as they are typed.
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="former_names"
    )
    title = models.CharField(_("tên sáng kiến"), max_length=400)
    authors = models.JSONField(_("tác giả"), default=list)
    reason = models.TextField(_("lý do đính chính"), max_length=1000)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(_("đính chính lúc"))

    class Meta:
        app_label = "initiatives"
        verbose_name = _("tên, tác giả trước khi đính chính")
        verbose_name_plural = _("tên, tác giả trước khi đính chính")
        ordering = ["initiative", "corrected_at", "pk"]
        constraints = [models.CheckConstraint(name="names_corrected_with_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        # No name: see Author.
        return f"{self.initiative_id} · {self.corrected_at}"
