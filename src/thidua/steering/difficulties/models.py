"""A difficulty or proposal, everything done with it, and the time in which an answer is aimed at."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.movement.versions.models import ProgrammeVersion
from thidua.steering.difficulties.enums import Category, Deed, Organisation, State
from thidua.units.models import Unit


class AnswerTarget(models.Model):
    """Working days in which an answer is aimed at, from a day on. `source` says who set it: not the plan."""

    valid_from = models.DateField(_("áp dụng từ ngày"), unique=True)
    working_days = models.PositiveSmallIntegerField(_("số ngày làm việc"))
    source = models.CharField(_("căn cứ"), max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người đặt"), on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(_("đặt lúc"))

    class Meta:
        verbose_name = _("thời hạn trả lời phản ánh")
        verbose_name_plural = _("thời hạn trả lời phản ánh")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                name="answer_target_1_to_90_days", condition=Q(working_days__gte=1, working_days__lte=90)
            )
        ]

    def __str__(self) -> str:
        return f"{self.valid_from}: {self.working_days}"


class Difficulty(models.Model):
    """What a unit or an organisation meets or proposes.

    `due_on` is fixed when it is sent: a later target does not move it. `answer` is the last final answer.
    `shared_question` is the question as every unit may read it, without who asked.
    """

    year = models.PositiveSmallIntegerField(_("năm"))
    ordinal = models.PositiveIntegerField(_("số thứ tự"))
    receipt = models.CharField(_("số tiếp nhận"), max_length=20, unique=True)
    unit = models.ForeignKey(
        Unit, verbose_name=_("đơn vị"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.CharField(_("tổ chức"), max_length=8, choices=Organisation.choices, blank=True)
    category = models.CharField(_("loại"), max_length=8, choices=Category.choices)
    clause = models.CharField(_("điểm của Kế hoạch"), max_length=40, blank=True)
    title = models.CharField(_("nêu ngắn gọn"), max_length=200)
    text = models.TextField(_("nội dung"))
    file = models.ForeignKey(
        StoredFile, verbose_name=_("tệp kèm theo"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người gửi"), on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("gửi lúc"))
    due_on = models.DateField(_("dự kiến trả lời trước hết ngày"))
    state = models.CharField(_("trạng thái"), max_length=9, choices=State.choices, default=State.SENT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người xử lý"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    forwarded_to = models.CharField(_("cơ quan nhận chuyển"), max_length=200, blank=True)
    answer = models.TextField(_("trả lời"), blank=True)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    amendment_decision = models.CharField(_("số quyết định sửa đổi"), max_length=80, blank=True)
    amendment_version = models.ForeignKey(
        ProgrammeVersion,
        verbose_name=_("phiên bản Kế hoạch"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    shared_question = models.TextField(_("câu hỏi chung"), blank=True)
    shared_at = models.DateTimeField(_("đưa vào Hỏi – đáp lúc"), null=True)
    folded = models.TextField(editable=False)
    shared_folded = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("phản ánh, kiến nghị")
        verbose_name_plural = _("phản ánh, kiến nghị")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="difficulty_state_due")]
        constraints = [
            models.UniqueConstraint(name="difficulty_number_once", fields=["year", "ordinal"]),
            models.CheckConstraint(
                name="difficulty_from_one_sender",
                condition=Q(unit__isnull=False, organisation="")
                | (Q(unit__isnull=True) & ~Q(organisation="")),
            ),
            models.CheckConstraint(
                name="difficulty_answered_with_words",
                condition=~Q(state__in=["answered", "solved"])
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="difficulty_handled_by_somebody",
                condition=Q(state__in=["sent", "withdrawn"]) | Q(owner__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt


class DifficultyEntry(models.Model):
    """One thing done with it: never changed afterwards."""

    difficulty = models.ForeignKey(Difficulty, on_delete=models.CASCADE, related_name="entries")
    deed = models.CharField(_("việc"), max_length=10, choices=Deed.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người làm"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("lúc"))
    text = models.TextField(_("nội dung"), blank=True)

    class Meta:
        verbose_name = _("diễn biến xử lý")
        verbose_name_plural = _("diễn biến xử lý")
        ordering = ["difficulty", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.difficulty_id} {self.deed}"
