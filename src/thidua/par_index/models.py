"""Published rankings: a release per decision, its blocks, its rows. Only what was published is stored.

A correction is a new release that takes the place of the old one block by block; the old one stays.
"""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.scoring import round_points
from thidua.foundation.files.models import StoredFile
from thidua.par_index.enums import IndexKind, Origin, ReleaseStatus
from thidua.units.enums import BlockChoice
from thidua.units.models import Unit

RANKED_BLOCKS = [block.value for block in INDEX_BLOCKS]


class IndexRelease(models.Model):
    """One publication of one index of one year, by decision number, date and file (D08)."""

    index = models.CharField(_("chỉ số"), max_length=8, choices=IndexKind.choices)
    year = models.PositiveSmallIntegerField(_("năm của chỉ số"))
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decision_date = models.DateField(_("ngày quyết định"), null=True, blank=True)
    published_on = models.DateField(_("ngày công bố"))
    reason = models.CharField(_("lý do thay thế bản trước"), max_length=300, blank=True)
    city_average = models.DecimalField(
        _("trung bình toàn thành phố"), max_digits=8, decimal_places=4, null=True, blank=True
    )
    file = models.ForeignKey(
        StoredFile, verbose_name=_("tệp"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.UPLOAD)
    status = models.CharField(_("trạng thái"), max_length=12, choices=ReleaseStatus.choices)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    imported_at = models.DateTimeField(_("nhập lúc"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)
    discarded_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)
    discard_reason = models.CharField(_("lý do bỏ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bản công bố chỉ số")
        verbose_name_plural = _("bản công bố chỉ số")
        ordering = ["-year", "index", "-published_on", "-pk"]
        indexes = [models.Index(fields=["status", "published_on"], name="release_published")]
        constraints = [
            models.CheckConstraint(
                name="release_plausible_year", condition=Q(year__gte=2000, year__lte=2100)
            ),
            models.CheckConstraint(
                name="release_confirmed_with_its_moment",
                condition=Q(status="confirmed", confirmed_at__isnull=False)
                | (~Q(status="confirmed") & Q(confirmed_at__isnull=True, confirmed_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="release_confirmed_by_a_second_person",
                condition=Q(confirmed_by__isnull=True)
                | (Q(imported_by__isnull=False) & ~Q(confirmed_by=F("imported_by"))),
            ),
            models.CheckConstraint(
                name="release_upload_has_its_papers",
                condition=Q(origin="reference", status="confirmed", confirmed_by__isnull=True)
                | (
                    Q(
                        origin__in=["upload", "round"],
                        imported_by__isnull=False,
                        decision_date__isnull=False,
                        file__isnull=False,
                    )
                    & ~Q(decision_number="")
                    & (~Q(status="confirmed") | Q(confirmed_by__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="release_discarded_with_its_moment",
                condition=Q(status="discarded", discarded_at__isnull=False)
                | (~Q(status="discarded") & Q(discarded_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.year} ({self.decision_number or self.published_on})"


class ReleaseBlock(models.Model):
    """What a release says of one block: how many units were ranked, the block's average.

    `ranked_count` None: not published. `is_current`: no later release has taken its place; the
    unique constraint makes a race of two confirmations end with one winner.
    """

    release = models.ForeignKey(IndexRelease, on_delete=models.CASCADE, related_name="blocks")
    index = models.CharField(max_length=8, choices=IndexKind.choices)
    year = models.PositiveSmallIntegerField()
    block = models.CharField(_("khối"), max_length=8, choices=BlockChoice.choices)
    ranked_count = models.PositiveIntegerField(_("số đơn vị được xếp hạng"), null=True, blank=True)
    average = models.DecimalField(_("trung bình khối"), max_digits=8, decimal_places=4, null=True, blank=True)
    is_current = models.BooleanField(default=False)

    class Meta:
        ordering = ["release_id", "block"]
        constraints = [
            models.UniqueConstraint(name="release_block_once", fields=["release", "block"]),
            models.UniqueConstraint(
                name="index_block_one_current",
                fields=["index", "year", "block"],
                condition=Q(is_current=True),
            ),
            models.CheckConstraint(name="release_block_is_ranked", condition=Q(block__in=RANKED_BLOCKS)),
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.year} {self.block}"


class IndexRow(models.Model):
    """One published row. `score` None: the score was not published (never 0)."""

    release = models.ForeignKey(IndexRelease, on_delete=models.CASCADE, related_name="rows")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="index_rows")
    block = models.CharField(_("khối"), max_length=8, choices=BlockChoice.choices)
    rank = models.PositiveIntegerField(_("hạng"))
    score = models.DecimalField(_("điểm"), max_digits=10, decimal_places=6, null=True, blank=True)
    score_places = models.PositiveSmallIntegerField(default=2)
    published_name = models.CharField(_("tên trong bản công bố"), max_length=200)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    class Meta:
        ordering = ["release_id", "block", "rank", "pk"]
        indexes = [models.Index(fields=["release", "block", "rank"], name="index_row_place")]
        constraints = [
            models.UniqueConstraint(name="index_row_unit_once", fields=["release", "unit"]),
            models.CheckConstraint(name="index_row_rank_from_one", condition=Q(rank__gte=1)),
            models.CheckConstraint(
                name="index_row_score_not_negative",
                condition=Q(score__isnull=True) | Q(score__gte=0),
            ),
            models.CheckConstraint(name="index_row_block_is_ranked", condition=Q(block__in=RANKED_BLOCKS)),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.published_name}"

    @property
    def exact_score(self) -> Decimal | None:
        """The score with the decimals it was published with."""
        return None if self.score is None else round_points(self.score, self.score_places)
