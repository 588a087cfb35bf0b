"""An initiative as somebody describes it, and what cannot be true of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.core.scoring import parse_points
from thidua.core.text import format_decimal, nfc
from thidua.movement.contents import Area

LONGEST = {
    "title": 400,
    "summary": 2000,
    "problem": 3000,
    "novelty": 3000,
    "reach": 2000,
    "confidential": 3000,
}
LONGEST_OF_AUTHOR = {"name": 120, "position": 160, "workplace": 200}
LONGEST_OF_EFFECT = {"what": 200, "measured_in": 40}
MOST_AUTHORS, MOST_EFFECTS = 12, 12
DECIMALS_OF_SHARE = 2
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class NewAuthor:
    """One author. `workplace` empty: of the unit itself. `percent` None: not said yet."""

    name: str
    position: str = ""
    workplace: str = ""
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NewEffect:
    """One number before and after; None: not measured."""

    what: str
    before: Decimal | None = None
    after: Decimal | None = None
    measured_in: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What a unit says. In a draft everything but the title may still be open."""

    title: str
    area: str = ""
    summary: str = ""
    problem: str = ""
    novelty: str = ""
    reach: str = ""
    confidential: str = ""
    authors: tuple[NewAuthor, ...] = ()
    effects: tuple[NewEffect, ...] = ()


def tidied(said: Description) -> Description:
    """The same description in normal form, with line ends as we keep them."""
    return Description(
        **{name: _tidy(getattr(said, name)) for name in ("area", *LONGEST)},
        authors=tuple(
            NewAuthor(nfc(one.name), nfc(one.position), nfc(one.workplace), one.percent)
            for one in said.authors
        ),
        effects=tuple(
            NewEffect(nfc(one.what), one.before, one.after, nfc(one.measured_in)) for one in said.effects
        ),
    )


def _tidy(text: str) -> str:
    return nfc(text.replace("\r\n", "\n"))


def fault_of(said: Description) -> str:
    """Why a description cannot be kept even as a draft, with the cure; empty when it can."""
    if not nfc(said.title):
        return _("Tên sáng kiến để trống; ghi rõ giải pháp là gì, áp dụng ở đâu.")
    for field, most in LONGEST.items():
        if len(nfc(getattr(said, field))) > most:
            return _("Nội dung dài quá %(most)d ký tự; rút gọn lại.") % {"most": most}
    if said.area and said.area not in Area.values:
        return _("Lĩnh vực không có trong sáu lĩnh vực cải cách hành chính của Kế hoạch.")
    if fault := fault_of_authors(said.authors):
        return fault
    if len(said.effects) > MOST_EFFECTS:
        return _("Nhiều nhất %(most)d dòng hiệu quả.") % {"most": MOST_EFFECTS}
    if any(not nfc(effect.what) for effect in said.effects):
        return _("Có dòng hiệu quả chưa ghi đo điều gì.")
    return ""


def fault_of_authors(authors: Sequence[NewAuthor]) -> str:
    """Why authors cannot be kept even of a draft; empty when they can."""
    if len(authors) > MOST_AUTHORS:
        return _("Nhiều nhất %(most)d tác giả.") % {"most": MOST_AUTHORS}
    for author in authors:
        if not nfc(author.name):
            return _("Có dòng tác giả chưa ghi họ và tên.")
        if any(len(nfc(getattr(author, field))) > most for field, most in LONGEST_OF_AUTHOR.items()):
            return _("Họ tên, chức vụ hoặc nơi công tác của tác giả dài quá; rút gọn lại.")
        if author.percent is not None and not 0 < author.percent <= WHOLE:
            return _("Tỷ lệ đóng góp của mỗi tác giả lớn hơn 0 và không quá 100.")
        if author.percent is not None and round(author.percent, DECIMALS_OF_SHARE) != author.percent:
            return _(
                "Tỷ lệ đóng góp ghi nhiều nhất %(most)d chữ số sau dấu phẩy; người cuối nhận phần lẻ."
            ) % {"most": DECIMALS_OF_SHARE}
    return ""


