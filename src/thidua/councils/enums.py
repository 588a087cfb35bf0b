"""Duties on a council, states of a session, ways to vote, and the majorities that can be asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.foundation.access import Words


class Duty(models.TextChoices):
    """What somebody does on a council, in the order of the minutes."""

    CHAIR = "chair", _("Chủ tịch")
    DEPUTY = "deputy", _("Phó Chủ tịch")
    MEMBER = "member", _("Ủy viên")
    SECRETARY = "secretary", _("Thư ký")


DUTY_ORDER = {duty: place for place, duty in enumerate(Duty.values)}


class SessionState(models.TextChoices):
    """Where a session is on its way."""

    PLANNED = "planned", _("đã lên lịch")
    OPEN = "open", _("đang họp")
    VOTING = "voting", _("đang bỏ phiếu")
    CLOSED = "closed", _("đã kết thúc")
    CALLED_OFF = "called_off", _("không họp")


STATE_LOOKS: dict[str, tuple[str, str]] = {
    SessionState.PLANNED: ("calendar-days", "info"),
    SessionState.OPEN: ("users", "info"),
    SessionState.VOTING: ("clock", "suspended"),
    SessionState.CLOSED: ("lock", "met"),
    SessionState.CALLED_OFF: ("circle-x", "plain"),
}
"""State → icon and look of its badge."""


class Way(models.TextChoices):
    """How the members vote; chosen for each session before voting opens."""

    OPEN = "open", _("Công khai")
    SECRET = "secret", _("Bỏ phiếu kín trên máy")
    PAPER = "paper", _("Phiếu giấy")


WAY_NOTES: dict[str, Words] = {
    Way.OPEN: _("Mỗi thành viên chọn trên máy; ai chọn gì được ghi lại và công bố khi kết thúc."),
    Way.SECRET: _(
        "Mỗi thành viên chọn trên máy; phiếu được niêm phong, chỉ mở khi kết thúc bằng mã mở hòm phiếu. "
        "Không trang nào, bảng dữ liệu nào ghi ai chọn gì."
    ),
    Way.PAPER: _("Bỏ phiếu giấy tại phòng họp; hai người nhập kết quả kiểm phiếu độc lập, phải khớp nhau."),
}


class Choice(models.TextChoices):
    """What a ballot says on one dossier. BLANK: the line was left empty or is not valid."""

    AGREE = "agree", _("Đồng ý")
    AGAINST = "against", _("Không đồng ý")
    BLANK = "blank", _("Không chọn")


class Majority(models.TextChoices):
    """How large a part is asked for: of the members for a quorum, of the denominator for passing."""

    HALF = "half", _("quá nửa")
    TWO_THIRDS = "two_thirds", _("từ 2/3 trở lên")
    THREE_QUARTERS = "three_quarters", _("từ 3/4 trở lên")
    FOUR_FIFTHS = "four_fifths", _("từ 80% trở lên")
    NINE_TENTHS = "nine_tenths", _("từ 90% trở lên")


class Denominator(models.TextChoices):
    """Of whom the majority is counted. Members who stepped aside are left out of both."""

    MEMBERS = "members", _("tổng số thành viên được biểu quyết")
    PRESENT = "present", _("số thành viên có mặt")
