"""What is frozen when a report is sent, its fingerprint, and how two of them differ."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.utils.translation import override

from thidua.core.deadlines import VIETNAM_TIME
from thidua.reports.figures import tidy, written
from thidua.reports.models import Report, ReportNumber
from thidua.reports.outline import SECTIONS, Indicator, NumberSpec, numbers_of
from thidua.reports.prefill import indicators_of
from thidua.units.selectors import UnitRecord

Content = dict[str, Any]


def content_of(report: Report, unit: UnitRecord) -> Content:
    """Everything a reader sees, in the order of the outline; labels too, as they may change later."""
    files = report.files.filter(removed_at__isnull=True).select_related("file")
    return frozen_content(
        unit,
        report.year,
        texts={part.section: part.text for part in report.parts.all()},
        numbers={row.code: row for row in report.numbers.all()},
        indicators=indicators_of(report.year),
    ) | {
        "files": [
            {"id": row.pk, "name": row.file.name, "size": row.file.size, "sha256": row.file.sha256}
            for row in files
        ]
    }


def frozen_content(
    unit: UnitRecord,
    year: int,
    *,
    texts: Mapping[str, str],
    numbers: Mapping[str, ReportNumber],
    indicators: Sequence[Indicator],
) -> Content:
    """The same from what is at hand, without files; always in Vietnamese."""
    with override("vi"):
        sections = [
            {
                "code": section.code,
                "title": str(section.title),
                "text": texts.get(section.code, ""),
                "numbers": [
                    _number(spec, numbers.get(spec.code)) for spec in numbers_of(section, indicators)
                ],
            }
            for section in SECTIONS
        ]
    return {
        "unit": {"id": unit.id, "code": unit.code, "name": unit.full_name},
        "year": year,
        "sections": sections,
        "files": [],
    }


def signed(content: Content, *, by: str, ordinal: int, at: datetime) -> Content:
    """What is sent: the content with who signed it and when, to the second in Hải Phòng's time."""
    sent_at = at.astimezone(VIETNAM_TIME).isoformat(timespec="seconds")
    return {**content, "signed_by": by, "ordinal": ordinal, "sent_at": sent_at}


def _number(spec: NumberSpec, row: ReportNumber | None) -> dict[str, Any]:
    return {
        "code": spec.code,
        "label": str(spec.label),
        "measured_in": str(spec.measured_in),
        "value": _plain(row.value if row else None),
        "estimate": _plain(row.estimate if row else None),
        "source": row.source if row else "",
        "is_typed": bool(row and row.is_typed),
    }


def _plain(value: Decimal | None) -> str | None:
    bare = tidy(value)
    return None if bare is None else f"{bare:f}"


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON."""
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """One text or number that differs between two submissions."""

    section: str
    label: str
    old: str
    new: str
    is_text: bool


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """What a later submission changed, section by section."""
    before = {section["code"]: section for section in old["sections"]}
    found = []
    for section in new["sections"]:
        earlier = before.get(section["code"], {"text": "", "numbers": []})
        if earlier["text"] != section["text"]:
            found.append(Change(section["code"], section["title"], earlier["text"], section["text"], True))
        values = {number["code"]: number for number in earlier["numbers"]}
        for number in section["numbers"]:
            was = values.get(number["code"])
            pair = [_shown(was), _shown(number)]
            if pair[0] != pair[1]:
                found.append(Change(section["code"], number["label"], pair[0], pair[1], False))
    return found


def _shown(number: Mapping[str, Any] | None) -> str:
    if number is None or number["value"] is None:
        return ""
    shown = written(Decimal(number["value"]))
    if number["estimate"] is not None:
        shown += f" ({written(Decimal(number['estimate']))})"
    return shown
