"""The file of frozen results as numbers: read from the text alone, with the place of what cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,30})?")
MOST_DECIMALS = 6


class NotResults(ValueError):
    """The file is no frozen results; the text names the place and what is wrong there."""


@dataclass(frozen=True, slots=True)
class FrozenComponent:
    """One component of a block; what is `outside` the whole adds to the points and not to the maximum."""

    area: str
    maximum: Fraction
    is_outside: bool


@dataclass(frozen=True, slots=True)
class FrozenCard:
    """What the units of a block are scored on, by code."""

    areas: tuple[str, ...]
    components: dict[str, FrozenComponent]
    decimals: int


@dataclass(frozen=True, slots=True)
class FrozenUnit:
    """What the file says of one unit."""

    name: str
    rank: int
    score: Fraction
    head_class: str
    points: Fraction
    maximum: Fraction
    whole: Fraction
    percent: Fraction | None
    areas: dict[str, Fraction]
    components: dict[str, Fraction | None]
    excluded: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrozenBlock:
    """One block: what its units were scored on, and what the file says of each."""

    name: str
    card: FrozenCard
    units: tuple[FrozenUnit, ...]


@dataclass(frozen=True, slots=True)
class FrozenResults:
    """The whole file. `cuts`: the classes of the heads, the highest first; empty without a rule."""

    cuts: tuple[tuple[str, Fraction], ...]
    blocks: tuple[FrozenBlock, ...]


def read_results(content: Mapping[str, Any]) -> FrozenResults:
    """The content of a file. NotResults with the place of the first thing that cannot be."""
    return FrozenResults(
        _cuts(content),
        tuple(_block(row, f"blocks[{place}]") for place, row in enumerate(_rows(content, "blocks", ""))),
    )


def _block(row: Mapping[str, Any], where: str) -> FrozenBlock:
    name, card = _text(row, "block", where), _card(row, where)
    rows = enumerate(_rows(row, "units", where))
    return FrozenBlock(
        name, card, tuple(_unit(one, f"{where}.units[{number}]", card) for number, one in rows)
    )


def _card(block: Mapping[str, Any], where: str) -> FrozenCard:
    areas = tuple(_mapping(block, "areas", where))
    components: dict[str, FrozenComponent] = {}
    for number, row in enumerate(_rows(block, "components", where)):
        place = f"{where}.components[{number}]"
        code, area, outside = _text(row, "code", place), _text(row, "area", place), row.get("outside")
        if area not in areas:
            raise NotResults(f"{place}.area: khối không có lĩnh vực “{area}”")
        if code in components:
            raise NotResults(f"{place}.code: mã {code} đã có ở trên")
        if not isinstance(outside, bool):
            raise NotResults(f"{place}.outside: phải là true hoặc false")
        components[code] = FrozenComponent(area, _number(row, "maximum", place), outside)
    decimals = _whole_number(block, "decimals", where)
    if not 0 <= decimals <= MOST_DECIMALS:
        raise NotResults(f"{where}.decimals: ngoài khoảng 0 đến {MOST_DECIMALS}")
    return FrozenCard(areas, components, decimals)


def _unit(row: Mapping[str, Any], where: str, card: FrozenCard) -> FrozenUnit:
    areas, components = _mapping(row, "areas", where), _mapping(row, "components", where)
    if set(areas) != set(card.areas):
        raise NotResults(f"{where}.areas: không cùng lĩnh vực với khối")
    if set(components) != set(card.components):
        raise NotResults(f"{where}.components: không cùng tiêu chí với khối")
    percent = row.get("percent")
    return FrozenUnit(
        name=f"{_text(row, 'code', where)} {_text(row, 'name', where)}",
        rank=_whole_number(row, "rank", where),
        score=_number(row, "score", where),
        head_class=_text(row, "class", where),
        points=_number(row, "points", where),
        maximum=_number(row, "maximum", where),
        whole=_number(row, "whole", where),
        percent=None if percent is None else _number(row, "percent", where),
        areas={area: _number(areas, area, f"{where}.areas") for area in areas},
        components={
            code: None if points is None else _number(components, code, f"{where}.components")
            for code, points in components.items()
        },
        excluded=_codes(row, "excluded", where, card),
        missing=_codes(row, "missing", where, card),
    )


def _codes(row: Mapping[str, Any], key: str, where: str, card: FrozenCard) -> tuple[str, ...]:
    codes = row.get(key)
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise NotResults(f"{where}.{key}: thiếu, hoặc không phải danh sách mã")
    for code in codes:
        if code not in card.components:
            raise NotResults(f"{where}.{key}: khối không có tiêu chí {code}")
    return tuple(codes)


def _cuts(content: Mapping[str, Any]) -> tuple[tuple[str, Fraction], ...]:
    if content.get("head_class") is None:
        return ()
    found = []
    for number, pair in enumerate(_mapping(content, "head_class", "").get("cuts", ())):
        if not isinstance(pair, list) or len(pair) != 2:
            raise NotResults(f"head_class.cuts[{number}]: không phải tên mức và điểm")
        found.append((str(pair[0]), _number({"least": pair[1]}, "least", f"head_class.cuts[{number}]")))
    return tuple(found)


def _whole_number(row: Mapping[str, Any], key: str, where: str) -> int:
    value = row.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotResults(f"{where}.{key}: không phải số nguyên")
    return value


def _number(row: Mapping[str, Any], key: str, where: str) -> Fraction:
    text = _text(row, key, where)
    if not NUMBER.fullmatch(text):
        raise NotResults(f"{where}.{key}: “{text[:40]}” không phải số thập phân")
    return Fraction(text)


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise NotResults(f"{where}.{key}: thiếu, hoặc không phải chữ")
    return value


def _mapping(row: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    value = row.get(key)
    if not isinstance(value, dict):
        raise NotResults(f"{where}.{key}: thiếu, hoặc không phải bảng khóa và giá trị".lstrip("."))
    return value


def _rows(row: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    value = row.get(key)
    path = f"{where}.{key}".lstrip(".")
    if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
        raise NotResults(f"{path}: thiếu, trống, hoặc không phải danh sách")
    return value
