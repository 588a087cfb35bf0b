"""The register of initiatives: what a unit thought of, when it was recognised and applied, what it served.

The rules read the typed columns; what proves them stands in tables of its own, each in its package. An
initiative is used once (CV 5007/BNV-TĐKT III.5.c, reading B17).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.initiatives.adoption.models import Adoption
from thidua.initiatives.bringing_in.models import InitiativeFile
from thidua.initiatives.description.models import Author, ConfidentialPart, Effect, FormerNames
from thidua.initiatives.likeness.models import LikenessRuling, RegisterChange
from thidua.initiatives.proofs.models import ProofOfUse
from thidua.initiatives.recognition.models import Recognition
from thidua.movement.contents import Area
from thidua.units.models import Unit

__all__ = [
    "Adoption",
    "Author",
    "ConfidentialPart",
    "Effect",
    "FormerNames",
    "Initiative",
    "InitiativeFile",
    "InitiativeUse",
    "LikenessRuling",
    "ProofOfUse",
    "Recognition",
    "RegisterChange",
]


class RegisteredManager(models.Manager["Initiative"]):
    """What stands in the register. Other rooms come by here and never meet a draft."""

    def get_queryset(self) -> models.QuerySet["Initiative"]:
        """Everything but drafts."""
        return super().get_queryset().filter(is_draft=False)


class Initiative(models.Model):
    """An initiative of one unit (II.5). A date left empty has not happened; `replicable` empty: not known.

    `recognised_on` and `recognition_decision` are those of the first recognition, of whatever level (B16);
    `applied_on` is the first day that is stated (`stated_on`, by a list) or proved.
    """

    code = models.CharField(_("mã sáng kiến"), max_length=30, unique=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="initiatives", verbose_name=_("đơn vị")
    )
    title = models.CharField(_("tên sáng kiến"), max_length=400)
    area = models.CharField(_("lĩnh vực cải cách"), max_length=10, choices=Area.choices, blank=True)
    summary = models.TextField(_("tóm tắt"), blank=True)
    problem = models.TextField(_("vấn đề trước đó"), blank=True)
    novelty = models.TextField(_("điểm mới"), blank=True)
    reach = models.TextField(_("nơi khác làm theo được thế nào"), blank=True)
    recognised_on = models.DateField(_("ngày công nhận"), null=True, blank=True)
    recognition_decision = models.CharField(_("quyết định công nhận"), max_length=80, blank=True)
    applied_on = models.DateField(_("áp dụng từ ngày"), null=True, blank=True)
    stated_on = models.DateField(_("áp dụng từ ngày, theo danh sách"), null=True, blank=True)
    replicable = models.BooleanField(_("có thể nhân rộng"), null=True, blank=True)
    replicable_reason = models.CharField(_("ý kiến về khả năng nhân rộng"), max_length=300, blank=True)
    folded = models.CharField(max_length=800, db_index=True, editable=False)
    sort_key = models.CharField(max_length=1300, db_index=True, editable=False)
    title_words = models.TextField(editable=False, default="")
    summary_words = models.TextField(blank=True, editable=False, default="")
    """The words of title and summary that look-alikes are found by (`core.lookalikes`)."""
    described = models.TextField(editable=False, blank=True, default="")
    """Summary, problem, novelty and reach, folded, for the search of the library; nothing confidential."""
    register_change = models.ForeignKey(
        RegisterChange, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    """The last change of these words in the register; empty: a draft, or from before the first number."""
    registered_at = models.DateTimeField(_("ghi vào sổ lúc"))
    is_draft = models.BooleanField(_("bản nháp"), default=False)
    edition = models.PositiveIntegerField(default=1)
    """Grows with each save of the description, so that two people on one initiative notice each other."""
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(_("sửa lúc"), null=True, blank=True)

    objects = RegisteredManager()
    written: models.Manager["Initiative"] = models.Manager()
    """Drafts too: for the room itself."""

    class Meta:
        verbose_name = _("sáng kiến")
        verbose_name_plural = _("sáng kiến")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="initiative_recognised_by_decision",
                condition=Q(recognised_on__isnull=True, recognition_decision="")
                | (Q(recognised_on__isnull=False) & ~Q(recognition_decision="")),
            ),
            models.CheckConstraint(
                name="initiative_reach_judged_with_reason",
                condition=Q(replicable__isnull=True) | ~Q(replicable_reason=""),
            ),
            models.CheckConstraint(
                name="initiative_draft_is_not_recognised",
                condition=Q(is_draft=False) | Q(recognised_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class InitiativeUse(models.Model):
    """One nomination that an initiative serves: the ledger that keeps it from being used twice.

    `source` is the number of the nomination (or of the decision, for what was awarded before there were
    dossiers): two nominations for one award are two uses. A use ends when its nomination was withdrawn,
    recalled, not awarded, or no longer names the initiative: the row stays, the rules no longer count it.
    `award` may be `BASE_LEVEL`: an award that a unit gave itself, told but not counted (B31).
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="uses")
    award = models.CharField(_("hình thức khen thưởng"), max_length=40)
    cycle = models.CharField(_("đợt xét"), max_length=9)
    source = models.CharField(_("căn cứ"), max_length=200)
    recorded_at = models.DateTimeField(_("ghi lúc"))
    ended_at = models.DateTimeField(_("thôi tính lúc"), null=True, blank=True)
    end_reason = models.CharField(_("lý do thôi tính"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("lần dùng sáng kiến")
        verbose_name_plural = _("lần dùng sáng kiến")
        ordering = ["initiative", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                name="initiative_serves_a_nomination_once",
                fields=["initiative", "award", "cycle", "source"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="initiative_use_ended_with_reason",
                condition=Q(ended_at__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} → {self.award} {self.cycle}"
