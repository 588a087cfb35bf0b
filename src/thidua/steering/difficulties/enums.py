"""What a difficulty is about, how far it has come, what was done with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What stands in the way."""

    RULES = "rules", _("Quy định, tiêu chí của Kế hoạch")
    DATA = "data", _("Dữ liệu, phần mềm, hạ tầng số")
    STAFF = "staff", _("Nhân lực, tổ chức bộ máy")
    MONEY = "money", _("Kinh phí")
    AWARDS = "awards", _("Hồ sơ, thủ tục khen thưởng")
    OTHER = "other", _("Nội dung khác")


class State(models.TextChoices):
    """How far it has come."""

    SENT = "sent", _("mới nhận")
    ASSIGNED = "assigned", _("đang xử lý")
    FORWARDED = "forwarded", _("đã chuyển cơ quan khác")
    ANSWERED = "answered", _("đã trả lời, chờ nơi gửi xác nhận")
    SOLVED = "solved", _("đã giải quyết xong")
    WITHDRAWN = "withdrawn", _("nơi gửi đã rút")


OPEN_STATES = frozenset({State.SENT, State.ASSIGNED, State.FORWARDED})
"""The clock runs: the city owes an answer."""


class Organisation(models.TextChoices):
    """Who sends without being a unit (D03, D04)."""

    FRONT = "front", _("Ủy ban MTTQ và tổ chức chính trị – xã hội")
    PRESS = "press", _("Cơ quan báo chí, truyền thông")


class Deed(models.TextChoices):
    """What was done with it; the names are those of the moves."""

    SEND = "send", _("Gửi")
    ASSIGN = "assign", _("Giao người xử lý")
    INTERIM = "interim", _("Trả lời bước đầu")
    FORWARD = "forward", _("Chuyển cơ quan khác")
    ANSWER = "answer", _("Trả lời")
    SOLVED = "solved", _("Nơi gửi xác nhận đã giải quyết")
    NOT_SOLVED = "not_solved", _("Nơi gửi cho biết chưa giải quyết được")
    WITHDRAW = "withdraw", _("Rút phản ánh")
    AMENDMENT = "amendment", _("Gắn với quyết định sửa đổi Kế hoạch")
    SHARE = "share", _("Đưa vào Hỏi – đáp chung")
    UNSHARE = "unshare", _("Gỡ khỏi Hỏi – đáp chung")
