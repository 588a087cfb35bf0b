"""Ballots. Of a secret vote nothing here names a person: see docs/adr/0016-secret-ballots.md."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.councils.enums import Choice


class OpenVote(models.Model):
    """What a member said on one dossier in an open vote; shown when the session is closed."""

    item = models.ForeignKey("councils.AgendaItem", on_delete=models.PROTECT, related_name="open_votes")
    attendee = models.ForeignKey("councils.Attendee", on_delete=models.PROTECT, related_name="open_votes")
    choice = models.CharField(_("ý kiến"), max_length=7, choices=Choice.choices)

    class Meta:
        verbose_name = _("phiếu công khai")
        verbose_name_plural = _("phiếu công khai")
        ordering = ["item", "attendee"]
        constraints = [models.UniqueConstraint(name="open_vote_once", fields=["item", "attendee"])]

    def __str__(self) -> str:
        return f"{self.item_id} {self.attendee_id}"


class SealedBallot(models.Model):
    """A secret ballot as it lies in the box until the session is closed, then it is gone.

    Always equally long for one session; its number is drawn at random. No person, no moment.
    """

    id = models.BigIntegerField(primary_key=True)
    session = models.ForeignKey(
        "councils.CouncilSession", on_delete=models.PROTECT, related_name="sealed_ballots"
    )
    sealed = models.BinaryField(_("phiếu niêm phong"))

    class Meta:
        verbose_name = _("phiếu niêm phong")
        verbose_name_plural = _("phiếu niêm phong")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.session_id}"


class PaperCount(models.Model):
    """One count of the ballots on paper, typed by one person from the counting sheet; never changed.

    `numbers`: agenda item (its number as text) → [agreed, against]; the rest of the ballots say neither.
    """

    session = models.ForeignKey(
        "councils.CouncilSession", on_delete=models.PROTECT, related_name="paper_counts"
    )
    ordinal = models.PositiveSmallIntegerField(_("lần nhập"))
    ballots = models.PositiveSmallIntegerField(_("số phiếu thu về"))
    numbers = models.JSONField(_("kết quả kiểm phiếu"))
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(_("nhập lúc"))

    class Meta:
        verbose_name = _("lần nhập kết quả kiểm phiếu")
        verbose_name_plural = _("lần nhập kết quả kiểm phiếu")
        ordering = ["session", "ordinal"]
        constraints = [models.UniqueConstraint(name="paper_count_once", fields=["session", "ordinal"])]

    def __str__(self) -> str:
        return f"{self.session_id} {self.ordinal}"
