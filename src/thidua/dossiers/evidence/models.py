"""Files that prove what a dossier says, each to one item of its checklist."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.documents.signatures import ShownSignature, shown_signatures
from thidua.dossiers.parts import BARS
from thidua.foundation.files.models import StoredFile


class DossierFile(models.Model):
    """One file. What was sent once stays; `removed_at` tells that it no longer counts."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="files")
    item = models.CharField(_("thành phần hồ sơ"), max_length=20)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    signatures = models.JSONField(_("chữ ký số trong tệp"), default=list)
    """What `documents.signatures` found when the file came; empty for what is no signed PDF."""
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("thêm lúc"))
    removed_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)
    taken_from = models.ForeignKey(
        "dossiers.Dossier",
        verbose_name=_("lấy từ hồ sơ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    """The earlier dossier to which the same stored file belongs."""

    class Meta:
        verbose_name = _("tài liệu trong hồ sơ")
        verbose_name_plural = _("tài liệu trong hồ sơ")
        ordering = ["dossier", "item", "added_at", "pk"]

    def __str__(self) -> str:
        return str(self.file)

    @property
    def is_about_bars(self) -> bool:
        """Whether it goes with the unit's word on bars: for those alone who may know of them."""
        return self.item == BARS

    @property
    def shown_signatures(self) -> list[ShownSignature]:
        """The signatures for a page."""
        return shown_signatures(self.signatures)
