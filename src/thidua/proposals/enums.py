"""The states of a proposal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """FROZEN waits for a second person; DISCARDED and REPLACED stay readable."""

    FROZEN = "frozen", _("đã khóa, chờ xác nhận")
    CONFIRMED = "confirmed", _("đã xác nhận, trình ký")
    DISCARDED = "discarded", _("đã bỏ")
    REPLACED = "replaced", _("đã thay")
