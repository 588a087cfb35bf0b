"""Everything of a programme beside its criteria, compared item by item and field by field.

Whatever the file can say is compared: a field without words of its own here is told by its name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.core.labels import PAPER_FAMILIES
from thidua.core.programme_model import Programme
from thidua.core.text import format_date


@dataclass(frozen=True, slots=True)
class PartDifference:
    """One field of one item; `topic` is a value of `programme_versions.Topic`."""

    topic: str
    clause: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Section:
    """A list of the file: what its items are called, which field names and which field identifies one."""

    word: str
    topic: str
    title: str
    key: str = "id"


_SECTIONS = {
    "awards": _Section("Giải thưởng", "text", "name"),
    "quotas": _Section("Hạn mức", "quota", "award"),
    "deadlines": _Section("Mốc thời gian", "deadline", "name"),
    "readings": _Section("Cách hiểu", "text", "id"),
    "clauses": _Section("Điều khoản", "text", "id"),
    "legal_bases": _Section("Căn cứ", "legal", "title"),
    "errata": _Section("Sai sót của văn bản", "text", "id"),
    "facts": _Section("Dữ kiện", "text", "label", "key"),
    "blocks": _Section("Khối", "text", "name"),
}
_OTHERS = {
    "id": ("Mã chương trình", "text"),
    "name": ("Tên phong trào", "text"),
    "short_name": ("Tên ngắn", "text"),
    "other_names": ("Các cách viết tên", "text"),
    "document": ("Văn bản ban hành", "text"),
    "period": ("Giai đoạn", "criterion"),
    "holidays": ("Tệp ngày nghỉ", "text"),
    "one_award": ("Không khen nhiều lần", "quota"),
    "initiative_reuse": ("Dùng lại sáng kiến", "quota"),
}
_FIELDS = {
    "at_most": "nhiều nhất",
    "raised.at_most": "nhiều nhất khi được nâng",
    "effect": "khi vượt",
    "day": "ngày",
    "default": "mặc định",
    "question": "câu hỏi",
    "reason": "lý do",
    "gist": "ý chính",
    "how": "cách đáp ứng",
    "name": "tên",
    "what": "nội dung",
    "title": "tên văn bản",
    "number": "số",
    "valid_from": "hiệu lực từ",
    "valid_to": "hết hiệu lực",
    "grounds_for": "in làm căn cứ của",
    "replaces": "thay cho",
    "note": "ghi chú",
    "source": "nguồn",
    "label": "tên",
    "clause": "điều khoản",
    "counts_from": "tính từ ngày",
    "duties_from": "nghĩa vụ từ ngày",
    "window": "thời gian xét sáng kiến",
    "open_to_unranked": "mở cho đơn vị ngoài xếp hạng",
    "outside_clause": "điều khoản khi ngoài xếp hạng",
    "form.name": "hình thức",
    "form.legal_nature": "bản chất pháp lý",
    "form.decided_by": "người quyết định",
}
_OF_AWARDS = {"window", "open_to_unranked", "outside_clause"}


def compare_parts(before: Programme, after: Programme) -> Iterator[PartDifference]:
    """What differs outside the criteria, in the order of the file."""
    old, new = (_plain(programme) for programme in (before, after))
    for section, kind in _SECTIONS.items():
        names = {award.id: award.name for award in after.awards}
        for key in dict.fromkeys([*old[section], *new[section]]):
            yield from _compare_item(kind, names, old[section].get(key), new[section].get(key))
    for field, (word, topic) in _OTHERS.items():
        yield from _compare_fields(word, topic, "", _flat({field: old[field]}), _flat({field: new[field]}))


def _compare_item(
    kind: _Section, names: Mapping[str, str], old: dict[str, Any] | None, new: dict[str, Any] | None
) -> Iterator[PartDifference]:
    present = new or old or {}
    title = str(names.get(present[kind.title], present[kind.title]))
    what = f"{kind.word} “{title}”" if title != present.get("id") else f"{kind.word} {title}"
    clause = _clause(present)
    if old is None or new is None:
        yield PartDifference(kind.topic, clause, what, "có" if old else "", "có" if new else "")
        return
    flat_old, flat_new = _flat(old), _flat(new)
    for field in dict.fromkeys([*flat_old, *flat_new]):
        if flat_old.get(field) != flat_new.get(field):
            topic = "reading" if kind.word == "Cách hiểu" and field == "default" else kind.topic
            topic = "criterion" if kind.word == "Giải thưởng" and field in _OF_AWARDS else topic
            told = [_told(item, field, flat.get(field)) for item, flat in ((old, flat_old), (new, flat_new))]
            its_clause = str(present["raised"]["clause"]) if field.startswith("raised.") else clause
            yield PartDifference(topic, its_clause, f"{what}, {_FIELDS.get(field, field)}", *told)


def _compare_fields(
    word: str, topic: str, clause: str, old: dict[str, Any], new: dict[str, Any]
) -> Iterator[PartDifference]:
    for field in dict.fromkeys([*old, *new]):
        if old.get(field) != new.get(field):
            inner = field.partition(".")[2]
            what = f"{word}, {_FIELDS.get(inner, inner)}" if inner else word
            yield PartDifference(topic, clause, what, _value(old.get(field)), _value(new.get(field)))


def _told(item: dict[str, Any], field: str, value: Any) -> str:
    """A value in words; the default of a reading by the label of its option, papers by their name."""
    if field == "grounds_for":
        return "; ".join(PAPER_FAMILIES[paper] for paper in value or ())
    labels = {option["id"]: option["label"] for option in item.get("options") or ()}
    return str(labels[value]) if field == "default" and value in labels else _value(value)


def _value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list | tuple):
        return "; ".join(_value(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_value(one)}" for key, one in value.items())
    if isinstance(value, date):
        return format_date(value)
    return str(value)


def _clause(item: dict[str, Any]) -> str:
    if item.get("gist"):
        return str(item["id"])
    clauses = item.get("clauses")
    if isinstance(clauses, dict):
        return ", ".join(dict.fromkeys(clauses.values()))
    return str(item.get("clause") or ", ".join(clauses or ()))


def _flat(item: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested fields under dotted names."""
    flat: dict[str, Any] = {}
    for field, value in item.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{field}.")
        else:
            flat[f"{prefix}{field}"] = value
    return flat


def _plain(programme: Programme) -> dict[str, Any]:
    """The programme as plain data, its lists by key, without criteria, a deadline's day in one piece."""
    data = programme.model_dump()
    for award in data["awards"]:
        del award["criteria"]
    data["deadlines"] = tuple(_with_one_day(deadline) for deadline in data["deadlines"])
    for section, kind in _SECTIONS.items():
        data[section] = (
            {str(item[kind.key]): item for item in data[section]}
            if section != "quotas"
            else {f"{quota['award']}/{quota['per']}": quota for quota in data["quotas"]}
        )
    return data


def _with_one_day(deadline: dict[str, Any]) -> dict[str, Any]:
    rest = {name: deadline[name] for name in deadline if name not in ("day", "month", "year_offset", "date")}
    if deadline["date"] is not None:
        return rest | {"day": deadline["date"]}
    later = {0: "cùng năm", 1: "năm sau"}.get(deadline["year_offset"], f"{deadline['year_offset']} năm sau")
    return rest | {"day": f"{deadline['day']}/{deadline['month']} {later}"}
