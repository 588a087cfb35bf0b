"""States of a publication."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationState(models.TextChoices):
    """Frozen and waiting for a second person, published, or put away."""

    DRAFT = "draft", _("chờ người thứ hai xác nhận")
    CONFIRMED = "confirmed", _("đã công bố")
    DISCARDED = "discarded", _("đã bỏ")
