"""What was done to make the movement known, and good examples told as stories.

A picture of people is kept only as long as everybody in it agrees; when one of them no longer does, the bytes
go at once and the row says when.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.movement.contents import Content
from thidua.outreach.enums import About, Channel, ConsentWay, Side, StoryState
from thidua.units.models import Unit


class Activity(models.Model):
    """One act of publicity. `reach` None: not known. `unit` stands for a unit's own, else `organisation`."""

    side = models.CharField(_("bên thực hiện"), max_length=8, choices=Side.choices)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outreach_activities",
        verbose_name=_("đơn vị"),
    )
    organisation = models.CharField(_("cơ quan, tổ chức"), max_length=160, blank=True)
    title = models.CharField(_("nội dung đã làm"), max_length=300)
    done_on = models.DateField(_("ngày"), db_index=True)
    channel = models.CharField(_("kênh"), max_length=12, choices=Channel.choices)
    content = models.CharField(_("nội dung thi đua"), max_length=3, choices=Content.choices)
    reach = models.PositiveIntegerField(_("số người, lượt tiếp cận"), null=True, blank=True)
    link = models.URLField(_("đường dẫn"), max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tệp"),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))
    removed_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)
    removal_reason = models.CharField(_("lý do bỏ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hoạt động tuyên truyền")
        verbose_name_plural = _("hoạt động tuyên truyền")
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="activity_has_its_doer",
                condition=Q(side="unit", unit__isnull=False, organisation="")
                | (~Q(side="unit") & Q(unit__isnull=True) & ~Q(organisation="")),
            ),
            models.CheckConstraint(
                name="activity_removed_with_reason",
                condition=Q(removed_at__isnull=True, removal_reason="")
                | (Q(removed_at__isnull=False) & ~Q(removal_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Story(models.Model):
    """A good example of a unit or a person of it. `initiative` is named, not imported: rooms of one floor."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="stories", verbose_name=_("đơn vị"))
    about = models.CharField(_("nói về"), max_length=8, choices=About.choices)
    person_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    position = models.CharField(_("chức vụ"), max_length=160, blank=True)
    title = models.CharField(_("tên câu chuyện"), max_length=160)
    summary = models.CharField(_("tóm tắt"), max_length=400)
    done = models.TextField(_("đã làm gì"), max_length=6000)
    results = models.TextField(_("kết quả bằng số"), max_length=1500)
    initiative = models.ForeignKey(
        "initiatives.Initiative",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("sáng kiến"),
    )
    side = models.CharField(_("bên viết"), max_length=8, choices=Side.choices)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=StoryState.choices, default=StoryState.DRAFT
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("viết lúc"))
    changed_at = models.DateTimeField(_("sửa lúc"))
    edition = models.PositiveIntegerField(default=1)
    """Grows with each save, so that two people on one story notice each other."""
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("gửi duyệt lúc"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("đăng lúc"), null=True, blank=True)
    reason = models.CharField(_("lý do trả lại hoặc rút"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("gương điển hình")
        verbose_name_plural = _("gương điển hình")
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["state", "-published_at"], name="story_published")]
        constraints = [
            models.CheckConstraint(
                name="story_person_has_a_name",
                condition=Q(about="unit", person_name="") | (Q(about="person") & ~Q(person_name="")),
            ),
            models.CheckConstraint(
                name="story_published_with_its_moment",
                condition=~Q(state="published") | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="story_reviewed_by_another",
                condition=Q(reviewed_by__isnull=True)
                | (~Q(reviewed_by=F("author")) & ~Q(reviewed_by=F("sent_by"))),
            ),
            models.CheckConstraint(
                name="story_sent_back_with_reason",
                condition=~Q(state__in=["returned", "withdrawn"]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Photo(models.Model):
    """A picture of a story, without what the camera wrote into it. `file` None: taken away for good."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    alt = models.CharField(_("mô tả ảnh"), max_length=200)
    shows_people = models.BooleanField(_("nhận ra người trong ảnh"))
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField(_("thêm lúc"))
    removed_at = models.DateTimeField(_("gỡ lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("ảnh của gương điển hình")
        verbose_name_plural = _("ảnh của gương điển hình")
        ordering = ["story", "pk"]
        constraints = [
            models.CheckConstraint(name="photo_described", condition=~Q(alt="")),
            models.CheckConstraint(
                name="photo_gone_with_its_bytes",
                condition=Q(removed_at__isnull=True, file__isnull=False)
                | Q(removed_at__isnull=False, file__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.alt


class Consent(models.Model):
    """Somebody agreed: to be seen in `photo`, or, without one, to be named in the story."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="consents")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, null=True, blank=True, related_name="consents")
    person = models.CharField(_("người đồng ý"), max_length=120)
    way = models.CharField(_("đồng ý bằng cách nào"), max_length=8, choices=ConsentWay.choices)
    given_on = models.DateField(_("ngày đồng ý"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("sự đồng ý")
        verbose_name_plural = _("sự đồng ý")
        ordering = ["story", "pk"]
        constraints = [models.CheckConstraint(name="consent_of_somebody", condition=~Q(person=""))]

    def __str__(self) -> str:
        # No name: the audit trail keeps this text for good.
        return f"{self.story_id}/{self.photo_id or ''}"
