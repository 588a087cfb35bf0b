"""The states of the city's report."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CityState(models.TextChoices):
    """APPROVED closes it; the head may open it again with a reason."""

    DRAFT = "draft", _("đang soạn")
    APPROVED = "approved", _("đã duyệt")
