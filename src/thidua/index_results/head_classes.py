"""The class of the head of a unit by its score (II.1), by the dated rule in force."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.index_results.errors import ResultRefused
from thidua.index_results.models import HeadClassRule


def rule_on(on: date) -> HeadClassRule | None:
    """The rule in force on a day; None before the first."""
    return HeadClassRule.objects.filter(valid_from__lte=on).first()


def all_rules() -> QuerySet[HeadClassRule]:
    """Every rule with who recorded it, the latest first."""
    return HeadClassRule.objects.select_related("recorded_by")


def class_of(rule: HeadClassRule | None, score: Decimal | None) -> str:
    """The name of the class a score falls into; "" without a rule, or without a score."""
    if rule is None or score is None:
        return ""
    return next((str(name) for name, least in rule.cuts if score >= _number(str(least))), "")


@lru_cache(maxsize=256)
def _number(least: str) -> Decimal:
    return Decimal(least)


@transaction.atomic
def set_classes(
    *, by: Actor, at: datetime, valid_from: date, cuts: list[list[str]], document: str, is_assumed: bool
) -> HeadClassRule:
    """A rule from a day on; results frozen before keep theirs. ResultRefused for a day that has one."""
    if HeadClassRule.objects.filter(valid_from=valid_from).exists():
        raise ResultRefused(_("Ngày này đã có một bộ mức. Chọn ngày khác."))
    rule = HeadClassRule.objects.create(
        valid_from=valid_from,
        cuts=cuts,
        document=nfc(document),
        is_assumed=is_assumed,
        recorded_by_id=by.pk,
        recorded_at=at,
    )
    after = {"valid_from": valid_from, "cuts": cuts, "document": rule.document}
    record(by=by, at=at, action="index_results.classes_set", subject=rule, before=None, after=after)
    return rule
