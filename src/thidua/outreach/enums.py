"""Channels of publicity, who does it, and how far a story is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """Who did it. Only units have duties under the plan; everybody here reports because they want to."""

    PRESS = "press", _("Cơ quan văn hóa, báo chí")
    FRONT = "front", _("Mặt trận, tổ chức chính trị – xã hội")
    UNIT = "unit", _("Đơn vị tự tuyên truyền")


class Channel(models.TextChoices):
    """By what people were reached."""

    PAPER = "bao_in", _("Báo in")
    RADIO = "phat_thanh", _("Phát thanh, loa cơ sở")
    TELEVISION = "truyen_hinh", _("Truyền hình")
    PORTAL = "cong", _("Báo điện tử, cổng thông tin")
    SOCIAL = "mang_xa_hoi", _("Mạng xã hội")
    MEETING = "hoi_nghi", _("Hội nghị, sinh hoạt cộng đồng")
    POSTER = "truc_quan", _("Pa nô, tờ rơi, trực quan")
    OTHER = "khac", _("Kênh khác")


class About(models.TextChoices):
    """Whom a story is about."""

    UNIT = "unit", _("Tập thể")
    PERSON = "person", _("Cá nhân")


class StoryState(models.TextChoices):
    """How far a story is."""

    DRAFT = "draft", _("bản nháp")
    SENT = "sent", _("chờ duyệt")
    RETURNED = "returned", _("trả lại để sửa")
    PUBLISHED = "published", _("đã đăng")
    WITHDRAWN = "withdrawn", _("đã rút")


STORY_LOOKS: dict[str, tuple[str, str]] = {
    StoryState.DRAFT: ("pencil", "info"),
    StoryState.SENT: ("hourglass", "unknown"),
    StoryState.RETURNED: ("corner-up-left", "unknown"),
    StoryState.PUBLISHED: ("circle-check", "met"),
    StoryState.WITHDRAWN: ("circle-slash", "suspended"),
}
"""State → icon and look of its badge."""


class ConsentWay(models.TextChoices):
    """How somebody agreed."""

    PAPER = "van_ban", _("Bằng văn bản")
    MESSAGE = "tin_nhan", _("Thư điện tử, tin nhắn")
    SPOKEN = "loi_noi", _("Nói trực tiếp, có người chứng kiến")
