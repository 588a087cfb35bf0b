"""Kept files."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.inspection import Kind


class StoredFile(models.Model):
    """A file as it was sent in. It lies under a random name; nobody reaches it by an address of its own."""

    path = models.CharField(max_length=100, unique=True, editable=False)
    name = models.CharField(_("Tên tệp"), max_length=150)
    kind = models.CharField(
        _("Loại tệp"), max_length=8, choices=[(kind.value, kind.value.upper()) for kind in Kind]
    )
    size = models.PositiveBigIntegerField(_("Dung lượng (byte)"))
    sha256 = models.CharField(_("Mã băm SHA-256"), max_length=64)
    kept_at = models.DateTimeField(_("Nhận lúc"))
    # Not a foreign key: the foundation knows no accounts.
    kept_by_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        app_label = "foundation"
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_is_not_empty")]

    def __str__(self) -> str:
        return self.name
