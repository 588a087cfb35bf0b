"""Whether something bars a subject for now (NĐ 152/2025 Điều 4): the unit states it, the office confirms."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.enums import BAR_ENDS, BarKind


class BarStatement(models.Model):
    """One statement about one dossier; which counts: `bars.selectors`.

    `kind` empty: nothing bars the subject. `by_office` False: the unit declares; True: the appraiser found,
    confirmed or lifted it. Read only by those who submit, appraise and decide.
    """

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="bar_statements")
    kind = models.CharField(_("trường hợp"), max_length=10, choices=BarKind.choices, blank=True)
    words = models.CharField(_("nội dung, căn cứ"), max_length=1000, blank=True)
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    by_office = models.BooleanField(_("do bên thẩm định ghi"), default=False)
    has_lapsed = models.BooleanField(_("không còn tính"), default=False)
    """The dossier was given to another subject since."""
    subject_key = models.CharField(  # noqa: DJ001  (empty: the unit)
        max_length=340, null=True, editable=False, db_index=True
    )
    """Of whom it was said, as `Dossier.subject_key`: what the office found comes back with its subject. NULL
    of those that lapsed before this was kept.
    """
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("cam kết, xác nhận về trường hợp chưa xét")
        verbose_name_plural = _("cam kết, xác nhận về trường hợp chưa xét")
        ordering = ["dossier", "at", "pk"]
        constraints = [
            models.CheckConstraint(name="bar_has_words", condition=Q(kind="") | ~Q(words="")),
            models.CheckConstraint(name="bar_lifted_with_words", condition=Q(by_office=False) | ~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}"

    @property
    def end(self) -> str:
        """What would end the pause, in words; "" where nothing bars the subject."""
        return str(BAR_ENDS.get(self.kind, ""))
