"""The kinds of paper that may have a form of the office."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.documents.papers.own_template import ACHIEVEMENTS, CERTIFICATE


class Kind(models.TextChoices):
    """By the name in the address; `paper_kind` is what a Paper of this kind is called."""

    PROPOSAL = "to-trinh", _("Tờ trình")
    DECISION = "quyet-dinh", _("Quyết định")
    MINUTES = "bien-ban", _("Biên bản")
    COUNCIL_MINUTES = "bien-ban-hoi-dong", _("Biên bản họp Hội đồng Thi đua – Khen thưởng")
    UNIT_PROPOSAL = "to-trinh-don-vi", _("Tờ trình của đơn vị")
    UNIT_MINUTES = "bien-ban-don-vi", _("Biên bản họp hội đồng của đơn vị")
    ACHIEVEMENTS = "bao-cao-thanh-tich", _("Báo cáo thành tích")
    REPORT = "bao-cao", _("Báo cáo")
    NOTICE = "thong-bao", _("Thông báo")
    PLAN = "ke-hoach", _("Kế hoạch")
    INVITATION = "giay-moi", _("Giấy mời")
    LETTER = "cong-van", _("Công văn")
    CERTIFICATE = "giay-chung-nhan", _("Bằng khen, giấy chứng nhận")

    @property
    def paper_kind(self) -> str:
        return _PAPER_KINDS[self]

    @property
    def form_kind(self) -> str:
        """The kind whose fields a form of this kind has."""
        return ACHIEVEMENTS if self is Kind.ACHIEVEMENTS else self.paper_kind


_PAPER_KINDS = {
    Kind.PROPOSAL: "Tờ trình",
    Kind.DECISION: "Quyết định",
    Kind.MINUTES: "Biên bản",
    Kind.COUNCIL_MINUTES: "Biên bản",
    Kind.UNIT_PROPOSAL: "Tờ trình",
    Kind.UNIT_MINUTES: "Biên bản",
    Kind.ACHIEVEMENTS: "Báo cáo",
    Kind.REPORT: "Báo cáo",
    Kind.NOTICE: "Thông báo",
    Kind.PLAN: "Kế hoạch",
    Kind.INVITATION: "Giấy mời",
    Kind.LETTER: "",
    Kind.CERTIFICATE: CERTIFICATE,
}
_BY_NAME_ONLY = frozenset(
    {Kind.COUNCIL_MINUTES, Kind.UNIT_PROPOSAL, Kind.UNIT_MINUTES, Kind.ACHIEVEMENTS, Kind.CERTIFICATE},
)
BY_PAPER_KIND = {paper_kind: kind for kind, paper_kind in _PAPER_KINDS.items() if kind not in _BY_NAME_ONLY}
"""The kind of a paper that names no other: papers of councils and units are asked for by their own kind."""
