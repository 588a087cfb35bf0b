"""What a unit hands in: one filing for one cycle, in it a dossier for each collective or person.

A fact that the rules read is a typed column of the dossier; empty means not known, never "no". `selected`,
`par_months` and `barred` are written by the services of what proves them: the unit council's minutes, the
work history, the statement about bars. What was sent is a row of its own that nobody changes.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.awards.models import Candidate
from thidua.dossiers.bars.models import BarStatement
from thidua.dossiers.checklist.models import ChecklistVersion
from thidua.dossiers.contributions import contribution_words
from thidua.dossiers.earlier.models import TakenOver
from thidua.dossiers.enums import (
    HANDED_IN,
    Contribution,
    DossierState,
    Gender,
    IndexArea,
    Proposer,
    state_for_office,
)
from thidua.dossiers.evidence.models import DossierFile
from thidua.dossiers.leader_list.models import LeaderList
from thidua.dossiers.post import post_words
from thidua.dossiers.sending.models import DossierReturn, SentDossier, Submission
from thidua.dossiers.unit_council.models import CouncilVote, UnitMinutes, UnitQuorum
from thidua.dossiers.writing.models import DossierPart, KeptWords, WorkSpan
from thidua.foundation.files.models import StoredFile
from thidua.initiatives.models import Initiative
from thidua.units.models import Unit

__all__ = [
    "BarStatement",
    "ChecklistVersion",
    "CouncilVote",
    "Dossier",
    "DossierFile",
    "DossierPart",
    "DossierReturn",
    "Filing",
    "KeptWords",
    "LeaderList",
    "SentDossier",
    "Submission",
    "TakenOver",
    "UnitMinutes",
    "UnitQuorum",
    "WorkSpan",
]


def _person(words: Any, *, is_optional: bool = False) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=words,
        on_delete=models.PROTECT,
        related_name="+",
        null=is_optional,
        blank=is_optional,
    )


class Filing(models.Model):
    """Everything that one unit nominates in one cycle (`2029` or `2026-2030`), under one Tờ trình.

    Its row is locked by every act that counts against a quota, so that two clerks cannot both be the last.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="filings", verbose_name=_("đơn vị"))
    cycle = models.CharField(_("đợt xét"), max_length=9)
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
    started_by = _person(_("người lập"))
    started_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = _("hồ sơ của đơn vị trong đợt xét")
        verbose_name_plural = _("hồ sơ của đơn vị trong đợt xét")
        ordering = ["-cycle", "unit"]
        constraints = [models.UniqueConstraint(name="filing_once", fields=["unit", "cycle"])]

    def __str__(self) -> str:
        return f"{self.unit} {self.cycle}"


def code_of(cycle: str, unit: str, number: int) -> str:
    """“2029/P.HONGBANG/02”: one achievement, one number."""
    return f"{cycle}/{unit}/{number:02d}"


