"""YAML as plain data, quickly and strictly: no duplicate keys, no objects, dates left as text.

The C parser composes the tree; a short walk makes the data, several times quicker than PyYAML's constructors.
"""

import re
from typing import Any

import yaml

from thidua.core.text import nfc

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class YamlFault(Exception):
    """The text is not usable YAML. `faults` are (path, message) pairs, all that could be found at once."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{path}: {message}" if path else message for path, message in faults))


def read_yaml(content: bytes) -> Any:
    """The plain data of one YAML document (mappings, lists, text, whole numbers, true/false, None).

    Text becomes NFC. Only `true` and `false` are yes/no values, only plain decimal digits are numbers; dates
    and decimals stay text, so that nothing is rounded or silently accepted. Raises YamlFault.
    """
    try:
        text = nfc(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"không phải UTF-8 (byte thứ {error.start + 1}); hãy lưu lại tệp ở UTF-8"
        raise YamlFault([("", message)]) from None
    try:
        loader = _LOADER(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
        raise YamlFault([(where, f"không đọc được YAML: {error.problem}")]) from None
    except yaml.YAMLError as error:
        raise YamlFault([("", f"không đọc được YAML: {error}")]) from None
    if node is None:
        raise YamlFault([("", "tệp trống")])
    faults: list[tuple[str, str]] = []
    data = _plain(node, "", faults, {})
    if faults:
        raise YamlFault(faults)
    return data


def _plain(node: Any, path: str, faults: list[tuple[str, str]], done: dict[int, Any]) -> Any:
    kind = node.id
    if kind == "scalar":
        return _scalar(node)
    if id(node) in done:  # an alias: the same data again
        return done[id(node)]
    if kind == "sequence":
        items: list[Any] = []
        done[id(node)] = items
        items.extend(_plain(item, f"{path}[{n}]", faults, done) for n, item in enumerate(node.value))
        return items
    mapping: dict[str, Any] = {}
    done[id(node)] = mapping
    first_lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if key_node.id != "scalar":
            faults.append((path, f"dòng {line}: khóa phải là chữ"))
            continue
        key = key_node.value
        inner = f"{path}.{key}" if path else key
        if key in first_lines:
            faults.append((inner, f"khóa lặp lại ở dòng {first_lines[key]} và dòng {line}; hãy giữ một"))
            continue
        first_lines[key] = line
        mapping[key] = _plain(value_node, inner, faults, done)
    return mapping


def _scalar(node: Any) -> Any:
    value = node.value
    if node.style in ("'", '"', "|", ">") or node.tag.endswith(":str"):
        return value
    if node.tag.endswith(":int") and _INT.match(value):
        return int(value)
    return _WORDS.get(value, value)
