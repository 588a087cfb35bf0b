"""The kinds of paper that may have a form of the office."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """By the name in the address; `paper_kind` is what a Paper of this kind is called."""

    PROPOSAL = "to-trinh", _("Tờ trình")
    DECISION = "quyet-dinh", _("Quyết định")
    MINUTES = "bien-ban", _("Biên bản")
    COUNCIL_MINUTES = "bien-ban-hoi-dong", _("Biên bản họp Hội đồng Thi đua – Khen thưởng")
    REPORT = "bao-cao", _("Báo cáo")
    NOTICE = "thong-bao", _("Thông báo")
    PLAN = "ke-hoach", _("Kế hoạch")
    INVITATION = "giay-moi", _("Giấy mời")
    LETTER = "cong-van", _("Công văn")

    @property
    def paper_kind(self) -> str:
        return _PAPER_KINDS[self]


_PAPER_KINDS = {
    Kind.PROPOSAL: "Tờ trình",
    Kind.DECISION: "Quyết định",
    Kind.MINUTES: "Biên bản",
    Kind.COUNCIL_MINUTES: "Biên bản",
    Kind.REPORT: "Báo cáo",
    Kind.NOTICE: "Thông báo",
    Kind.PLAN: "Kế hoạch",
    Kind.INVITATION: "Giấy mời",
    Kind.LETTER: "",
}
BY_PAPER_KIND = {
    paper_kind: kind for kind, paper_kind in _PAPER_KINDS.items() if kind is not Kind.COUNCIL_MINUTES
}
"""The kind of a paper that names no other: the minutes of the council are asked for by their own kind."""
