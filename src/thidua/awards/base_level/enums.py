"""Forms and subjects of a base-level award."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """Whom an award was given to."""

    COLLECTIVE = "collective", _("Tập thể")
    INDIVIDUAL = "individual", _("Cá nhân")


class BaseForm(models.TextChoices):
    """What units may give themselves."""

    MERIT = "giay_khen", _("Giấy khen")
    ADVANCED = "tien_tien", _("Lao động tiên tiến, Tập thể lao động tiên tiến")
    FIGHTER = "chien_si", _("Chiến sĩ thi đua cơ sở")
    OTHER = "khac", _("Hình thức khác của đơn vị")


class ImportStatus(models.TextChoices):
    """A file is read on trial, then stored as a whole."""

    RECEIVED = "received", _("đang đọc thử")
    STORED = "stored", _("đã lưu")
