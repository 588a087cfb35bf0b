"""How an event becomes bytes and the bytes a hash. Changing anything here breaks every old chain."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from unicodedata import normalize

from django.utils.functional import Promise

GENESIS = "0" * 64
"""What the first event names as the hash before it."""

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def plain(value: object) -> Json:
    """`value` as it is kept and hashed: text NFC, Decimal as text, dates ISO, moments ISO in UTC.

    Sets become sorted lists. A float raises TypeError (points and money are Decimal), so does any
    other type and a naive datetime.
    """
    match value:
        case None | bool():
            return value
        case Enum():
            return plain(value.value)
        case int():
            return int(value)
        case str() | Promise():
            # NUL cannot be stored by PostgreSQL and a lone surrogate cannot be hashed.
            text = normalize("NFC", str(value)).replace("\x00", "\ufffd")
            return text.encode("utf-8", "replace").decode("utf-8")
        case Decimal():
            return format(value, "f")
        case datetime():
            if value.tzinfo is None:
                raise TypeError("a naive datetime cannot enter the audit trail")
            return _moment(value)
        case date() | time():
            return value.isoformat()
        case Mapping():
            return {str(plain(key)): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case set() | frozenset():
            return sorted((plain(inner) for inner in value), key=canonical)
    raise TypeError(f"{type(value).__name__} cannot enter the audit trail; give text, Decimal, date or bool")


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(value: Json) -> str:
    """The one JSON text of `value`: keys sorted, no blanks, letters as they are."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def event_hash(event: Any) -> str:
    """SHA-256 over every field of an AuditEvent but its own hash, the hash before it included."""
    body: Json = {
        "format": 1,
        "sequence": event.sequence,
        "at": _moment(event.at),
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "action": event.action,
        "subject_type": event.subject_type,
        "subject_pk": event.subject_pk,
        "subject_label": event.subject_label,
        "before": event.before,
        "after": event.after,
        "request_id": event.request_id,
        "note": event.note,
        "previous_hash": event.previous_hash,
    }
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def changed(
    before: Mapping[str, object] | None, after: Mapping[str, object] | None
) -> tuple[dict[str, Json] | None, dict[str, Json] | None]:
    """Both sides in plain values, with only the keys whose value changed when both are given."""
    old, new = plain(before), plain(after)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return old if isinstance(old, dict) else None, new if isinstance(new, dict) else None
    missing = object()
    keys = [key for key in old.keys() | new.keys() if old.get(key, missing) != new.get(key, missing)]
    return {k: old[k] for k in keys if k in old}, {k: new[k] for k in keys if k in new}
