"""The states of a dossier, who is nominated, and what can bar them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DossierState(models.TextChoices):
    """Where a dossier is on its way from the unit to the office. What is decided of it stands elsewhere."""

    DRAFT = "draft", _("đang lập")
    WAITING = "waiting", _("chờ ký")
    SENT = "sent", _("đã gửi")
    RECEIVED = "received", _("đã tiếp nhận")
    RETURNED = "returned", _("bị trả lại")
    WITHDRAWN = "withdrawn", _("đã rút")


BEING_WRITTEN = frozenset({str(DossierState.DRAFT), str(DossierState.RETURNED)})
"""States in which the unit writes."""
BEFORE_SENDING = BEING_WRITTEN | {str(DossierState.WAITING)}
"""States in which a dossier may still go out: work that goes on counts to the day of looking."""
ON_THE_TABLE = frozenset(
    {
        str(DossierState.WAITING),
        str(DossierState.SENT),
        str(DossierState.RECEIVED),
        str(DossierState.RETURNED),
    }
)
"""States that count against a quota."""
HANDED_IN = frozenset({str(DossierState.SENT), str(DossierState.RECEIVED), str(DossierState.RETURNED)})
"""States that say by themselves that a dossier was handed in; which ones are: `is_handed_in`."""

AS_SENT = frozenset({str(DossierState.SENT), str(DossierState.RECEIVED)})
"""States in which the dossier stands as it was sent."""


def is_given_back(path: str = "") -> Q:
    """Of dossiers (`path` leads to them, "dossier__"): the office gave it back and waits for it, also while
    the unit's answer waits for the signature of its head.
    """
    waits_again = Q(**{f"{path}state": DossierState.WAITING, f"{path}open_parts__isnull": False})
    return Q(**{f"{path}state": DossierState.RETURNED}) | waits_again


def state_for_office(state: str, open_parts: Any) -> str:
    """The state of one dossier as the office sees it: given back until it is sent again (`is_given_back`)."""
    waits_again = state == DossierState.WAITING and open_parts is not None
    return str(DossierState.RETURNED) if waits_again else state


def is_handed_in(path: str = "") -> Q:
    """Of dossiers: those that the office counts, as it has them or gave them back: a cycle's nominations."""
    return Q(**{f"{path}state__in": HANDED_IN}) | is_given_back(path)


class Timing(models.TextChoices):
    """When a dossier came, by the deadline of the unit (C01, 7.8 case 18). OTHER: the route has none."""

    ON_TIME = "on_time", _("đúng hạn")
    ON_THE_DAY = "on_the_day", _("nộp trong ngày mốc")
    LATE = "late", _("sau hạn")
    OTHER = "other", _("không có hạn")


class Gender(models.TextChoices):
    """For the statistics of the list (NĐ 152 Điều 4); empty is not known."""

    FEMALE = "female", _("nữ")
    MALE = "male", _("nam")


class Proposer(models.TextChoices):
    """Who put the subject forward: its unit, or the standing office on a written ground (III.2.1.2.b.2)."""

    UNIT = "unit", _("đơn vị đề nghị")
    OFFICE = "office", _("cơ quan thường trực đề xuất")


class Contribution(models.TextChoices):
    """What somebody outside the limits gave (III.2.2.b.NGOAI); III.2.1.2.b.2 names the first alone."""

    INDEX = "index", _("duy trì, nâng cao Chỉ số cải cách hành chính thành phố")
    PUBLICITY = "publicity", _("công tác tuyên truyền trong cải cách hành chính")
    DIGITAL = "digital", _("công tác chuyển đổi số trong cải cách hành chính")


class IndexArea(models.TextChoices):
    """The areas of the city's own index, which the Ministry rates (A12): the eight of a province, as that of
    2026-2030 is not known yet.
    """

    DIRECTION = "direction", _("chỉ đạo, điều hành cải cách hành chính")
    INSTITUTIONS = "institutions", _("cải cách thể chế")
    PROCEDURES = "procedures", _("cải cách thủ tục hành chính")
    ORGANISATION = "organisation", _("cải cách tổ chức bộ máy")
    SERVICE = "service", _("cải cách chế độ công vụ")
    FINANCE = "finance", _("cải cách tài chính công")
    DIGITAL = "digital", _("chính quyền điện tử, chính quyền số")
    IMPACT = "impact", _("tác động của cải cách hành chính, kể cả chỉ số hài lòng (SIPAS)")


class Quorum(models.TextChoices):
    """How many of a unit's council have to be there."""

    HALF = "half", _("hơn một nửa")
    TWO_THIRDS = "two_thirds", _("ít nhất hai phần ba")
    THREE_QUARTERS = "three_quarters", _("ít nhất ba phần tư")
    ALL = "all", _("đủ tất cả")


class BarKind(models.TextChoices):
    """Why a subject is not considered for now (NĐ 152/2025 Điều 4)."""

    DISCIPLINE = "discipline", _("đang xem xét kỷ luật")
    INSPECTION = "inspection", _("đang thanh tra, kiểm tra khi có dấu hiệu vi phạm")
    COMPLAINT = "complaint", _("có khiếu nại, tố cáo đang được xác minh")
    PRESS = "press", _("báo chí nêu tham nhũng, tiêu cực, đang được xác minh")


BAR_ENDS: dict[str, Promise] = {
    BarKind.DISCIPLINE: _("quyết định kỷ luật đã thi hành xong, hoặc kết luận không kỷ luật"),
    BarKind.INSPECTION: _("kết luận thanh tra, kiểm tra đã ban hành"),
    BarKind.COMPLAINT: _("có kết luận giải quyết khiếu nại, tố cáo"),
    BarKind.PRESS: _("có kết luận xác minh nội dung báo chí nêu"),
}
"""Kind → what would end the pause."""

STATE_LOOKS: dict[str, tuple[str, str]] = {
    DossierState.DRAFT: ("pencil", "info"),
    DossierState.WAITING: ("clock", "info"),
    DossierState.SENT: ("send", "info"),
    DossierState.RECEIVED: ("circle-check", "met"),
    DossierState.RETURNED: ("undo-2", "suspended"),
    DossierState.WITHDRAWN: ("circle-x", "plain"),
}
"""State → icon and look of its badge."""

TIMING_LOOKS: dict[str, tuple[str, str]] = {
    Timing.ON_TIME: ("circle-check", "met"),
    Timing.ON_THE_DAY: ("clock", "unknown"),
    Timing.LATE: ("triangle-alert", "not-met"),
    Timing.OTHER: ("circle-dashed", "plain"),
}
