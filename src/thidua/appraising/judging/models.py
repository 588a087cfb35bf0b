"""What those who appraise found and said. Rows are added, never changed: of each question the last stands."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.appraising.enums import OUTCOME_LOOKS, SAY_LOOKS, Outcome, Say, Stage
from thidua.dossiers.models import DossierFile, SentDossier
from thidua.initiatives.models import Initiative
from thidua.par_index.models import IndexRow


class Finding(models.Model):
    """What was found about one criterion or item of the checklist, pinned to what shows it.

    `criterion` is a clause of the plan (`III.2.1.2.a.TT.1`) or an item (`item:report`). Of the pins at most
    one is set; `pinned_words` keeps what it showed then, for facts change afterwards.
    """

    sent = models.ForeignKey(SentDossier, on_delete=models.PROTECT, related_name="findings")
    stage = models.CharField(_("bước"), max_length=9, choices=Stage.choices)
    criterion = models.CharField(_("tiêu chuẩn"), max_length=80)
    criterion_words = models.CharField(_("nội dung tiêu chuẩn"), max_length=600)
    outcome = models.CharField(_("nhận xét"), max_length=7, choices=Outcome.choices)
    words = models.CharField(_("ghi rõ"), max_length=1000, blank=True)
    file = models.ForeignKey(DossierFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    index_row = models.ForeignKey(IndexRow, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    part = models.CharField(_("phần của hồ sơ"), max_length=20, blank=True)
    pinned_words = models.CharField(_("căn cứ"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("ghi lúc"))
    is_current = models.BooleanField(_("là nhận xét mới nhất"), default=True)

    class Meta:
        verbose_name = _("nhận xét")
        verbose_name_plural = _("nhận xét")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="finding_one_current",
                fields=["sent", "stage", "criterion"],
                condition=Q(is_current=True),
            ),
            models.CheckConstraint(
                name="finding_holds_by_evidence", condition=~Q(outcome=Outcome.HOLDS) | ~Q(pinned_words="")
            ),
            models.CheckConstraint(
                name="finding_against_with_words", condition=Q(outcome=Outcome.HOLDS) | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sent_id} {self.criterion}"

    @property
    def look(self) -> tuple[str, str]:
        """Icon and look of its badge."""
        return OUTCOME_LOOKS[self.outcome]


class Opinion(models.Model):
    """What one stage says of one sending in the end; a later one stands, the earlier ones stay readable."""

    sent = models.ForeignKey(SentDossier, on_delete=models.PROTECT, related_name="opinions")
    stage = models.CharField(_("bước"), max_length=9, choices=Stage.choices)
    say = models.CharField(_("ý kiến"), max_length=8, choices=Say.choices)
    words = models.CharField(_("nội dung ý kiến"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("ghi lúc"))
    is_current = models.BooleanField(_("là ý kiến mới nhất"), default=True)

    class Meta:
        verbose_name = _("ý kiến thẩm định")
        verbose_name_plural = _("ý kiến thẩm định")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="opinion_one_current", fields=["sent", "stage"], condition=Q(is_current=True)
            ),
            models.CheckConstraint(
                name="opinion_against_with_words", condition=Q(say=Say.AGREE) | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sent_id} {self.stage}"

    @property
    def look(self) -> tuple[str, str]:
        """Icon and look of its badge."""
        return SAY_LOOKS[self.say]


class StageChoice(models.Model):
    """Whether a cycle has the second appraisal (reading D01); the last row counts, none: it has."""

    cycle = models.CharField(_("đợt xét"), max_length=9)
    has_procedure = models.BooleanField(_("có bước thủ tục"))
    reason = models.CharField(_("lý do"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("lựa chọn số bước thẩm định")
        verbose_name_plural = _("lựa chọn số bước thẩm định")
        ordering = ["cycle", "at", "pk"]
        constraints = [
            models.CheckConstraint(name="stage_choice_with_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} {self.has_procedure}"
