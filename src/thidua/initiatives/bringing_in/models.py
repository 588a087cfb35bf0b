"""Files of initiatives, kept as they came."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.initiatives.enums import FileStatus


class InitiativeFile(models.Model):
    """A list of initiatives as somebody sent it in. It enters the register whole, or not at all."""

    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("tệp danh sách")
    )
    status = models.CharField(
        _("trạng thái"), max_length=8, choices=FileStatus.choices, default=FileStatus.RECEIVED
    )
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(_("tải lên lúc"))
    stored_at = models.DateTimeField(_("lưu lúc"), null=True, blank=True)

    class Meta:
        app_label = "initiatives"
        verbose_name = _("tệp sáng kiến")
        verbose_name_plural = _("tệp sáng kiến")
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="initiative_file_stored_with_its_moment",
                condition=Q(status=FileStatus.STORED, stored_at__isnull=False)
                | (~Q(status=FileStatus.STORED) & Q(stored_at__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_id}"
