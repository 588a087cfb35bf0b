"""What is wrong with a programme file, told in Vietnamese, all at once, each with its path in the file."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where in the file (`awards[2].criteria.all[0].at_least`) and what is wrong."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class ProgrammeFaults(Exception):
    """A programme that cannot be used. `source` names the file, `faults` lists every fault."""

    def __init__(self, source: str, faults: list[Fault]) -> None:
        self.source = source
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{source}: {fault}" for fault in self.faults))


def join_path(parts: tuple[str | int, ...]) -> str:
    """`("awards", 2, "id")` → `awards[2].id`."""
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


_TYPES = {
    "missing": "thiếu, phải có",
    "extra_forbidden": "khóa không có trong quy định",
    "string_type": "phải là chữ",
    "int_type": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "bool_type": "chỉ được là true hoặc false",
    "dict_type": "phải là một nhóm khóa: giá trị",
    "model_type": "phải là một nhóm khóa: giá trị",
    "model_attributes_type": "phải là một nhóm khóa: giá trị",
    "tuple_type": "phải là một danh sách",
    "string_too_short": "không được để trống",
    "string_pattern_mismatch": "không được để trống",
    "date_type": "phải là một ngày, viết 2026-06-09",
    "date_parsing": "không phải một ngày có thật, viết 2026-06-09",
    "date_from_datetime_parsing": "không phải một ngày có thật, viết 2026-06-09",
    "date_from_datetime_inexact": "phải là một ngày, không kèm giờ",
    "too_short": "danh sách không được trống",
}


def faults_of(error: ValidationError, node_kinds: tuple[str, ...]) -> list[Fault]:
    """Pydantic's errors as faults in Vietnamese; the tags of criteria nodes are left out of the paths."""
    faults = []
    for item in error.errors(include_url=False):
        if item["type"] == "too_short" and item["input"]:
            continue  # the parts were given; their own faults are in the list
        parts = tuple(part for part in item["loc"] if not _is_made_up(part))
        fault = Fault(join_path(parts), _message(item, node_kinds))
        if fault not in faults:
            faults.append(fault)
    return faults


def _is_made_up(part: str | int) -> bool:
    """Pydantic's own words in a path: the tag of a node (`<all>`) and the mark of a mapping's key."""
    return isinstance(part, str) and (part.startswith("<") or part == "[key]")


def _message(item: Any, node_kinds: tuple[str, ...]) -> str:
    kind, given, context = item["type"], item["input"], item.get("ctx", {})
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        found = [key for key in given if key in node_kinds] if isinstance(given, dict) else []
        if len(found) > 1:
            return f"một điều kiện chỉ được một loại, ở đây có {', '.join(found)}"
        return f"điều kiện phải có đúng một trong các khóa: {', '.join(node_kinds)}"
    if kind == "value_error":
        return f"“{given}” không phải khối xếp hạng; chỉ được so, phuong hoặc xa"
    if kind in ("literal_error", "enum"):
        return f"“{given}” không có trong danh sách: {context['expected'].replace(' or ', ', ')}"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        return f"{given} không hợp lệ, phải {'từ' if 'ge' in context else 'không quá'} {bound}"
    if kind == "too_long" and "max_length" in context:
        return f"chỉ được {context['max_length']} mục"
    if kind == "missing" and isinstance(item["loc"][-1], int):
        return "thiếu một mục của danh sách"
    return _TYPES.get(kind, f"không hợp lệ ({kind})")
