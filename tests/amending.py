"""Amending the plan through the services: one person drafts, another confirms."""

from thidua.core.version_numbers import amended, numbers_of
from thidua.movement.versions.selectors import file_of, newest, programme_of
from thidua.movement.versions.services import Decision, confirm, draft

ALL_CYCLES = ("2026", "2027", "2028", "2029", "2030", "2026-2030")


def amend_plan(numbers, *, by, at, **given):
    """amend_plan({"III.2.1.2.a.TT.2.X": 3}, by=…, at=…) → a draft with these numbers, by clause."""
    base = newest()
    asked = {one: numbers[one.clause] for one in numbers_of(programme_of(base)) if one.clause in numbers}
    new = {"title": "Bản sửa đổi", "reason": "Có lý do", "base_id": base.pk} | given
    return draft(**{"by": by, "at": at, "content": amended(file_of(base), asked)} | new)


def approve_plan(version, *, by, at, cycles=ALL_CYCLES, valid_from=None, decision=None):
    """Confirmed for every cycle from the day of `at` on, unless said otherwise."""
    return confirm(
        by=by,
        at=at,
        version=version,
        decision=decision or Decision("99/QĐ-UBND", at.date()),
        cycles=cycles,
        valid_from=valid_from or at.date(),
    )


def with_decree(content, *, valid_from, number="99/2027/NĐ-CP"):
    """A file of the plan whose register knows a decree that replaces 152/2025/NĐ-CP from a day on."""
    entry = f"""
legal_bases:
  - id: nd-moi
    relation: related
    title: Nghị định quy định chi tiết thi hành Luật Thi đua, khen thưởng
    number: {number}
    date: 2027-01-10
    issuer: Chính phủ
    valid_from: {valid_from}
    replaces: [nd-152-2025]
    evidence: V
    source: Công báo
    checked_on: 2027-02-01
"""
    return content.decode().replace("\nlegal_bases:\n", entry).encode()
