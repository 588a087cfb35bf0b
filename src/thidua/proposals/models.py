"""The list that is proposed to the Chairman: a line for each dossier, frozen with all that led to it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.models import Dossier
from thidua.foundation.files.models import StoredFile
from thidua.proposals.enums import ProposalState

MAY_BE_DECIDED = Q(state=ProposalState.CONFIRMED) | Q(state=ProposalState.REPLACED) & ~Q(letter_number="")
"""A later list takes the place of one whose Tờ trình went out; what was signed over it stands."""


class Proposal(models.Model):
    """One consolidated list of one cycle. `content` is all that was known, `sha256` its fingerprint.

    Frozen by one person, confirmed by a second; a later one takes its place, nothing is overwritten.
    """

    cycle = models.CharField(_("đợt xét"), max_length=9)
    ordinal = models.PositiveSmallIntegerField(_("lần"))
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=ProposalState.choices, default=ProposalState.FROZEN
    )
    content = models.JSONField(_("nội dung"))
    sha256 = models.CharField(_("dấu vân tay (SHA-256)"), max_length=64)
    letter_number = models.CharField(_("số Tờ trình"), max_length=80, blank=True)
    letter_date = models.DateField(_("ngày Tờ trình"), null=True, blank=True)
    letter_file = models.ForeignKey(
        StoredFile,
        verbose_name=_("Tờ trình đã ký"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    letter_signatures = models.JSONField(_("chữ ký số trong Tờ trình"), default=list)
    """What `documents.signatures` found when the file came; empty for a scan of a paper."""
    reason = models.CharField(_("lý do lập lại"), max_length=500, blank=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(_("khóa lúc"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)
    apart_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    apart_seen_at = models.DateTimeField(
        _("người quyết định đã xem phần tách riêng lúc"), null=True, blank=True
    )
    """The decider ticked how many stand outside the limits, and their share (B28)."""

    class Meta:
        verbose_name = _("danh sách trình khen thưởng")
        verbose_name_plural = _("danh sách trình khen thưởng")
        ordering = ["-cycle", "-ordinal"]
        constraints = [
            models.UniqueConstraint(name="proposal_once", fields=["cycle", "ordinal"]),
            models.UniqueConstraint(name="proposal_one_open", fields=["cycle"], condition=Q(state="frozen")),
            models.CheckConstraint(name="proposal_again_with_reason", condition=Q(ordinal=1) | ~Q(reason="")),
            models.CheckConstraint(
                name="proposal_confirmed_by_a_second_person",
                condition=~Q(state="confirmed")
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("frozen_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} {self.ordinal}"

    @property
    def may_be_decided(self) -> bool:
        """As `MAY_BE_DECIDED`."""
        is_replaced = self.state == ProposalState.REPLACED and bool(self.letter_number)
        return self.state == ProposalState.CONFIRMED or is_replaced


class ProposalChoice(models.Model):
    """What a person has chosen of one dossier so far; a draft until the list is frozen.

    `flag_block` holds the block of a flag, so that the database itself keeps one flag a block (B37).
    `is_suggested`: it agreed with what the rules and the opinions suggested when it was made;
    `has_own_words`: a person wrote the reason. Other reasons are those of the suggestion of that day.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="proposal_choice")
    cycle = models.CharField(_("đợt xét"), max_length=9)
    is_proposed = models.BooleanField(_("đề nghị tặng"))
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    is_suggested = models.BooleanField(_("theo gợi ý"), default=True)
    has_own_words = models.BooleanField(_("lý do do người chọn viết"), default=True)
    flag_block = models.CharField(max_length=6, blank=True, editable=False)
    flag_rank = models.PositiveSmallIntegerField(_("thứ tự ưu tiên trong khối"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("chọn lúc"))

    class Meta:
        verbose_name = _("lựa chọn đưa vào danh sách trình")
        verbose_name_plural = _("lựa chọn đưa vào danh sách trình")
        ordering = ["cycle", "dossier"]
        constraints = [
            models.UniqueConstraint(
                name="choice_one_flag_a_block",
                fields=["cycle", "flag_block"],
                condition=Q(is_proposed=True) & ~Q(flag_block=""),
            ),
            models.CheckConstraint(
                name="choice_with_reason",
                condition=(Q(is_proposed=True) & Q(is_suggested=True)) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} {self.dossier_id}"


class ProposalLine(models.Model):
    """What is proposed of one dossier, and why not where it is not."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="proposal_lines")
    is_proposed = models.BooleanField(_("đề nghị tặng"))
    reason = models.CharField(_("lý do không đề nghị"), max_length=500, blank=True)
    sent_sha256 = models.CharField(_("dấu vân tay của lần gửi lúc khóa (SHA-256)"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("dòng trong danh sách trình")
        verbose_name_plural = _("dòng trong danh sách trình")
        ordering = ["proposal", "pk"]
        constraints = [
            models.UniqueConstraint(name="proposal_line_once", fields=["proposal", "dossier"]),
            models.CheckConstraint(
                name="proposal_refuses_with_reason", condition=Q(is_proposed=True) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} {self.dossier_id}"
