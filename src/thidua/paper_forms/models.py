"""Which form holds from which day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.paper_forms.enums import Kind


class OwnForm(models.Model):
    """From `valid_from` papers of a kind are drawn by this file; without a file, by our own form again.

    Of several rows the one with the latest day holds, of one day the one set last. Nothing is overwritten.
    """

    kind = models.CharField(_("loại văn bản"), max_length=24, choices=Kind.choices)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("tệp mẫu"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    valid_from = models.DateField(_("áp dụng từ ngày"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người đặt"), on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(_("đặt lúc"))

    class Meta:
        verbose_name = _("mẫu văn bản")
        verbose_name_plural = _("mẫu văn bản")
        ordering = ["kind", "-valid_from", "-pk"]
        indexes = [models.Index(fields=["kind", "valid_from"], name="own_form_in_force")]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"
