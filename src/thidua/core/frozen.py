"""Content that is frozen: the one way it is written as bytes, and the fingerprint they have."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing in a frozen file that does not follow from the rest. `where`: a dossier's code or a part."""

    where: str
    what: str
    stored: str
    recounted: str


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one way frozen content is written: UTF-8, keys in order, no spaces."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes, in hex."""
    return sha256(canonical(content)).hexdigest()


def in_groups(sha256: str) -> str:
    """A fingerprint as a paper prints it: groups of eight, which break over lines."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))


def content_of(raw: bytes) -> dict[str, Any]:
    """The content of a file that somebody holds; spaces and the order of keys do not matter.

    ValueError for what is no JSON object, and for a key that stands twice: two readers could then read
    two different files under one fingerprint.
    """
    try:
        told = json.loads(raw, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise ValueError(f"không phải JSON, sai ở dòng {error.lineno}, cột {error.colno}") from error
    except UnicodeDecodeError as error:
        raise ValueError("không phải chữ UTF-8") from error
    except RecursionError as error:
        raise ValueError("lồng quá sâu") from error
    if not isinstance(told, dict):
        raise ValueError("không phải một đối tượng JSON")
    try:
        canonical(told)
    except UnicodeEncodeError as error:
        raise ValueError("có nửa ký tự không thành chữ") from error
    return told


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("có khóa ghi hai lần")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} không phải là số")
