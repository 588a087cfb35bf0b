"""Councils with their seats, sessions with agenda and attendance, and what was voted."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.councils.ballots.models import OpenVote, PaperCount, SealedBallot
from thidua.councils.enums import Denominator, Duty, Majority, SessionState, Way
from thidua.councils.parameters.models import CouncilChoice, VotingRule
from thidua.dossiers.models import Dossier
from thidua.foundation.files.models import StoredFile

__all__ = [
    "AgendaItem",
    "Attendee",
    "Council",
    "CouncilChoice",
    "CouncilSession",
    "OpenVote",
    "PaperCount",
    "Recusal",
    "SealedBallot",
    "Seat",
    "VotingRule",
]
USER = settings.AUTH_USER_MODEL


def _person(name: Any, *, is_optional: bool = True) -> Any:
    return models.ForeignKey(
        USER,
        verbose_name=name,
        on_delete=models.PROTECT,
        null=is_optional,
        blank=is_optional,
        related_name="+",
    )


class Council(models.Model):
    """A council as a decision set it up. Another decision makes another council."""

    name = models.CharField(_("tên hội đồng"), max_length=200)
    decision_number = models.CharField(_("số quyết định"), max_length=80)
    decision_date = models.DateField(_("ngày quyết định"))
    recorded_by = _person(_("người ghi"), is_optional=False)
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("hội đồng")
        verbose_name_plural = _("hội đồng")
        ordering = ["-decision_date", "-pk"]
        constraints = [
            models.UniqueConstraint(name="council_decision_once", fields=["decision_number", "decision_date"])
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.decision_number})"


class Seat(models.Model):
    """Somebody on a council. Without an account he stands on paper only, and votes on paper."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="seats")
    account = _person(_("tài khoản"))
    name = models.CharField(_("họ và tên"), max_length=160)
    position = models.CharField(_("chức vụ, nơi công tác"), max_length=200, blank=True)
    duty = models.CharField(_("nhiệm vụ trong hội đồng"), max_length=9, choices=Duty.choices)
    has_vote = models.BooleanField(_("được biểu quyết"), default=True)

    class Meta:
        verbose_name = _("thành viên hội đồng")
        verbose_name_plural = _("thành viên hội đồng")
        ordering = ["council", "pk"]
        constraints = [
            models.UniqueConstraint(name="council_seat_once", fields=["council", "account"]),
            models.UniqueConstraint(
                name="council_one_chair", fields=["council"], condition=Q(duty=Duty.CHAIR)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CouncilSession(models.Model):
    """One session on dossiers of one cycle. From the opening of the vote on its rules stand in it.

    `content` is what came out, frozen on closing, `sha256` its fingerprint. `box_key` (public) seals secret
    ballots; what opens them is given to a person and is not kept.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions")
    cycle = models.CharField(_("đợt xét"), max_length=9)
    ordinal = models.PositiveSmallIntegerField(_("phiên thứ"))
    held_at = models.DateTimeField(_("họp lúc"))
    place = models.CharField(_("địa điểm"), max_length=200)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=SessionState.choices, default=SessionState.PLANNED
    )
    way = models.CharField(_("cách biểu quyết"), max_length=6, choices=Way.choices, blank=True)
    quorum = models.CharField(max_length=14, choices=Majority.choices, blank=True)
    majority = models.CharField(max_length=14, choices=Majority.choices, blank=True)
    flag_majority = models.CharField(max_length=14, choices=Majority.choices, blank=True)
    counts = models.CharField(max_length=7, choices=Denominator.choices, blank=True)
    rule_source = models.CharField(max_length=200, blank=True)
    box_key = models.BinaryField(null=True, editable=False)
    round = models.PositiveSmallIntegerField(_("lần bỏ phiếu"), default=1)
    discussion = models.TextField(_("diễn biến, ý kiến"), blank=True)
    conclusions = models.TextField(_("kết luận"), blank=True)
    words_version = models.PositiveIntegerField(default=1)
    """Grows with each save of the two texts, so that two who write notice each other."""
    words_by = _person(_("người ghi diễn biến, kết luận"))
    words_at = models.DateTimeField(_("ghi diễn biến, kết luận lúc"), null=True, blank=True)
    reason = models.CharField(_("lý do không họp"), max_length=500, blank=True)
    planned_by = _person(_("người lên lịch"), is_optional=False)
    planned_at = models.DateTimeField(_("lên lịch lúc"))
    opened_at = models.DateTimeField(_("khai mạc lúc"), null=True, blank=True)
    voting_from = models.DateTimeField(_("bắt đầu bỏ phiếu lúc"), null=True, blank=True)
    closed_by = _person(_("người kết thúc"))
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)
    content = models.JSONField(_("kết quả"), null=True, blank=True)
    sha256 = models.CharField(_("dấu vân tay (SHA-256)"), max_length=64, blank=True)
    minutes = models.ForeignKey(
        StoredFile,
        verbose_name=_("biên bản đã ký"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    minutes_signatures = models.JSONField(_("chữ ký số trong biên bản"), default=list)
    """What `documents.signatures` found when the file came; empty for a scan or a Word file."""
    minutes_by = _person(_("người tải biên bản lên"))
    minutes_at = models.DateTimeField(_("tải lên lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("phiên họp hội đồng")
        verbose_name_plural = _("phiên họp hội đồng")
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="council_session_once", fields=["cycle", "ordinal"]),
            models.CheckConstraint(
                name="council_votes_in_a_way", condition=~Q(state__in=["voting", "closed"]) | ~Q(way="")
            ),
            models.CheckConstraint(
                name="council_closed_is_frozen",
                condition=~Q(state="closed")
                | (Q(closed_at__isnull=False, content__isnull=False) & ~Q(sha256="")),
            ),
            models.CheckConstraint(
                name="council_called_off_with_reason", condition=~Q(state="called_off") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} · {self.ordinal}"


class Attendee(models.Model):
    """A seat in one session, as it was when the session opened. `has_voted` says that, never what."""

    session = models.ForeignKey(CouncilSession, on_delete=models.CASCADE, related_name="attendees")
    account = _person(_("tài khoản"))
    name = models.CharField(max_length=160)
    position = models.CharField(max_length=200, blank=True)
    duty = models.CharField(max_length=9, choices=Duty.choices)
    has_vote = models.BooleanField()
    is_present = models.BooleanField(_("có mặt"), default=False)
    has_voted = models.BooleanField(_("đã bỏ phiếu"), default=False)
    has_declared = models.BooleanField(_("đã khai quan hệ tại phòng họp"), default=False)
    """Stated in the room, for ballots of paper; what is stated on the screen stands in `appraising`."""

    class Meta:
        verbose_name = _("người dự phiên họp")
        verbose_name_plural = _("người dự phiên họp")
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(name="council_attends_once", fields=["session", "account"]),
            models.CheckConstraint(
                name="council_votes_when_present",
                condition=Q(has_voted=False) | Q(is_present=True, has_vote=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgendaItem(models.Model):
    """A dossier on the agenda, in the order of `place`; on closing what the council said of it.

    `members`: how many the majority was asked of; those who stepped aside are left out.
    """

    session = models.ForeignKey(CouncilSession, on_delete=models.CASCADE, related_name="items")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="council_items")
    place = models.PositiveSmallIntegerField(_("thứ tự"))
    agreed = models.PositiveSmallIntegerField(_("đồng ý"), null=True, blank=True)
    against = models.PositiveSmallIntegerField(_("không đồng ý"), null=True, blank=True)
    blank = models.PositiveSmallIntegerField(_("không chọn"), null=True, blank=True)
    members = models.PositiveSmallIntegerField(_("tính trên"), null=True, blank=True)
    is_passed = models.BooleanField(_("thông qua"), null=True, blank=True)

    class Meta:
        verbose_name = _("mục trong chương trình họp")
        verbose_name_plural = _("mục trong chương trình họp")
        ordering = ["session", "place", "pk"]
        constraints = [models.UniqueConstraint(name="council_item_once", fields=["session", "dossier"])]

    def __str__(self) -> str:
        return f"{self.session_id} {self.place}"


class Recusal(models.Model):
    """A member who takes no part in one item; he is left out of those the majority is asked of."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="recusals")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="recusals")
    reason = models.CharField(_("lý do"), max_length=300)

    class Meta:
        verbose_name = _("không tham gia biểu quyết")
        verbose_name_plural = _("không tham gia biểu quyết")
        ordering = ["item", "attendee"]
        constraints = [models.UniqueConstraint(name="council_recused_once", fields=["item", "attendee"])]

    def __str__(self) -> str:
        return f"{self.item_id} {self.attendee_id}"
