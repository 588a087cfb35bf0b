"""Where a survey's results come from, and its states."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """A file with results by unit, or answers to the questionnaire here."""

    FILE = "file", _("tệp kết quả")
    ONLINE = "online", _("phiếu hỏi trên hệ thống")


class SurveyState(models.TextChoices):
    """A survey is prepared, asks, is closed; closed, its means no longer change."""

    DRAFT = "draft", _("đang chuẩn bị")
    OPEN = "open", _("đang lấy ý kiến")
    CLOSED = "closed", _("đã khóa kết quả")
    DISCARDED = "discarded", _("đã bỏ")
