"""What units compete in: the six contents of section II and the six areas of reform."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Content(models.TextChoices):
    """The six points of section II."""

    HEADS = "ND1", _("Trách nhiệm người đứng đầu")
    AREAS = "ND2", _("Nhiệm vụ cải cách hành chính trên sáu lĩnh vực")
    INDEX = "ND3", _("Tiêu chí của Bộ chỉ số cải cách hành chính")
    PUBLICITY = "ND4", _("Tuyên truyền, chung tay cải cách hành chính")
    IDEAS = "ND5", _("Giải pháp, sáng kiến, nâng cao sự hài lòng")
    PEOPLE = "ND6", _("Cán bộ, công chức, viên chức hoàn thành xuất sắc nhiệm vụ")

    @property
    def clause(self) -> str:
        """The point of section II that says it."""
        return f"II.{self.value[2:]}"


class Area(models.TextChoices):
    """The six areas of reform named in II.2; tags on a measure."""

    INSTITUTIONS = "the_che", _("Cải cách thể chế")
    PROCEDURES = "thu_tuc", _("Cải cách thủ tục hành chính")
    ORGANISATION = "bo_may", _("Cải cách tổ chức bộ máy")
    SERVICE = "cong_vu", _("Cải cách chế độ công vụ")
    FINANCE = "tai_chinh", _("Cải cách tài chính công")
    DIGITAL = "so", _("Chính quyền điện tử, chính quyền số")


def areas_in_words(codes: list[str]) -> list[str | Promise]:
    """The names of the areas with these codes, in the order of the plan."""
    return [area.label for area in Area if area.value in codes]
