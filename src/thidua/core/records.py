"""Reads records out of plain data, field by field, and collects every fault with its path.

Shared by the case file and the lists of notices. A fault is told as (path, what is wrong and the cure).
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core.plain_yaml import Bare

FIRST_YEAR, LAST_YEAR = 2000, 2100
MAX_LENGTH, MAX_PLACES = 50, 30
"""A number has at most so many letters, and so many digits before or after the point without its zeros."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_DECIMAL = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,3})?\Z")
"""A number as YAML and JSON write it; 0123 is none, since it may be meant as octal."""
_NO_NUMBER = re.compile(r"[-+]?(\.inf|Infinity)\Z|(\.nan|NaN)\Z", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


class DataFaults(Exception):
    """The data cannot be used. `faults` are (path, message) pairs, all at once."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{path}: {message}" for path, message in faults))


class Record:
    """One mapping at `path`; each getter returns the checked value, or None after telling a fault."""

    __slots__ = ("data", "faults", "path")

    def __init__(self, data: Mapping[str, Any], path: str, faults: list[tuple[str, str]]) -> None:
        self.data = data
        self.path = path
        self.faults = faults

    def fault(self, key: str, message: str) -> None:
        """Tells a fault of the field `key`, or of the whole record for an empty key."""
        self.faults.append((f"{self.path}.{key}" if self.path and key else self.path or key, message))

    def check_keys(self, known: Collection[str]) -> None:
        """Unknown keys are faults."""
        for key in self.data:
            if key not in known:
                self.fault(str(key), f"khóa không có trong mẫu; các khóa dùng được: {', '.join(known)}")

    def _given(self, key: str, required: bool) -> Any:
        value = self.data.get(key)
        if value is None and required:
            self.fault(key, "thiếu, bắt buộc phải có")
        return value

    def code(self, key: str, *, required: bool = True) -> str | None:
        """A code or id: text, also when written as unquoted digits; never blank."""
        value = self._given(key, required)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self._not_blank(key, self._text(key, value))

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Text in NFC; an empty text of a required field counts as missing."""
        value = self._given(key, required)
        if isinstance(value, Bare) and (_DECIMAL.match(value) or _NO_NUMBER.match(value)):
            self.fault(
                key, f"phải là chữ, đang là số {describe(value)}; đặt trong dấu nháy kép nếu đó là tên"
            )
            return None
        text = self._text(key, value)
        return self._not_blank(key, text) if required else text

    def _not_blank(self, key: str, text: str | None) -> str | None:
        if text is not None and not text.strip():
            self.fault(key, "để trống, phải có chữ")
            return None
        return text

    def _text(self, key: str, value: Any) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            self.fault(key, f"phải là chữ, đang là {describe(value)}")
            return None
        if _SURROGATE.search(value):
            self.fault(key, "có ký tự hỏng (mã Unicode không ghép đôi); hãy gõ lại")
            return None
        return unicodedata.normalize("NFC", str(value))

    def choice(self, key: str, allowed: Collection[str], *, required: bool = True) -> str | None:
        """One of the listed words."""
        value = self._given(key, required)
        if value is None:
            return None
        if not isinstance(value, str) or value not in allowed:
            self.fault(key, f"{describe(value)} không nằm trong các giá trị: {', '.join(allowed)}")
            return None
        return str(value)

    def flag(self, key: str) -> bool | None:
        """true or false, unquoted."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, f"chỉ nhận true hoặc false (không có dấu nháy), đang là {describe(value)}")
            return None
        return value

    def whole(self, key: str, *, least: int, most: int | None = None, required: bool = False) -> int | None:
        """A whole number within bounds."""
        value = self._given(key, required)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(key, f"phải là số nguyên, đang là {describe(value)}")
            return None
        if value < least or (most is not None and value > most):
            bounds = f"từ {least} đến {most}" if most is not None else f"từ {least} trở lên"
            self.fault(key, f"{value} nằm ngoài phạm vi {bounds}")
            return None
        return value

    def year(self, key: str, *, required: bool = True) -> int | None:
        """A year of the calendar, 2000..2100."""
        return self.whole(key, least=FIRST_YEAR, most=LAST_YEAR, required=required)

    def number(self, key: str) -> Decimal | None:
        """An exact decimal, as written; no quotes, decimal point."""
        value = self.data.get(key)
        if value is None:
            return None
        if (isinstance(value, int) and not isinstance(value, bool)) or (
            isinstance(value, Bare) and _DECIMAL.match(value)
        ):
            exact = Decimal(value)
            if len(str(value)) <= MAX_LENGTH and -MAX_PLACES <= exact.adjusted() <= MAX_PLACES:
                return exact
            self.fault(key, f"{describe(value)} quá dài hoặc quá lớn, không phải điểm")
            return None
        cure = "; dùng dấu chấm thập phân: 95.80" if isinstance(value, str) and "," in value else ""
        self.fault(key, f"phải là số viết không có dấu nháy, đang là {describe(value)}{cure}")
        return None

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A real calendar date YYYY-MM-DD."""
        value = self._given(key, required)
        if value is None:
            return None
        if not isinstance(value, str) or not _DATE.match(value):
            self.fault(key, f"phải là ngày dạng 2027-03-31, đang là {describe(value)}")
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fault(key, f"{value} không phải ngày có thật trong lịch")
            return None

    def items(self, key: str) -> list[Any]:
        """A list; absent is empty."""
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, f"phải là danh sách, đang là {describe(value)}")
            return []
        return value

    def codes(self, key: str, known: Collection[str], unknown: Callable[[str], str]) -> tuple[str, ...]:
        """A list of codes or ids, all among the `known` ones; `unknown` words the fault of another."""
        listed = []
        for n, value in enumerate(self.items(key)):
            element = Record(
                {"": value}, f"{self.path}.{key}[{n}]" if self.path else f"{key}[{n}]", self.faults
            )
            code = element.code("")
            if code is not None and code not in known:
                element.fault("", unknown(code))
            elif code is not None:
                listed.append(code)
        return tuple(listed)

    def records(self, key: str) -> Iterator["Record"]:
        """The mappings of a list."""
        yield from records(self.items(key), f"{self.path}.{key}" if self.path else key, self.faults)


def records(items: list[Any], path: str, faults: list[tuple[str, str]]) -> Iterator[Record]:
    """Each item of a list as a record; an item that is no mapping is a fault."""
    for n, item in enumerate(items):
        if isinstance(item, dict):
            yield Record(item, f"{path}[{n}]", faults)
        else:
            faults.append((f"{path}[{n}]", f"phải là một nhóm khóa: giá trị, đang là {describe(item)}"))


def describe(value: Any) -> str:
    """A value as a person would recognise it in a message."""
    if value is None:
        return "trống"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "một danh sách"
    if isinstance(value, dict):
        return "một nhóm khóa: giá trị"
    text = value if isinstance(value, str) else str(value)
    shown = _SURROGATE.sub("�", text).replace("\n", " ")
    return f"“{shown[:60]}{'…' if len(shown) > 60 else ''}”"
