"""What the worker did by the clock, for the administrator's eyes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DueRun(models.Model):
    """The last run of one thing done every minute. `error` is empty when it went well."""

    name = models.CharField(_("việc"), max_length=80, primary_key=True)
    ran_at = models.DateTimeField(_("chạy lúc"))
    error = models.TextField(_("lỗi"), blank=True)
    failures = models.PositiveIntegerField(_("số lần lỗi liên tiếp"), default=0)

    class Meta:
        app_label = "foundation"
        verbose_name = _("việc theo giờ")
        verbose_name_plural = _("việc theo giờ")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
