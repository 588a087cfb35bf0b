"""The provisional list of block leaders that the standing office publishes before the dossiers come (B25)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LeaderList(models.Model):
    """One publication. Rows are only added: the latest of a cycle is read, earlier ones stay as they were.

    `content`: the metric with the reading it follows and, block by block, the years compared, the rankings
    they stand on and the units with their value; `sha256` is its fingerprint.
    """

    cycle = models.CharField(_("đợt xét"), max_length=9)
    ordinal = models.PositiveSmallIntegerField(_("lần"))
    content = models.JSONField(_("nội dung"))
    sha256 = models.CharField(_("dấu vân tay (SHA-256)"), max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("công bố lúc"))

    class Meta:
        app_label = "dossiers"
        verbose_name = _("danh sách dẫn đầu tạm thời")
        verbose_name_plural = _("danh sách dẫn đầu tạm thời")
        ordering = ["cycle", "-ordinal"]
        constraints = [models.UniqueConstraint(name="leader_list_once", fields=["cycle", "ordinal"])]

    def __str__(self) -> str:
        return f"{self.cycle} {self.ordinal}"

    @property
    def names(self) -> dict[str, str]:
        """Code → name of every unit on the list."""
        return names_in(self.content)


def names_in(content: dict[str, Any]) -> dict[str, str]:
    """Code → name of every unit in the content of a list."""
    return {unit["code"]: unit["name"] for block in content["blocks"] for unit in block["units"]}
