"""The rows of a unit, written: shared by the acts in `services`, without audit and without transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.text import format_date, nfc, search_key, sort_key
from thidua.units.enums import SuccessionKind, UnitKind
from thidua.units.errors import UnitRefused
from thidua.units.models import BlockMembership, Succession, Unit, UnitName

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper behind an act: number (1669/NQ-UBTVQH15) and date."""

    number: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be registered: `name` is short (Hồng Bàng), `full_name` official (Phường Hồng Bàng)."""

    code: str
    kind: UnitKind
    name: str
    full_name: str
    block: Block
    document_symbol: str = ""
    former_district: str = ""
    former_province: str = ""
    area_km2: Decimal | None = None
    source_note: str = ""


def create_unit(new: NewUnit, *, at: datetime, on: date, decision: Decision) -> Unit:
    """The rows of a new unit. UnitRefused when something is missing or the code is taken."""
    (unit,) = create_units([(new, decision)], at=at, on=on)
    return unit


def create_units(many: Sequence[tuple[NewUnit, Decision]], *, at: datetime, on: date) -> list[Unit]:
    """The rows of new units, each by its decision; four queries however many. Refused as `create_unit`."""
    codes = [nfc(new.code) for new, _decision in many]
    if not all(nfc(word) for new, _decision in many for word in (new.code, new.name, new.full_name)):
        raise UnitRefused(_("Đơn vị mới cần đủ mã, tên ngắn và tên đầy đủ."))
    if (taken := Unit.objects.filter(code__in=codes).order_by("code").first()) is not None:
        raise UnitRefused(
            _("Mã “%(code)s” đã thuộc một đơn vị khác. Hãy kiểm tra lại mã.") % {"code": taken.code}
        )
    units = Unit.objects.bulk_create(_unit(new, at) for new, _decision in many)
    UnitName.objects.bulk_create(
        _name(unit, new.name, new.full_name, new.kind, on, decision)
        for unit, (new, decision) in zip(units, many, strict=True)
    )
    BlockMembership.objects.bulk_create(
        BlockMembership(
            unit=unit,
            block=new.block.value,
            from_year=on.year,
            decision_number=nfc(decision.number),
            decision_date=decision.signed_on,
        )
        for unit, (new, decision) in zip(units, many, strict=True)
    )
    return units


def _unit(new: NewUnit, at: datetime) -> Unit:
    return Unit(
        code=nfc(new.code),
        kind=new.kind,
        document_symbol=nfc(new.document_symbol),
        former_district=nfc(new.former_district),
        former_province=nfc(new.former_province),
        area_km2=new.area_km2,
        source_note=nfc(new.source_note),
        created_at=at,
    )


def replace_name(
    unit: Unit, *, name: str, full_name: str, kind: UnitKind | None, on: date, decision: Decision
) -> UnitName:
    """Closes the open name the day before `on` and opens the new one."""
    current = unit.names.get(valid_to__isnull=True)
    if not nfc(name) or not nfc(full_name):
        raise UnitRefused(_("Hãy ghi cả tên ngắn và tên đầy đủ."))
    chosen_kind = kind or UnitKind(current.kind)
    if (nfc(name), nfc(full_name), chosen_kind) == (current.name, current.full_name, current.kind):
        raise UnitRefused(_("Tên mới giống hệt tên đang dùng; không có gì để đổi."))
    if on <= current.valid_from:
        raise UnitRefused(
            _("Tên đang dùng có từ ngày %(start)s; tên mới phải có hiệu lực sau ngày đó.")
            % {"start": format_date(current.valid_from)}
        )
    current.valid_to = on - timedelta(days=1)
    current.save(update_fields=["valid_to"])
    if unit.kind != chosen_kind:
        unit.kind = chosen_kind
        unit.save(update_fields=["kind"])
    renamed = _name(unit, name, full_name, chosen_kind, on, decision)
    renamed.save(force_insert=True)
    return renamed


def replace_block(unit: Unit, *, block: Block, from_year: int, decision: Decision) -> BlockMembership:
    """Ends the open block with the year before `from_year` and opens the new one."""
    current = unit.memberships.get(to_year__isnull=True)
    if not FIRST_YEAR <= from_year <= LAST_YEAR:
        raise UnitRefused(_("Năm %(year)s không hợp lệ; ghi năm từ 2000 đến 2100.") % {"year": from_year})
    if current.block == block.value:
        raise UnitRefused(_("Đơn vị đã ở khối này; không có gì để đổi."))
    if from_year <= current.from_year:
        raise UnitRefused(
            _("Đơn vị ở khối hiện tại từ năm %(year)s; khối mới phải tính từ năm sau đó.")
            % {"year": current.from_year}
        )
    current.to_year = from_year - 1
    current.save(update_fields=["to_year"])
    return BlockMembership.objects.create(
        unit=unit,
        block=block.value,
        from_year=from_year,
        decision_number=nfc(decision.number),
        decision_date=decision.signed_on,
    )


def close_unit(unit: Unit, *, on: date, decision: Decision) -> None:
    """Marks the unit dissolved; its last year in its block is the year of `on`. Its name stays."""
    unit.dissolved_on = on
    unit.dissolution_decision = nfc(decision.number)
    unit.save(update_fields=["dissolved_on", "dissolution_decision"])
    last = unit.memberships.get(to_year__isnull=True)
    last.to_year = max(on.year, last.from_year)
    last.save(update_fields=["to_year"])


def lock_living(unit: Unit, on: date) -> Unit:
    """The row, locked for this transaction. UnitRefused when the unit does not exist on `on`."""
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if locked.dissolved_on:
        raise UnitRefused(
            _("Đơn vị %(code)s không còn tồn tại từ ngày %(day)s (%(decision)s).")
            % {
                "code": locked.code,
                "day": format_date(locked.dissolved_on),
                "decision": locked.dissolution_decision,
            }
        )
    first = locked.names.order_by("valid_from").values_list("valid_from", flat=True)[0]
    if on < first:
        raise UnitRefused(
            _("Đơn vị %(code)s có từ ngày %(day)s; hãy chọn ngày hiệu lực từ ngày đó trở đi.")
            % {"code": locked.code, "day": format_date(first)}
        )
    return locked


def snapshot(unit: Unit) -> dict[str, Any]:
    """The unit as the audit keeps it before and after an act."""
    return {
        "code": unit.code,
        "kind": str(unit.kind),
        "dissolved_on": unit.dissolved_on.isoformat() if unit.dissolved_on else None,
        "names": [
            {"full_name": row.full_name, "name": row.name, "from": row.valid_from.isoformat()}
            for row in unit.names.order_by("valid_from")
        ],
        "blocks": [
            {"block": row.block, "from": row.from_year, "to": row.to_year, "decision": row.decision_number}
            for row in unit.memberships.order_by("from_year")
        ],
    }


def _name(unit: Unit, name: str, full_name: str, kind: UnitKind, on: date, decision: Decision) -> UnitName:
    short, full = nfc(name), nfc(full_name)
    return UnitName(
        unit=unit,
        kind=kind,
        name=short,
        full_name=full,
        folded=search_key(short),
        folded_full=search_key(full),
        sort_key=sort_key(short),
        valid_from=on,
        decision_number=nfc(decision.number),
        decision_date=decision.signed_on,
    )


def succeed(old: Unit, new: Unit, kind: SuccessionKind, on: date, decision: Decision) -> None:
    """Writes that `new` came out of `old`."""
    Succession.objects.create(
        predecessor=old,
        successor=new,
        kind=kind,
        on=on,
        decision_number=nfc(decision.number),
        decision_date=require_decision(decision),
    )


def require_decision(decision: Decision) -> date:
    """The date of the decision. UnitRefused without a decision number and date."""
    if not nfc(decision.number) or decision.signed_on is None:
        raise UnitRefused(_("Cần số và ngày của quyết định (nghị quyết) làm căn cứ."))
    return decision.signed_on


def each_once(units: Sequence[Unit]) -> list[Unit]:
    """The units in the order given, repeated ones dropped."""
    return list({unit.pk: unit for unit in units}.values())
