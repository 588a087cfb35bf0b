"""One counter that moves whenever a fact the rules read changes; caches carry it in their key."""

from django.db import connection, models
from django.db.models import F, Q


class Revision(models.Model):
    """The one row that holds the counter."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        app_label = "foundation"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="revision_is_one_row")]

    def __str__(self) -> str:
        return str(self.value)


def bump() -> None:
    """Moves the counter on, in the transaction that changes the facts; RuntimeError outside one."""
    if not connection.in_atomic_block:
        raise RuntimeError("revision.bump() must run inside the transaction that changes the facts")
    if not Revision.objects.filter(pk=1).update(value=F("value") + 1):
        Revision.objects.bulk_create([Revision(pk=1)], ignore_conflicts=True)
        Revision.objects.filter(pk=1).update(value=F("value") + 1)


def current() -> int:
    """The counter now; 0 before the first change."""
    return Revision.objects.filter(pk=1).values_list("value", flat=True).first() or 0