class Dossier(models.Model):
    """One collective or person put forward for one award. `subject_name` empty: the unit itself."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="dossiers")
    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    award = models.CharField(_("hình thức khen thưởng"), max_length=40)
    proposer = models.CharField(
        _("bên đề nghị"), max_length=6, choices=Proposer.choices, default=Proposer.UNIT
    )
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=DossierState.choices, default=DossierState.DRAFT
    )
    subject_name = models.CharField(_("họ và tên, hoặc tên tập thể"), max_length=160, blank=True)
    subject_key = models.CharField(max_length=340, editable=False)
    gender = models.CharField(_("giới tính"), max_length=6, choices=Gender.choices, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True, blank=True)
    position = models.CharField(_("chức vụ"), max_length=160, blank=True)
    place = models.CharField(_("phòng, bộ phận"), max_length=160, blank=True)
    is_leader = models.BooleanField(_("là lãnh đạo, quản lý"), null=True, blank=True)
    is_conditional = models.BooleanField(_("chỉ đề nghị nếu đơn vị được tặng Cờ"), default=False)
    """The second person of a flag unit: dropped when the flag falls (III.2.2.b.CO.CN, B25)."""

    selected = models.BooleanField(_("được đơn vị xét chọn, đề xuất"), null=True, blank=True)
    outstanding = models.BooleanField(_("có thành tích xuất sắc, tiêu biểu"), null=True, blank=True)
    conduct = models.BooleanField(_("phẩm chất tốt, gương mẫu, chấp hành tốt"), null=True, blank=True)
    rating = models.CharField(  # noqa: DJ001  (empty would be a fact; NULL is not known)
        _("xếp loại năm"), max_length=12, choices=Candidate.RATINGS, null=True, blank=True
    )
    rating_source = models.CharField(_("văn bản xếp loại"), max_length=200, blank=True)
    par_role = models.CharField(  # noqa: DJ001
        _("vai trò trong cải cách hành chính"),
        max_length=12,
        choices=Candidate.ROLES,
        null=True,
        blank=True,
    )
    par_role_source = models.CharField(_("căn cứ về vai trò"), max_length=200, blank=True)
    par_months = models.PositiveSmallIntegerField(
        _("số tháng làm cải cách hành chính"), null=True, blank=True
    )
    """As it was when the work was told, handed over, sent: `writing.counting` has it of a later day."""
    barred = models.BooleanField(_("thuộc trường hợp chưa xét"), null=True, blank=True)
    justification = models.TextField(_("căn cứ bằng văn bản"), blank=True)
    ground_source = models.CharField(_("số, ngày, nơi ban hành văn bản căn cứ"), max_length=200, blank=True)
    contribution = models.CharField(
        _("loại đóng góp"), max_length=9, choices=Contribution.choices, blank=True
    )
    raised_area = models.CharField(
        _("lĩnh vực của chỉ số được nâng"), max_length=12, choices=IndexArea.choices, blank=True
    )
    initiatives = models.ManyToManyField(Initiative, blank=True, related_name="dossiers")

    edition = models.PositiveIntegerField(default=1)
    """Grows with each save of the facts, so that two people on one dossier notice each other."""
    open_parts = models.JSONField(_("phần được sửa"), null=True, blank=True)
    """While returned: codes of the parts that were questioned (`parts.py`); empty otherwise."""
    started_by = _person(_("người lập"))
    started_at = models.DateTimeField(_("lập lúc"))
    saved_by = _person(_("người sửa"), is_optional=True)
    saved_at = models.DateTimeField(_("sửa lúc"), null=True, blank=True)
    handed_by = _person(_("người trình ký"), is_optional=True)
    handed_at = models.DateTimeField(_("trình ký lúc"), null=True, blank=True)
    words_back = models.CharField(_("ý kiến của người ký"), max_length=1000, blank=True)
    decided_at = models.DateTimeField(_("có quyết định lúc"), null=True, blank=True)
    """From then on nothing of it changes: the decision rests on it."""
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("lý do rút"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("hồ sơ đề nghị")
        verbose_name_plural = _("hồ sơ đề nghị")
        ordering = ["filing", "number"]
        indexes = [models.Index(fields=["award", "state"], name="dossier_award_state")]
        constraints = [
            models.UniqueConstraint(name="dossier_number_once", fields=["filing", "number"]),
            models.UniqueConstraint(
                name="dossier_one_for_one_subject",
                fields=["filing", "award", "subject_key"],
                # An ad hoc award is for one achievement: once it is decided there may be another (III.3.1.b).
                condition=~Q(state="withdrawn")
                & (Q(decided_at__isnull=True) | ~Q(award__startswith="adhoc.")),
            ),
            models.CheckConstraint(
                name="dossier_person_has_a_name",
                condition=~Q(award__endswith=".individual") | ~Q(subject_name=""),
            ),
            models.CheckConstraint(
                name="dossier_withdrawn_with_reason",
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
            ),
        ]

    def __str__(self) -> str:
        # No name: the audit trail keeps this text for good, and others than the appraisers read it.
        return f"{self.code} · {self.award}"

    @property
    def post(self) -> str:
        """What the person does where in the unit (`post.post_words`)."""
        return post_words(self.position, self.place)

    @property
    def contribution_words(self) -> str:
        """What was contributed outside the limits, in words."""
        return contribution_words(self.contribution, self.raised_area)

    @property
    def state_for_office(self) -> str:
        """Its state as the office sees it (`enums.state_for_office`)."""
        return state_for_office(self.state, self.open_parts)

    @property
    def is_handed_in(self) -> bool:
        """Whether the office counts it (`enums.is_handed_in`)."""
        return self.state_for_office in HANDED_IN

    @property
    def code(self) -> str:
        """The number of the dossier, see `code_of`."""
        return code_of(self.filing.cycle, self.filing.unit.code, self.number)
