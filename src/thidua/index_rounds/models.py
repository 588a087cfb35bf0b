"""A round, its phases and appraisers; a unit's sheet with answers and evidence; what was judged and said.

Nobody edits the unit's words: a judgement is a row of its own, and a changed mind is one more row.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.index_rounds.enums import Decision, PhaseKind, SheetState, Stage
from thidua.index_sets.models import CriteriaSet
from thidua.units.enums import BlockChoice
from thidua.units.models import Unit

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


class Round(models.Model):
    """The scoring of one year. `called_off_at`: it was given up, with the reason."""

    year = models.PositiveSmallIntegerField(_("năm của chỉ số"))
    title = models.CharField(_("tên kỳ chấm"), max_length=300)
    document_number = models.CharField(_("số văn bản hướng dẫn"), max_length=80, blank=True)
    begun_by = _person(_("người lập"))
    begun_at = models.DateTimeField(_("lập lúc"))
    called_off_at = models.DateTimeField(_("hủy lúc"), null=True, blank=True)
    called_off_reason = models.CharField(_("lý do hủy"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("kỳ chấm chỉ số")
        verbose_name_plural = _("kỳ chấm chỉ số")
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="round_one_a_year", fields=["year"], condition=Q(called_off_at__isnull=True)
            ),
            models.CheckConstraint(name="round_plausible_year", condition=Q(year__gte=2000, year__lte=2100)),
            models.CheckConstraint(
                name="round_called_off_with_a_reason",
                condition=Q(called_off_at__isnull=True) | ~Q(called_off_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.title}"


class RoundBlock(models.Model):
    """Which criteria set a block is scored by. A corrected set takes the place of its earlier version.

    `stamp`: another one after every sheet that is sent or given back, and every judgement (`changes`).
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="blocks")
    block = models.CharField(_("khối"), max_length=8, choices=BlockChoice.choices)
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="rounds")
    stamp = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        ordering = ["round", "block"]
        constraints = [models.UniqueConstraint(name="round_block_once", fields=["round", "block"])]

    def __str__(self) -> str:
        return f"{self.round_id} {self.block}"


class Phase(models.Model):
    """When a phase is open: from `opens_at`, until `closes_at` is past. `reason` of the last change."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(_("giai đoạn"), max_length=12, choices=PhaseKind.choices)
    opens_at = models.DateTimeField(_("mở lúc"))
    closes_at = models.DateTimeField(_("đóng lúc"))
    reason = models.CharField(_("lý do đổi"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("giai đoạn của kỳ chấm")
        verbose_name_plural = _("giai đoạn của kỳ chấm")
        ordering = ["round", "opens_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="phase_once", fields=["round", "kind"]),
            models.CheckConstraint(
                name="phase_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"


class AreaAppraiser(models.Model):
    """A person who appraises one area of one block's sheets, but never those of a unit of their own."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="appraisers")
    block = models.CharField(_("khối"), max_length=8, choices=BlockChoice.choices)
    area = models.CharField(_("mã lĩnh vực"), max_length=20)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="appraised_areas")

    class Meta:
        verbose_name = _("người thẩm định lĩnh vực")
        verbose_name_plural = _("người thẩm định lĩnh vực")
        ordering = ["round", "block", "area"]
        constraints = [
            models.UniqueConstraint(name="area_appraiser_once", fields=["round", "block", "area", "user"])
        ]

    def __str__(self) -> str:
        return f"{self.block} {self.area} {self.user_id}"


