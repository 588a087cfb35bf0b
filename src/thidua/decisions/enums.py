"""The states of a decision and of a revocation, and why an award is taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionState(models.TextChoices):
    """RECORDED waits for a second person; what is DISCARDED stays readable and counts nowhere."""

    RECORDED = "recorded", _("đã ghi, chờ xác nhận")
    CONFIRMED = "confirmed", _("đã xác nhận")
    DISCARDED = "discarded", _("đã bỏ")


class Ground(models.TextChoices):
    """Why a decision to award is cancelled: Law on emulation and commendation, Article 93."""

    FRAUD = "a", _("a) gian dối trong việc kê khai thành tích")
    FORGERY = "b", _("b) cung cấp thông tin sai sự thật, làm giả hồ sơ, giấy tờ")
    PROCEDURE = "c", _("c) thẩm định, xét, đề nghị trái quy định của pháp luật")
    FINDING = "d", _("d) có kết luận, quyết định, bản án về vi phạm trong thời gian tính thành tích")


STATE_LOOKS: dict[str, tuple[str, str]] = {
    DecisionState.RECORDED: ("clock", "info"),
    DecisionState.CONFIRMED: ("circle-check", "met"),
    DecisionState.DISCARDED: ("circle-x", "plain"),
}
"""State → icon and look of its badge."""
