"""Audit events and the head of their chain. Database triggers refuse to change or delete either."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

HASH_LENGTH = 64


class AuditEvent(models.Model):
    """One act: who, when, what on which subject, and the values before and after.

    The actor stands here by id and by name, so that the trail reads on without the account.
    """

    sequence = models.BigIntegerField(_("Số thứ tự"), primary_key=True)
    at = models.DateTimeField(_("Lúc"))
    actor_id = models.BigIntegerField(_("Mã người làm"), null=True)
    actor_name = models.CharField(_("Người làm"), max_length=160)
    # Search columns, made from the two names by core.text and checked by the verification.
    actor_folded = models.CharField(max_length=320, editable=False)
    subject_folded = models.CharField(max_length=400, editable=False)
    action = models.CharField(_("Việc"), max_length=80)
    subject_type = models.CharField(_("Loại đối tượng"), max_length=80)
    subject_pk = models.CharField(_("Mã đối tượng"), max_length=80)
    subject_label = models.CharField(_("Đối tượng"), max_length=200)
    before = models.JSONField(_("Trước"), null=True)
    after = models.JSONField(_("Sau"), null=True)
    request_id = models.CharField(_("Mã yêu cầu"), max_length=64, blank=True)
    note = models.CharField(_("Ghi chú"), max_length=500, blank=True)
    previous_hash = models.CharField(max_length=HASH_LENGTH)
    hash = models.CharField(max_length=HASH_LENGTH, unique=True)

    class Meta:
        app_label = "foundation"
        verbose_name = _("sự kiện nhật ký")
        verbose_name_plural = _("sự kiện nhật ký")
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["actor_id", "-sequence"], name="audit_actor"),
            models.Index(fields=["action", "-sequence"], name="audit_action"),
            models.Index(fields=["subject_type", "subject_pk", "-sequence"], name="audit_subject"),
            models.Index(fields=["at"], name="audit_at"),
        ]
        constraints = [models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_counts_from_one")]

    def __str__(self) -> str:
        return f"{self.sequence}. {self.action}"


class AuditHead(models.Model):
    """The one row that says how long the chain is and how it ends; a cut tail is found by it.

    Writers lock it, so on PostgreSQL two transactions can never append the same number.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        app_label = "foundation"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="audit_head_is_one_row")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"
