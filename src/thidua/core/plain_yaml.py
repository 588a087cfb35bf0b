"""YAML as plain data, quickly and strictly: no duplicate keys, no objects, dates left as text.

Built straight from the C parser's events: several times quicker than PyYAML's own constructors, which
try a dozen patterns on every word.
"""

import re
from typing import Any

import yaml

from thidua.core.text import compose

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,99})\Z")
_WORDS = {"true": True, "false": False, "null": None, "Null": None, "NULL": None, "~": None, "": None}


Faults = list[tuple[str, str]]
"""(path, message) pairs."""


class Bare(str):
    """A scalar written without quotes that is neither a whole number nor true, false or null."""

    __slots__ = ()


class YamlFault(Exception):
    """The text is not usable YAML. `faults` are (path, message) pairs, all that could be found at once."""

    def __init__(self, faults: Faults) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{path}: {message}" if path else message for path, message in faults))


def read_yaml(content: bytes, faults: Faults | None = None) -> Any:
    """The plain data of one YAML document (mappings, lists, text, whole numbers, true/false, None).

    Text becomes NFC. Only `true` and `false` are yes/no values, only plain decimal digits are numbers; dates
    and decimals stay text, so that nothing is rounded or silently accepted; unquoted text is `Bare`, so that
    the reader of a decimal can tell 95.80 from "95.80". Raises YamlFault; when a list of `faults` is given,
    those that leave the rest readable (a repeated key, a tag) are added to it instead.
    """
    found: Faults = []
    try:
        data = _read(decode(content), found)
    except YamlFault as error:
        raise YamlFault([*found, *error.faults]) from None
    if faults is None and found:
        raise YamlFault(found)
    if faults is not None:
        faults += found
    return data


def _read(text: str, found: Faults) -> Any:
    loader = _LOADER(text)
    try:
        return _Builder(loader, found).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
        raise YamlFault([(where, f"không đọc được YAML: {error.problem}")]) from None
    except yaml.YAMLError as error:
        raise YamlFault([("", f"không đọc được YAML: {error}")]) from None
    except RecursionError:
        raise YamlFault([("", "các khóa lồng nhau quá sâu")]) from None
    finally:
        loader.dispose()


def decode(content: bytes) -> str:
    """UTF-8 (with or without a mark) as NFC text. Raises YamlFault."""
    try:
        return compose(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"không phải UTF-8 (byte thứ {error.start + 1}); hãy lưu lại tệp ở UTF-8"
        raise YamlFault([("", message)]) from None


class _Builder:
    """Makes data of the events of one document; what is wrong in it is added to `faults`."""

    def __init__(self, loader: Any, faults: Faults) -> None:
        self._next = loader.get_event
        self._anchors: dict[str, Any] = {}
        self._faults = faults
        self._path: list[str | int] = []

    def document(self) -> Any:
        self._next()  # stream start
        if not isinstance(self._next(), yaml.DocumentStartEvent):
            raise YamlFault([("", "tệp trống")])
        data = self._value(self._next())
        self._next()  # document end
        if isinstance(self._next(), yaml.DocumentStartEvent):
            self._fault("tệp có nhiều hơn một tài liệu YAML (dấu ---); hãy tách tệp")
        return data

    def _fault(self, message: str) -> None:
        self._faults.append((path_text(self._path), message))

    def _value(self, event: Any) -> Any:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            data = self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            return self._mapping(event)
        elif kind is yaml.SequenceStartEvent:
            return self._sequence(event)
        else:
            if event.anchor not in self._anchors:
                self._fault(f"dòng {_line(event)}: *{event.anchor} chưa được đặt tên bằng &{event.anchor}")
            return self._anchors.get(event.anchor)
        if event.anchor:
            self._anchors[event.anchor] = data
        return data

    def _scalar(self, event: Any) -> Any:
        value = event.value
        if event.tag is not None:
            self._fault(f"dòng {_line(event)}: không dùng thẻ {event.tag}")
        if event.style:
            return value
        if value in _WORDS:
            return _WORDS[value]
        return int(value) if _INT.match(value) else Bare(value)

    def _sequence(self, event: Any) -> list[Any]:
        items: list[Any] = []
        if event.anchor:
            self._anchors[event.anchor] = items
        path = self._path
        path.append(0)
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._value(event))
            path[-1] = len(items)
        path.pop()
        return items

    def _mapping(self, event: Any) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        merged: list[dict[str, Any]] = []
        if event.anchor:
            self._anchors[event.anchor] = mapping
        path = self._path
        path.append("")
        while type(key := self._next()) is not yaml.MappingEndEvent:
            path[-1] = ""
            if type(key) is not yaml.ScalarEvent:
                self._fault(f"dòng {_line(key)}: khóa phải là chữ")
                self._value(key)
                self._value(self._next())
                continue
            path[-1] = key.value
            if key.value == "<<" and not key.style:
                merged += self._merged(self._value(self._next()))
                continue
            if key.value in mapping:
                self._fault(f"khóa lặp lại ở dòng {_line(key)}; hãy giữ một")
            mapping[key.value] = self._value(self._next())
        path.pop()
        for source in merged:  # what is written here, and the sources named first, win
            for name, value in list(source.items()):
                mapping.setdefault(name, value)
        return mapping

    def _merged(self, value: Any) -> list[dict[str, Any]]:
        """The mappings that `<<: *name` or `<<: [*one, *other]` takes over."""
        sources = value if isinstance(value, list) else [value]
        if all(isinstance(source, dict) for source in sources):
            return sources
        self._fault("<< chỉ nhận một nhóm khóa đã đặt tên (*tên) hoặc danh sách các nhóm ấy")
        return []


def _line(event: Any) -> int:
    line: int = event.start_mark.line + 1
    return line


def path_text(path: list[str | int]) -> str:
    """`nominations[3].unit`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text and step else step
    return text
