"""The published indexes and the states of a release."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexKind(models.TextChoices):
    """Which index a ranking is of. The award rules read PAR only."""

    PAR = "PAR", _("Chỉ số cải cách hành chính (PAR INDEX)")
    SIPAS = "SIPAS", _("Chỉ số hài lòng (SIPAS)")


class ReleaseStatus(models.TextChoices):
    """A file is received, stored as a draft when it is clean, then confirmed by a second person."""

    RECEIVED = "received", _("đang kiểm tra tệp")
    DRAFT = "draft", _("chờ người thứ hai xác nhận")
    CONFIRMED = "confirmed", _("đã công bố")
    DISCARDED = "discarded", _("đã bỏ")


class Origin(models.TextChoices):
    """Where a release comes from."""

    UPLOAD = "upload", _("tệp kèm quyết định, hai người xác nhận")
    REFERENCE = "reference", _("nguồn báo chí công khai, kèm theo phần mềm")
    ROUND = "round", _("kỳ chấm điểm trong phần mềm, hội đồng thông qua, hai người xác nhận")
