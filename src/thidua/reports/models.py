"""The yearly report of a unit: parts and numbers being written, words kept apart, what was sent and returned.

What was sent is a row of its own that nobody changes; the parts go on from it when the report is returned.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.reports.enums import ReportState, Timing
from thidua.units.models import Unit


def _person(words: str | Promise, *, is_optional: bool = False) -> Any:
    """A foreign key to an account that keeps the account from being deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=words,  # type: ignore[arg-type]
        on_delete=models.PROTECT,
        related_name="+",
        null=is_optional,
        blank=is_optional,
    )


class Report(models.Model):
    """One unit's report of one year (IV.1.b). `words_back` is what the head wrote to the officer last."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports", verbose_name=_("đơn vị"))
    year = models.PositiveSmallIntegerField(_("năm"))
    state = models.CharField(
        _("trạng thái"), max_length=8, choices=ReportState.choices, default=ReportState.DRAFT
    )
    started_by = _person(_("người lập"))
    started_at = models.DateTimeField(_("lập lúc"))
    handed_by = _person(_("người trình ký"), is_optional=True)
    handed_at = models.DateTimeField(_("trình ký lúc"), null=True, blank=True)
    words_back = models.CharField(_("ý kiến của người ký"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("báo cáo năm")
        verbose_name_plural = _("báo cáo năm")
        ordering = ["-year", "unit"]
        indexes = [models.Index(fields=["year", "state"], name="report_year_state")]
        constraints = [
            models.UniqueConstraint(name="report_one_a_year", fields=["unit", "year"]),
            models.CheckConstraint(
                name="report_begun", condition=Q(state__in=["draft", "waiting", "sent", "returned"])
            ),
            models.CheckConstraint(
                name="report_waits_since", condition=~Q(state="waiting") | Q(handed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class ReportPart(models.Model):
    """One section: its text, and the version under which text and numbers are saved together.

    `is_open` False: the report was returned and this part was not questioned.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="parts")
    section = models.CharField(_("mục"), max_length=5)
    text = models.TextField(_("nội dung"), blank=True)
    is_done = models.BooleanField(_("đã xem xong"), default=False)
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = _person(_("người lưu"), is_optional=True)
    saved_at = models.DateTimeField(_("lưu lúc"), null=True, blank=True)

    class Meta:
        ordering = ["report", "section"]
        constraints = [models.UniqueConstraint(name="report_part_once", fields=["report", "section"])]

    def __str__(self) -> str:
        return f"{self.report_id} {self.section}"


class ReportNumber(models.Model):
    """One number. `value` None: not known, never 0. `known` is what the system knows, `source` from where."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="numbers")
    section = models.CharField(_("mục"), max_length=5)
    code = models.CharField(_("mã"), max_length=60)
    value = models.DecimalField(_("số liệu"), max_digits=18, decimal_places=4, null=True, blank=True)
    estimate = models.DecimalField(_("ước cả năm"), max_digits=18, decimal_places=4, null=True, blank=True)
    known = models.DecimalField(_("số hệ thống biết"), max_digits=18, decimal_places=4, null=True, blank=True)
    source = models.CharField(_("nguồn"), max_length=200, blank=True)
    is_typed = models.BooleanField(_("do đơn vị nhập"), default=False)

    class Meta:
        ordering = ["report", "code"]
        constraints = [models.UniqueConstraint(name="report_number_once", fields=["report", "code"])]

    def __str__(self) -> str:
        return f"{self.report_id} {self.code}"


class KeptWords(models.Model):
    """What could not be saved because somebody else had saved in between: `fields` name → text."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="kept_words")
    section = models.CharField(_("mục"), max_length=5)
    fields = models.JSONField(_("nội dung"))
    digest = models.CharField(max_length=64)
    by = _person(_("người viết"))
    at = models.DateTimeField(_("lúc"))
    other = _person(_("người lưu trước"), is_optional=True)
    settled_at = models.DateTimeField(_("cất đi lúc"), null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="kept_words_once", fields=["report", "section", "by", "digest"])
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.section} {self.by_id}"


class ReportFile(models.Model):
    """Evidence to a report. One that was sent once stays, `removed_at` tells that it no longer counts."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    section = models.CharField(_("mục"), max_length=5, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = _person(_("người thêm"))
    added_at = models.DateTimeField(_("thêm lúc"))
    removed_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)

    class Meta:
        ordering = ["report", "added_at", "pk"]

    def __str__(self) -> str:
        return str(self.file)


class Submission(models.Model):
    """What was signed and sent: frozen. `content` is all that a reader sees, `sha256` its fingerprint."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="submissions")
    ordinal = models.PositiveSmallIntegerField(_("lần gửi"))
    receipt = models.CharField(_("số biên nhận"), max_length=40, unique=True)
    sent_at = models.DateTimeField(_("gửi lúc"))
    signed_by = _person(_("người ký"))
    timing = models.CharField(_("so với hạn"), max_length=12, choices=Timing.choices)
    last_moment = models.DateTimeField(_("hạn"), null=True, blank=True)
    content = models.JSONField(_("nội dung đã gửi"))
    sha256 = models.CharField(_("dấu vân tay (SHA-256)"), max_length=64)

    class Meta:
        verbose_name = _("lần gửi báo cáo")
        verbose_name_plural = _("lần gửi báo cáo")
        ordering = ["report", "ordinal"]
        constraints = [models.UniqueConstraint(name="submission_once", fields=["report", "ordinal"])]

    def __str__(self) -> str:
        return self.receipt


class Return(models.Model):
    """A submission was given back; `reasons` are section → words, only these sections open again."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="returned")
    by = _person(_("người trả lại"))
    at = models.DateTimeField(_("trả lại lúc"))
    reasons = models.JSONField(_("lý do từng mục"))

    class Meta:
        verbose_name = _("lần trả lại")
        verbose_name_plural = _("lần trả lại")
        ordering = ["submission"]

    def __str__(self) -> str:
        return str(self.submission)


class SentShingle(models.Model):
    """A fingerprint of words of a sent part, by which copied passages are found (I.2.c)."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="shingles")
    section = models.CharField(max_length=5)
    shingle = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["shingle", "submission"], name="sent_shingle")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.section}"
