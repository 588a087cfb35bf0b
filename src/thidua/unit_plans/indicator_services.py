"""Writing digital indicators: the office's set of definitions, and the yearly numbers of units."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import resources

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.unit_plans.comparisons import short_number
from thidua.unit_plans.errors import NumberRefused
from thidua.unit_plans.indicator_selectors import definitions_of
from thidua.unit_plans.models import IndicatorDefinition, IndicatorValue
from thidua.unit_plans.selectors import plan_years
from thidua.units.models import Unit

SHIPPED = "digital_indicators.csv"
RESERVED = frozenset({"them", "minh-chung", "nhap"})
"""Words of addresses beside the codes."""


@dataclass(frozen=True, slots=True)
class NewDefinition:
    """What the standing office says is to be counted."""

    code: str
    name: str
    measured_in: str
    formula: str
    direction: str
    lowest: Decimal | None
    highest: Decimal | None
    valid_from: date


@transaction.atomic
def ship_definitions(*, by: Actor | None, at: datetime) -> int:
    """The set that comes with the software; a code that is known already stays as the office has it."""
    known = set(IndicatorDefinition.objects.values_list("code", flat=True))
    text = resources.files("thidua.reference").joinpath(SHIPPED).read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["code"] not in known]
    added = IndicatorDefinition.objects.bulk_create(
        IndicatorDefinition(
            code=row["code"],
            name=row["name"],
            measured_in=row["measured_in"],
            formula=row["formula"],
            direction=row["direction"],
            lowest=Decimal(row["lowest"]) if row["lowest"] else None,
            highest=Decimal(row["highest"]) if row["highest"] else None,
            valid_from=date.fromisoformat(row["valid_from"]),
            order=order,
        )
        for order, row in enumerate(rows, 1)
    )
    if added:
        after: dict[str, object] = {"code": [one.code for one in added]}
        _record(by, at, "indicators_shipped", added[0], after=after)
    return len(added)


@transaction.atomic
def define(*, by: Actor, at: datetime, new: NewDefinition) -> IndicatorDefinition:
    """One more indicator. A code in use is ended first, so that its old numbers keep their meaning."""
    if new.code in RESERVED:
        raise NumberRefused(_("Mã này trùng một địa chỉ của hệ thống; chọn mã khác."))
    used = IndicatorDefinition.objects.filter(code=new.code)
    if any(one.valid_to is None or one.valid_to >= new.valid_from for one in used):
        raise NumberRefused(_("Mã này đang dùng; ngừng chỉ số cũ trước ngày bắt đầu, hoặc chọn mã khác."))
    if new.lowest is not None and new.highest is not None and new.lowest > new.highest:
        raise NumberRefused(_("Số nhỏ nhất không thể lớn hơn số lớn nhất."))
    last = IndicatorDefinition.objects.aggregate(Max("order"))["order__max"] or 0
    added = IndicatorDefinition.objects.create(
        code=new.code,
        name=nfc(new.name),
        measured_in=nfc(new.measured_in),
        formula=nfc(new.formula),
        direction=new.direction,
        lowest=new.lowest,
        highest=new.highest,
        valid_from=new.valid_from,
        order=last + 1,
    )
    _record(by, at, "indicator_defined", added, after={"code": added.code, "indicator": added.name})
    return added


@transaction.atomic
def end_definition(
    *, by: Actor, at: datetime, definition: IndicatorDefinition, last_day: date
) -> IndicatorDefinition:
    """Nobody is asked for it in years that end after `last_day`; numbers given stay."""
    locked = IndicatorDefinition.objects.select_for_update().get(pk=definition.pk)
    if locked.valid_to is not None:
        raise NumberRefused(_("Chỉ số này đã ngừng dùng."))
    if last_day < locked.valid_from:
        raise NumberRefused(_("Ngày ngừng trước ngày bắt đầu dùng."))
    locked.valid_to = last_day
    locked.save(update_fields=["valid_to"])
    _record(by, at, "indicator_ended", locked, after={"code": locked.code, "valid_to": last_day})
    return locked


@transaction.atomic
def give_numbers(
    *,
    by: Actor,
    at: datetime,
    unit: Unit,
    year: int,
    numbers: dict[str, Decimal],
    source: str,
    reason: str = "",
    evidence: InspectedFile | None = None,
) -> list[IndicatorValue]:
    """Numbers of one unit and year by code. What is unchanged is not written again; a correction closes
    the old number, which stays readable, and needs a reason. NumberRefused stores nothing."""
    check_year(year, at)
    source, reason = nfc(source), nfc(reason)
    if not source:
        raise NumberRefused(_("Ghi nguồn số liệu, ví dụ: Hệ thống thông tin giải quyết thủ tục hành chính."))
    asked = {one.code: one for one in definitions_of(year)}
    counting = {
        value.definition.code: value
        for value in IndicatorValue.objects.select_for_update(of=("self",))
        .select_related("definition")
        .filter(unit=unit, year=year, replaced_at__isnull=True)
    }
    changed = {
        code: number
        for code, number in numbers.items()
        if code not in counting or counting[code].number != number
    }
    if not changed:
        raise NumberRefused(_("Chưa có số nào mới hoặc khác số đã nhập."))
    for code, number in changed.items():
        _check_number(asked, code, number)
    replaced = [counting[code] for code in changed if code in counting]
    if replaced and not reason:
        raise NumberRefused(_("Ghi lý do sửa số đã nhập; số cũ được giữ lại."))
    IndicatorValue.objects.filter(pk__in=[value.pk for value in replaced]).update(replaced_at=at)
    kept = keep_file(by=by, at=at, upload=evidence) if evidence else None
    rows = [
        IndicatorValue.objects.create(
            definition=asked[code],
            unit=unit,
            year=year,
            number=number,
            source=source,
            reason=reason if code in counting else "",
            evidence=kept,
            entered_by_id=by.pk,
            entered_at=at,
        )
        for code, number in changed.items()
    ]
    before: dict[str, object] = {
        "values": {value.definition.code: short_number(value.number) for value in replaced}
    }
    after = {
        "year": year,
        "values": {code: short_number(number) for code, number in changed.items()},
        "source": source,
        "reason": reason,
    }
    _record(by, at, "number_given", unit, before=before if replaced else None, after=after)
    return rows


@transaction.atomic
def bring_in_numbers(
    *,
    by: Actor,
    at: datetime,
    year: int,
    rows: Sequence[tuple[int, str, Decimal]],
    source: str,
    reason: str = "",
) -> int:
    """Numbers of many units as (unit id, code, number), one event. With a `reason` those that are known
    already are corrected, the old ones stay readable; without one NumberRefused, and nothing is stored."""
    check_year(year, at)
    asked = {one.code: one for one in definitions_of(year)}
    for _unit, code, number in rows:
        _check_number(asked, code, number)
    counting = IndicatorValue.objects.select_for_update(of=("self",)).filter(
        year=year, replaced_at__isnull=True
    )
    known = {(unit, code): pk for unit, code, pk in counting.values_list("unit_id", "definition__code", "pk")}
    wanted = {(unit, code) for unit, code, _number in rows}
    corrected = wanted & known.keys()
    if len(wanted) != len(rows) or (corrected and not nfc(reason)):
        raise NumberRefused(_("Có số liệu lặp lại hoặc đã nhập từ trước; bỏ các dòng đó."))
    IndicatorValue.objects.filter(pk__in=[known[one] for one in corrected]).update(replaced_at=at)
    IndicatorValue.objects.bulk_create(
        IndicatorValue(
            definition=asked[code],
            unit_id=unit,
            year=year,
            number=number,
            source=nfc(source),
            reason=nfc(reason) if (unit, code) in corrected else "",
            entered_by_id=by.pk,
            entered_at=at,
        )
        for unit, code, number in rows
    )
    if rows:
        after = {"year": year, "rows": len(rows), "source": source}
        after |= {"corrected": len(corrected), "reason": reason} if corrected else {}
        _record(by, at, "numbers_given", asked[rows[0][1]], after=after)
    return len(rows)


def check_year(year: int, at: datetime) -> None:
    """NumberRefused for a year of which no number can be known yet."""
    if year not in plan_years() or year > localdate(at).year:
        raise NumberRefused(_("Chưa nhập được số liệu của năm %(year)s.") % {"year": year})


def _check_number(asked: dict[str, IndicatorDefinition], code: str, number: Decimal) -> None:
    definition = asked.get(code)
    if definition is None:
        raise NumberRefused(_("Năm này không dùng chỉ số “%(code)s”.") % {"code": code})
    words = fault_of_number(definition, number)
    if words:
        raise NumberRefused(f"{words} {_('Xem lại cách tính rồi ghi lại số.')}")


def fault_of_number(definition: IndicatorDefinition, number: Decimal) -> str:
    """What is wrong with a number of an indicator; empty when it lies within the bounds."""
    low, high = definition.lowest, definition.highest
    if low is not None and number < low:
        words, bound = _("“%(name)s” là %(number)s, nhỏ hơn %(bound)s."), low
    elif high is not None and number > high:
        words, bound = _("“%(name)s” là %(number)s, lớn hơn %(bound)s."), high
    else:
        return ""
    return words % {
        "name": definition.name,
        "number": short_number(number),
        "bound": f"{short_number(bound)} {definition.measured_in}",
    }


def _record(
    by: Actor | None,
    at: datetime,
    action: str,
    subject: IndicatorDefinition | Unit,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object],
) -> None:
    record(by=by, at=at, action=f"unit_plans.{action}", subject=subject, before=before, after=after)