class Sheet(models.Model):
    """One unit's scorecard in a round. `sha256` of what was sent; `words_back`: what is to be changed.

    `words_back` is the head's who handed it back, or the office's who reopened it: then nobody has handed it
    over since, and `receipt` is still the one it had.

    `explained_at`: its explanations were sent, once.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="index_sheets")
    block = models.CharField(_("khối"), max_length=8, choices=BlockChoice.choices)
    state = models.CharField(
        _("trạng thái"), max_length=8, choices=SheetState.choices, default=SheetState.DRAFT
    )
    begun_at = models.DateTimeField(_("bắt đầu lúc"))
    handed_by = _person(_("người trình"))
    handed_at = models.DateTimeField(_("trình lúc"), null=True, blank=True)
    signed_by = _person(_("người ký"))
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    receipt = models.CharField(_("số biên nhận"), max_length=40, blank=True)
    sha256 = models.CharField(_("dấu vân tay (SHA-256)"), max_length=64, blank=True)
    words_back = models.CharField(_("cần sửa gì"), max_length=1000, blank=True)
    explained_by = _person(_("người gửi giải trình"))
    explained_at = models.DateTimeField(_("gửi giải trình lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("phiếu chấm điểm")
        verbose_name_plural = _("phiếu chấm điểm")
        ordering = ["round", "block", "unit"]
        indexes = [models.Index(fields=["round", "block", "state"], name="sheet_of_round")]
        constraints = [
            models.UniqueConstraint(name="sheet_once", fields=["round", "unit"]),
            models.CheckConstraint(
                name="sheet_sent_with_its_receipt",
                condition=Q(state="sent", sent_at__isnull=False) & ~Q(receipt="")
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}"

    @property
    def is_reopened(self) -> bool:
        """Whether the office gave it back after it was sent, and its people have not handed it over since."""
        return self.state == SheetState.DRAFT and bool(self.receipt) and self.handed_by_id is None


class Answer(models.Model):
    """What the unit gives for one component: `value`, `base` where a ratio asks for it, or nothing arose.

    `code` is the component's, so that a corrected version of the set finds it again. `version` grows with
    each save. `source`: where a number came from that nobody typed.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(_("mã tiêu chí"), max_length=20)
    value = models.DecimalField(_("số liệu"), max_digits=20, decimal_places=6, null=True, blank=True)
    base = models.DecimalField(_("tổng số"), max_digits=20, decimal_places=6, null=True, blank=True)
    not_arising = models.BooleanField(_("không phát sinh"), default=False)
    note = models.TextField(_("thuyết minh"), max_length=2000, blank=True)
    source = models.CharField(_("nguồn"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = _person(_("người lưu"))
    saved_at = models.DateTimeField(_("lưu lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("câu trả lời")
        verbose_name_plural = _("câu trả lời")
        ordering = ["sheet", "code"]
        constraints = [
            models.UniqueConstraint(name="answer_once", fields=["sheet", "code"]),
            models.CheckConstraint(
                name="answer_nothing_arose_or_a_number",
                condition=Q(not_arising=False) | Q(value__isnull=True, base__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.code}"


class KeptAnswer(models.Model):
    """What could not be saved because somebody else had saved in between: `fields` name → text."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="kept")
    fields = models.JSONField(_("nội dung"))
    digest = models.CharField(max_length=64)
    by = _person(_("người viết"))
    at = models.DateTimeField(_("lúc"))
    other = _person(_("người lưu trước"))
    settled_at = models.DateTimeField(_("cất đi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("chữ được giữ lại")
        verbose_name_plural = _("chữ được giữ lại")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(name="kept_answer_once", fields=["answer", "by", "digest"])]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.by_id}"


class Evidence(models.Model):
    """A file shown as evidence, uploaded once for a whole sheet. `carried_from`: last year's, taken again."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("tên tài liệu"), max_length=300)
    pages = models.PositiveSmallIntegerField(_("số trang"), null=True, blank=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_by = _person(_("người thêm"))
    added_at = models.DateTimeField(_("thêm lúc"))
    removed_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("tài liệu kiểm chứng")
        verbose_name_plural = _("tài liệu kiểm chứng")
        ordering = ["sheet", "pk"]

    def __str__(self) -> str:
        return self.title


class Pin(models.Model):
    """Where in a piece of evidence a component is proved: the page and the passage.

    `is_of_explanation`: added when the unit answered a cut.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="pins")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="pins")
    page = models.PositiveSmallIntegerField(_("trang"), null=True, blank=True)
    passage = models.CharField(_("đoạn"), max_length=500, blank=True)
    is_of_explanation = models.BooleanField(default=False)
    added_by = _person(_("người ghim"))
    added_at = models.DateTimeField(_("ghim lúc"))

    class Meta:
        verbose_name = _("ghim minh chứng")
        verbose_name_plural = _("ghim minh chứng")
        ordering = ["answer", "pk"]
        constraints = [
            models.UniqueConstraint(name="pin_once", fields=["answer", "evidence", "page", "passage"]),
            models.CheckConstraint(name="pin_page_from_one", condition=Q(page__isnull=True) | Q(page__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.evidence_id} {self.page}"


class Judgement(models.Model):
    """What was decided about one answer at one stage. `points` None: as the scale says of the unit's number.

    `is_current` False: the same stage decided again later. Rows are added, never changed.
    """

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="judgements")
    stage = models.CharField(_("bước"), max_length=12, choices=Stage.choices)
    decision = models.CharField(_("quyết định"), max_length=8, choices=Decision.choices)
    points = models.DecimalField(_("điểm"), max_digits=9, decimal_places=4, null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=1000, blank=True)
    pin = models.ForeignKey(Pin, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = _person(_("người quyết định"))
    at = models.DateTimeField(_("lúc"))
    is_current = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("kết quả chấm")
        verbose_name_plural = _("kết quả chấm")
        ordering = ["answer", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="judgement_one_current", fields=["answer", "stage"], condition=Q(is_current=True)
            ),
            models.CheckConstraint(
                name="judgement_cut_with_points_and_reason",
                condition=Q(decision="accepted", points__isnull=True)
                | (Q(decision="cut", points__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.stage} {self.decision}"


class SampledAnswer(models.Model):
    """An answer drawn for a second appraisal, by another person than the first. `number`: draws it again."""

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="sampled")
    number = models.PositiveIntegerField(_("số rút mẫu"))
    drawn_by = _person(_("người rút mẫu"))
    drawn_at = models.DateTimeField(_("rút lúc"))

    class Meta:
        verbose_name = _("mẫu thẩm định lần hai")
        verbose_name_plural = _("mẫu thẩm định lần hai")

    def __str__(self) -> str:
        return str(self.answer_id)


class Explanation(models.Model):
    """What the unit says to one cut, once. `sent_at` None: still a draft of the unit's own."""

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="explanation")
    text = models.TextField(_("giải trình"), max_length=3000, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = _person(_("người viết"))
    saved_at = models.DateTimeField(_("lưu lúc"))
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("giải trình")
        verbose_name_plural = _("giải trình")
        constraints = [
            models.CheckConstraint(
                name="explanation_sent_with_words", condition=Q(sent_at__isnull=True) | ~Q(text="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}"


class ScoresFile(models.Model):
    """A workbook with the scores of a whole block, made elsewhere. `stored_at` None: read on trial only."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="scores_files")
    block = models.CharField(_("khối"), max_length=8, choices=BlockChoice.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    brought_by = _person(_("người tải lên"), is_optional=False)
    brought_at = models.DateTimeField(_("tải lên lúc"))
    stored_at = models.DateTimeField(_("lưu lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("tệp điểm của một khối")
        verbose_name_plural = _("tệp điểm của một khối")
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.round_id} {self.block}"
