"""Criteria sets: a version for one block and year, and its lines. A version in force is never changed.

A correction is the next version, with its reason and document. The city's own tables were not at hand: sets
are data, and a sample says that it is one.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.blocks import INDEX_BLOCKS
from thidua.foundation.files.models import StoredFile
from thidua.index_sets.enums import KindChoice, LevelChoice, NotArisingChoice, SetState
from thidua.units.enums import BlockChoice

RANKED_BLOCKS = [block.value for block in INDEX_BLOCKS]


def _person(name: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=name,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )


class CriteriaSet(models.Model):
    """One version of what the units of a block are scored on for a year.

    `stated_total`: what the document says it adds up to. `confirmed_by`: a second person put it in force.
    """

    year = models.PositiveSmallIntegerField(_("năm của chỉ số"))
    block = models.CharField(_("khối"), max_length=8, choices=BlockChoice.choices)
    version = models.PositiveSmallIntegerField(_("phiên bản"), default=1)
    state = models.CharField(_("trạng thái"), max_length=8, choices=SetState.choices, default=SetState.DRAFT)
    title = models.CharField(_("tên bộ tiêu chí"), max_length=300)
    is_sample = models.BooleanField(_("bộ mẫu, không phải của thành phố"), default=False)
    stated_total = models.DecimalField(
        _("tổng điểm ghi trong văn bản"), max_digits=8, decimal_places=4, null=True, blank=True
    )
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decision_date = models.DateField(_("ngày quyết định"), null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("tệp"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("lý do sửa"), max_length=500, blank=True)
    begun_by = _person(_("người soạn"))
    begun_at = models.DateTimeField(_("soạn lúc"))
    confirmed_by = _person(_("người xác nhận"))
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bộ tiêu chí")
        verbose_name_plural = _("bộ tiêu chí")
        ordering = ["-year", "block", "-version"]
        constraints = [
            models.UniqueConstraint(name="criteria_set_version_once", fields=["year", "block", "version"]),
            models.UniqueConstraint(
                name="criteria_set_one_draft", fields=["year", "block"], condition=Q(state="draft")
            ),
            models.UniqueConstraint(
                name="criteria_set_one_in_force", fields=["year", "block"], condition=Q(state="in_force")
            ),
            models.CheckConstraint(name="criteria_set_ranked_block", condition=Q(block__in=RANKED_BLOCKS)),
            models.CheckConstraint(
                name="criteria_set_plausible_year", condition=Q(year__gte=2000, year__lte=2100)
            ),
            models.CheckConstraint(
                name="criteria_set_confirmed_with_its_moment",
                condition=Q(state="draft", confirmed_at__isnull=True)
                | (~Q(state="draft") & Q(confirmed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="criteria_set_confirmed_by_a_second_person",
                condition=Q(confirmed_by__isnull=True)
                | Q(begun_by__isnull=True)
                | ~Q(confirmed_by=F("begun_by")),
            ),
            models.CheckConstraint(
                name="criteria_set_amended_with_reason", condition=Q(version=1) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.block} v{self.version}"

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.state == SetState.DRAFT


class SetLine(models.Model):
    """One line of a set: an area, a criterion or a component. A line with a `kind` is scored.

    `indicator`: the code of a digital indicator (`unit_plans`) whose number of the year fills it in.
    `survey_group`: the group of a survey that fills it in. `appraised_by`: the body that appraises an area.
    """

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="lines")
    code = models.CharField(_("mã"), max_length=20)
    parent = models.CharField(_("mã dòng cha"), max_length=20, blank=True)
    level = models.CharField(_("cấp"), max_length=10, choices=LevelChoice.choices)
    name = models.CharField(_("tên"), max_length=600)
    maximum = models.DecimalField(_("điểm tối đa"), max_digits=8, decimal_places=4, null=True, blank=True)
    kind = models.CharField(_("cách chấm"), max_length=10, choices=KindChoice.choices, blank=True)
    params = models.JSONField(_("tham số"), default=dict, blank=True)
    not_arising = models.CharField(
        _("không phát sinh"),
        max_length=8,
        choices=NotArisingChoice.choices,
        default=NotArisingChoice.NEVER,
    )
    clause = models.CharField(_("căn cứ"), max_length=300, blank=True)
    evidence_asked = models.CharField(_("tài liệu kiểm chứng"), max_length=1000, blank=True)
    appraised_by = models.CharField(_("cơ quan thẩm định"), max_length=200, blank=True)
    indicator = models.CharField(_("chỉ số lấy sẵn"), max_length=20, blank=True)
    survey_group = models.CharField(_("nhóm điều tra"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("dòng của bộ tiêu chí")
        verbose_name_plural = _("dòng của bộ tiêu chí")
        ordering = ["criteria_set", "order", "pk"]
        constraints = [
            models.UniqueConstraint(name="set_line_code_once", fields=["criteria_set", "code"]),
            models.CheckConstraint(name="set_line_named", condition=~Q(name="") & ~Q(code="")),
            models.CheckConstraint(
                name="set_line_area_is_on_top",
                condition=Q(level="area", parent="") | (~Q(level="area") & ~Q(parent="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name[:60]}"
