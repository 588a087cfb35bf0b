"""How far an initiative is, who recognised it, who works with it elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Who recognised it: the unit itself, the city, or a ministry for the whole country."""

    BASE = "co_so", _("Cấp cơ sở (đơn vị)")
    CITY = "thanh_pho", _("Cấp thành phố")
    NATIONAL = "toan_quoc", _("Cấp bộ, ngành, toàn quốc")


class RecognitionState(models.TextChoices):
    """How far an application for recognition at one level is."""

    RECEIVED = "received", _("đã nhận đơn")
    MET = "met", _("hội đồng đã họp")
    RECOGNISED = "recognised", _("đã công nhận")
    REFUSED = "refused", _("không công nhận")
    CORRECTED = "corrected", _("bản ghi trước khi đính chính")
    STRUCK = "struck", _("đã bỏ, ghi nhầm")


NO_LONGER = (RecognitionState.REFUSED, RecognitionState.CORRECTED, RecognitionState.STRUCK)
"""What stands of a level without taking it; each with its reason."""


class Standing(models.TextChoices):
    """How far an initiative is as its list says it; read from its rows, not stored."""

    DRAFT = "nhap", _("bản nháp")
    LISTED = "vao-so", _("đã vào sổ")
    CONSIDERED = "dang-xet", _("đang xét công nhận")
    RECOGNISED = "cong-nhan", _("đã công nhận")
    REFUSED = "khong-cong-nhan", _("không công nhận")


STANDING_LOOKS: dict[str, tuple[str, str]] = {
    Standing.DRAFT: ("pencil", "info"),
    Standing.LISTED: ("book-open", "plain"),
    Standing.CONSIDERED: ("hourglass", "unknown"),
    Standing.RECOGNISED: ("circle-check", "met"),
    Standing.REFUSED: ("circle-x", "not-met"),
}
"""Standing → icon and look of its badge."""


class AdoptionState(models.TextChoices):
    """Whether the head of the adopting unit stands behind the declaration."""

    DECLARED = "declared", _("chờ lãnh đạo xác nhận")
    CONFIRMED = "confirmed", _("đã xác nhận áp dụng")
    DECLINED = "declined", _("không xác nhận")
    ENDED = "ended", _("thôi tính")


ADOPTION_LOOKS: dict[str, tuple[str, str]] = {
    AdoptionState.DECLARED: ("hourglass", "unknown"),
    AdoptionState.CONFIRMED: ("circle-check", "met"),
    AdoptionState.DECLINED: ("circle-x", "not-met"),
    AdoptionState.ENDED: ("ban", "plain"),
}
"""State of an adoption → icon and look of its badge."""


class Likeness(models.TextChoices):
    """What a later initiative is beside an earlier one that looks like it."""

    SAME = "same", _("trùng")
    BUILDS_ON = "builds_on", _("phát triển thêm")
    DIFFERENT = "different", _("khác")


LIKENESS_LOOKS: dict[str, tuple[str, str]] = {
    Likeness.SAME: ("copy", "not-met"),
    Likeness.BUILDS_ON: ("git-branch", "info"),
    Likeness.DIFFERENT: ("circle-check", "met"),
}
"""Verdict → icon and look of its badge."""


class Capacity(models.TextChoices):
    """Who speaks about a look-alike: the unit about its own, or those who appraise."""

    UNIT = "unit", _("đơn vị")
    OFFICE = "office", _("cơ quan thường trực")
    BOARD = "board", _("Ban Thi đua – Khen thưởng")


BASE_LEVEL = "base_level"
"""In the place of the award of a use: a unit's own award. The rules of the city's awards do not count it; it
is told to whoever reads (reading B31).
"""


class FileStatus(models.TextChoices):
    """A file is read on trial, then stored as a whole."""

    RECEIVED = "received", _("đang đọc thử")
    STORED = "stored", _("đã lưu")