def fault_of_shares(authors: Sequence[NewAuthor]) -> str:
    """Why the authors of an entry of the register do not make a whole; empty when they do."""
    if not authors:
        return _("Chưa ghi tác giả nào.")
    if any(author.percent is None for author in authors):
        return _("Có tác giả chưa ghi tỷ lệ đóng góp.")
    whole = sum((author.percent or Decimal(0) for author in authors), Decimal(0))
    if whole != WHOLE:
        return _("Tỷ lệ đóng góp của các tác giả cộng lại là %(sum)s %%, phải đúng 100 %%.") % {
            "sum": format_decimal(whole.normalize() if whole % 1 else whole.quantize(Decimal(1)))
        }
    return ""


_ONE_EFFECT = re.compile(
    r"^(?P<what>.+?)\s*:\s*(?P<before>[-\d.,]+|\?)\s*(?:→|->|=>)\s*(?P<after>[-\d.,]+|\?)\s*(?P<unit>[^\s\d].*)?$"
)
_IN_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?$")
MOST_DECIMALS = 4


def read_effects(text: str) -> tuple[NewEffect, ...]:
    """“Thời gian chờ: 42 → 9 phút; Hồ sơ phải bổ sung: 18,5 → 4,2 %” as effects; “?” was not measured.

    ValueError, with the part that cannot be read.
    """
    effects = []
    for part in (one.strip() for one in re.split(r"[;\n]", nfc(text))):
        if not part:
            continue
        found = _ONE_EFFECT.match(part)
        if found is None:
            raise ValueError(part)
        try:
            before, after = (_measured(found[side]) for side in ("before", "after"))
        except ValueError:
            raise ValueError(part) from None
        what, unit = found["what"], (found["unit"] or "").strip()
        if len(what) > LONGEST_OF_EFFECT["what"] or len(unit) > LONGEST_OF_EFFECT["measured_in"]:
            raise ValueError(part)
        effects.append(NewEffect(what, before, after, unit))
    return tuple(effects)


def is_read_two_ways(text: str) -> bool:
    """Whether a number is like “1.200”: twelve hundred to one reader, one and a bit to another."""
    return _IN_THOUSANDS.match(text) is not None


def _measured(text: str) -> Decimal | None:
    """ValueError for what is no number, and for what is one number to one reader and another to another."""
    if text == "?":
        return None
    if is_read_two_ways(text):
        raise ValueError(text)
    number = parse_points(text)
    if -int(number.as_tuple().exponent) > MOST_DECIMALS:
        raise ValueError(text)
    return number


_ONE_AUTHOR = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<inside>(?:[^()]|\([^()]*\))*)\)$")
_NO_ONE_NAME = re.compile(r"[,/&+\d]|\s(và|[-–])\s", re.IGNORECASE)
"""What stands between two names, or between a name and an office: nobody can tell which."""


def read_authors(text: str) -> tuple[NewAuthor, ...]:
    """“Lê Thu Hạnh (60 %); Trần Văn Tư (40 %, Sở Tư pháp)” as authors; a single one may go without a share.

    ValueError, with the part that cannot be read.
    """
    parts = [part.strip() for part in re.split(r"[;\n]", nfc(text)) if part.strip()]
    for part in parts:
        if _NO_ONE_NAME.search(part.partition("(")[0]):
            raise ValueError(part)
    if len(parts) == 1 and "(" not in parts[0]:
        return (NewAuthor(parts[0], percent=WHOLE),)
    authors = []
    for part in parts:
        found = _ONE_AUTHOR.match(part)
        if found is None:
            raise ValueError(part)
        share, _mark, workplace = found["inside"].partition("%")
        try:
            percent = parse_points(share.strip())
        except ValueError:
            raise ValueError(part) from None
        authors.append(NewAuthor(found["name"], workplace=workplace.strip(" ,"), percent=percent))
    return tuple(authors)


def read_positions(text: str) -> tuple[str, ...]:
    """“Phó Trưởng phòng; –; Chuyên viên” as one position for each author; a dash for whoever has none."""
    parts = [part.strip() for part in re.split(r"\s*;\s*|\n", nfc(text).strip().removesuffix(";"))]
    return tuple("" if part in {"-", "–"} else part for part in parts)
