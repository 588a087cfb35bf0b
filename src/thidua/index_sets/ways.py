"""A way of scoring as people write it: a word and a few short texts, on the form and in a workbook.

Words are Vietnamese in every language: they stand in the city's own papers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.given import Kind, NotArising
from thidua.core.scorecard.scales import scale_of
from thidua.core.text import nfc, search_key

LOW, HIGH, STEPS, EACH, AFTER, FORMULA = "low", "high", "steps", "each", "after", "formula"


@dataclass(frozen=True, slots=True)
class Way:
    """A way of scoring: its word, its kind, the texts it asks for."""

    word: str
    kind: Kind
    asks: tuple[str, ...] = ()
    is_penalty: bool = False
    is_share: bool | None = None


WAYS = (
    Way("có/không", Kind.YES_NO),
    Way("tỷ lệ", Kind.RATIO, (LOW, HIGH)),
    Way("thang bậc %", Kind.TIERS, (STEPS,), is_share=True),
    Way("thang bậc số", Kind.TIERS, (STEPS,), is_share=False),
    Way("đếm", Kind.COUNT, (EACH,)),
    Way("đúng hạn", Kind.DEADLINE, (EACH, AFTER)),
    Way("trừ vi phạm", Kind.DEDUCTION, (EACH,)),
    Way("thưởng", Kind.BONUS, (EACH,)),
    Way("phạt", Kind.BONUS, (EACH,), is_penalty=True),
    Way("điều tra", Kind.SURVEY, (LOW, HIGH)),
    Way("công thức", Kind.FORMULA, (FORMULA,)),
)
BY_WORD = {search_key(way.word): way for way in WAYS}
NOT_ARISING_WORDS = {
    NotArising.NEVER: "",
    NotArising.FULL: "điểm tối đa",
    NotArising.EXCLUDED: "bỏ ra",
}
_NOT_ARISING = {search_key(words): meaning for meaning, words in NOT_ARISING_WORDS.items()} | {
    "khong": NotArising.NEVER,
    "khong ap dung": NotArising.NEVER,
}


def way_of(kind: str, params: Mapping[str, Any]) -> Way | None:
    """The way a stored line is scored; None for a line that is not."""
    if not kind:
        return None
    return next(way for way in WAYS if way.kind == kind and _fits(way, params))


def _fits(way: Way, params: Mapping[str, Any]) -> bool:
    if way.kind is Kind.TIERS:
        return way.is_share == bool(params.get("share", True))
    return way.kind is not Kind.BONUS or way.is_penalty == str(params.get("each", "")).startswith("-")


def texts_of(kind: str, params: Mapping[str, Any]) -> dict[str, str]:
    """What a person would have written for these parameters."""
    way = way_of(kind, params)
    if way is None:
        return {}
    stored = {
        LOW: params.get("low", ""),
        HIGH: params.get("high", ""),
        STEPS: "; ".join(f"{floor}:{points}" for floor, points in params.get("steps", ())),
        EACH: str(params.get("per_day", params.get("each", ""))).removeprefix("-"),
        AFTER: params.get("none_after"),
        FORMULA: params.get("formula", ""),
    }
    return {name: "" if stored[name] is None else _commas(name, str(stored[name])) for name in way.asks}


def _commas(name: str, text: str) -> str:
    return text if name == FORMULA else text.replace(".", ",")


def params_of(way: Way, texts: Mapping[str, str]) -> dict[str, Any]:
    """The parameters as they are stored. ScaleFault with words for a text that is missing or cannot be."""
    params: dict[str, Any] = {}
    for name in way.asks:
        text = nfc(texts.get(name, ""))
        if name == STEPS:
            params |= {"steps": _steps(text), "share": way.is_share}
        elif name == AFTER:
            params["none_after"] = _days(text)
        elif text or name in (EACH, FORMULA):
            key = "per_day" if way.kind is Kind.DEADLINE else name
            params[key] = f"-{text}" if way.is_penalty else text
    if not params.get("each", "x").strip("-"):
        raise ScaleFault("thiếu số điểm mỗi lần")
    return scale_of(way.kind, params).params()


def _steps(text: str) -> list[list[str]]:
    parts = [part.strip() for part in text.split(";") if part.strip()]
    pairs = [[side.strip() for side in part.split(":")] for part in parts]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        raise ScaleFault("bậc viết dạng mốc:điểm, cách nhau bằng dấu chấm phẩy; ví dụ 95:1; 80:0,5")
    return pairs


def _days(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 4:
        raise ScaleFault("số ngày phải là số nguyên, hoặc để trống")
    return int(text)


def not_arising_of(text: str) -> NotArising:
    """What a text says of “không phát sinh”. ScaleFault for other words."""
    found = _NOT_ARISING.get(search_key(text))
    if found is None:
        raise ScaleFault("cột không phát sinh chỉ nhận: để trống, “điểm tối đa” hoặc “bỏ ra”")
    return found
