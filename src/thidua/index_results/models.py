"""The council's session, what was frozen and published from a round, and the classes of heads of units."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.index_results.enums import PublicationState
from thidua.index_rounds.models import Round
from thidua.par_index.models import IndexRelease

USER = settings.AUTH_USER_MODEL


def _person(name: Any) -> Any:
    return models.ForeignKey(
        USER, verbose_name=name, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def _file(name: Any) -> Any:
    return models.ForeignKey(
        StoredFile, verbose_name=name, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class HeadClassRule(models.Model):
    """From which score the head of a unit is in which class (II.1). `cuts`: [[name, from], …], top first.

    The city's present cut-offs were not found: a rule is dated and names its document.
    """

    valid_from = models.DateField(_("dùng từ ngày"), unique=True)
    cuts = models.JSONField(_("mức"))
    document = models.CharField(_("văn bản"), max_length=200)
    is_assumed = models.BooleanField(_("chưa có văn bản, tạm dùng"), default=False)
    recorded_by = _person(_("người ghi"))
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("mức xếp loại người đứng đầu")
        verbose_name_plural = _("mức xếp loại người đứng đầu")
        ordering = ["-valid_from"]
        constraints = [models.CheckConstraint(name="head_class_has_a_document", condition=~Q(document=""))]

    def __str__(self) -> str:
        return str(self.valid_from)


class CouncilSession(models.Model):
    """The council looked at the results of a round. More than half of its members decide."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField(_("ngày họp"))
    chair = models.CharField(_("chủ trì"), max_length=200)
    members = models.PositiveSmallIntegerField(_("số thành viên"))
    present = models.PositiveSmallIntegerField(_("số có mặt hoặc cho ý kiến bằng văn bản"))
    agreed = models.PositiveSmallIntegerField(_("số tán thành"))
    conclusions = models.TextField(_("kết luận"))
    minutes = _file(_("biên bản đã ký"))
    recorded_by = _person(_("người ghi"))
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("phiên họp hội đồng")
        verbose_name_plural = _("phiên họp hội đồng")
        ordering = ["round", "-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="council_counts_in_order",
                condition=Q(members__gte=1, present__lte=F("members"), agreed__lte=F("present")),
            ),
            models.CheckConstraint(name="council_has_conclusions", condition=~Q(conclusions="")),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.held_on}"


class Publication(models.Model):
    """Frozen results of a round: `content` is all that they say, `sha256` its fingerprint.

    A correction is the next one, with its reason and decision. Confirmed by a second person it becomes a
    release of `par_index`, which the award rules and the public page read.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="publications")
    ordinal = models.PositiveSmallIntegerField(_("lần"))
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=PublicationState.choices, default=PublicationState.DRAFT
    )
    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="publications")
    content = models.JSONField(_("nội dung"))
    sha256 = models.CharField(_("dấu vân tay (SHA-256)"), max_length=64)
    decision_number = models.CharField(_("số quyết định"), max_length=80)
    decision_date = models.DateField(_("ngày quyết định"))
    published_on = models.DateField(_("ngày công bố"))
    file = models.ForeignKey(
        StoredFile, verbose_name=_("tệp quyết định"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("lý do đính chính"), max_length=500, blank=True)
    prepared_by = _person(_("người lập"))
    prepared_at = models.DateTimeField(_("lập lúc"))
    confirmed_by = _person(_("người xác nhận"))
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)
    release = models.OneToOneField(
        IndexRelease, on_delete=models.PROTECT, null=True, blank=True, related_name="publication"
    )

    class Meta:
        verbose_name = _("lần công bố")
        verbose_name_plural = _("lần công bố")
        ordering = ["round", "-ordinal"]
        constraints = [
            models.UniqueConstraint(name="publication_once", fields=["round", "ordinal"]),
            models.UniqueConstraint(
                name="publication_one_draft", fields=["round"], condition=Q(state="draft")
            ),
            models.CheckConstraint(
                name="publication_corrects_with_reason", condition=Q(ordinal=1) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="publication_confirmed_by_a_second_person",
                condition=~Q(state="confirmed")
                | (
                    Q(confirmed_at__isnull=False, confirmed_by__isnull=False, release__isnull=False)
                    & ~Q(confirmed_by=F("prepared_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.ordinal}"
