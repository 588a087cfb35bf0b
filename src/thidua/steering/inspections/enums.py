"""What is looked at, how far a visit and a finding have come, what was done with a finding."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Check(models.TextChoices):
    """What an inspection looks at: the six contents of the movement and what IV.1 and III ask of a unit."""

    HEADS = "II.1", _("II.1. Trách nhiệm người đứng đầu")
    REFORM = "II.2", _("II.2. Nhiệm vụ cải cách hành chính trên sáu lĩnh vực")
    INDEX = "II.3", _("II.3. Tiêu chí của Bộ chỉ số cải cách hành chính")
    PUBLICITY = "II.4", _("II.4. Tuyên truyền, chung tay cải cách hành chính")
    INITIATIVES = "II.5", _("II.5. Giải pháp, sáng kiến, nâng cao sự hài lòng")
    STAFF = "II.6", _("II.6. Cán bộ, công chức, viên chức hoàn thành xuất sắc nhiệm vụ")
    AWARDS = "III.2.1.1", _("III.2.1.1. Khen thưởng cấp cơ sở")
    PLAN = "IV.1.a", _("IV.1. Kế hoạch của đơn vị")
    REPORT = "IV.1.b", _("IV.1. Báo cáo năm")


class PlanState(models.TextChoices):
    """A draft is known to the standing office alone."""

    DRAFT = "draft", _("bản nháp")
    PUBLISHED = "published", _("đã ban hành")


class VisitState(models.TextChoices):
    """How far the inspection of one unit has come."""

    PLANNED = "planned", _("chưa hẹn ngày")
    ANNOUNCED = "announced", _("đã báo đơn vị")
    CONCLUDED = "concluded", _("đã kết luận")
    CANCELLED = "cancelled", _("không kiểm tra")


class FindingKind(models.TextChoices):
    """Good and bad alike belong in the minutes."""

    STRENGTH = "strength", _("ưu điểm")
    WEAKNESS = "weakness", _("tồn tại")


class RemedyState(models.TextChoices):
    """How far a remedy is. NONE: nothing was asked."""

    NONE = "none", _("không yêu cầu khắc phục")
    OPEN = "open", _("chưa khắc phục")
    RETURNED = "returned", _("phải làm thêm")
    ANSWERED = "answered", _("chờ xem xét")
    ACCEPTED = "accepted", _("đã khắc phục")


WAITS_FOR_UNIT = frozenset({RemedyState.OPEN, RemedyState.RETURNED})
"""The unit owes an answer: the day runs."""
NOT_DONE = WAITS_FOR_UNIT | {RemedyState.ANSWERED}


class Deed(models.TextChoices):
    """What was done with a remedy; the names are those of the moves."""

    ASK = "ask", _("Yêu cầu khắc phục")
    ANSWER = "answer", _("Đơn vị báo cáo đã làm")
    ACCEPT = "accept", _("Công nhận đã khắc phục")
    RETURN = "return", _("Yêu cầu làm thêm")
    EXTEND = "extend", _("Gia hạn")
