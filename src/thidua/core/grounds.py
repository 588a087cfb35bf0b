"""The grounds (căn cứ) of a paper: from the register in words, and what is wrong with typed ones.

The register is `Programme.legal_bases`. What it does not know is said to be unknown, never to be wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import OSA

from thidua.core.programme_model import LegalBasis, PaperFamily
from thidua.core.text import date_in_words, fold, format_date, nfc

KINDS = (
    ("/QĐ-", "Quyết định"),
    ("/NĐ-", "Nghị định"),
    ("/TT-", "Thông tư"),
    ("/TTr-", "Tờ trình"),
)
"""By a part of the number; a law is called by its title."""
_NUMBER = re.compile(r"\b\d+(?:/\d{4})?/[A-ZĐa-zđ][\w-]*")
_DATE = re.compile(r"\s*,?\s*ngày\s+(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})\s*(?:/|năm)\s*(\d{4})", re.IGNORECASE)
_ISSUER = re.compile(r"\s*,?\s*của\s+([^;,.()]+)")
_FIELD = re.compile(r"\{\{.*?\}\}")
_MADE_BY_NAME = ("Kế hoạch", "Điều lệ", "Quy chế", "Quy định")
"""A decision puts these in force: “Quyết định … ban hành Kế hoạch …”."""
_HEADS = ("", "chu tich ", "bo truong ", "giam doc ")
_CITY = " thanh pho hai phong"


class Doubt(StrEnum):
    """What may be wrong with a ground on the day of a paper."""

    LAPSED = "lapsed"
    NOT_YET = "not_yet"
    MISQUOTED = "misquoted"
    VALIDITY_UNKNOWN = "validity_unknown"
    NOT_REGISTERED = "not_registered"


SERIOUS = frozenset({Doubt.LAPSED, Doubt.NOT_YET, Doubt.MISQUOTED})
"""A paper with one of these should not leave the office; the others ask for a look."""


@dataclass(frozen=True, slots=True)
class GroundWarning:
    """A doubt in one sentence with what to do; `basis` is the id in the register, "" where it has none."""

    doubt: Doubt
    words: str
    basis: str = ""

    @property
    def is_serious(self) -> bool:
        return self.doubt in SERIOUS


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground as it stands on the paper, without its last mark, and the doubts about it."""

    words: str
    warnings: tuple[GroundWarning, ...]


def grounds_for(
    paper: PaperFamily, bases: Sequence[LegalBasis], on: date, *, published: Sequence[LegalBasis]
) -> tuple[Ground, ...]:
    """The grounds of a paper of that day, in the order of the register, each with what is doubtful about it.

    A basis that was replaced gives way to the newer one on that one's day; one that has not begun is left
    out, so that it can be entered before its day. `published`: see `papers_of`.
    """
    meant = [basis for basis in bases if paper in papers_of(basis, published)]
    standing = {one.id: one for basis in meant for one in _in_its_stead(basis, bases, on)}
    return tuple(
        Ground(ground_in_words(basis), tuple(_validity(basis, bases, on)))
        for basis in standing.values()
        if basis.valid_from is None or basis.valid_from <= on
    )


def papers_of(basis: LegalBasis, published: Sequence[LegalBasis]) -> tuple[PaperFamily, ...]:
    """The papers a basis is a ground for. `published`: the register of the published plan, which answers
    where an edition does not say it.
    """
    if basis.grounds_for is not None:
        return basis.grounds_for
    return next((one.grounds_for or () for one in published if one.id == basis.id), ())


def _in_its_stead(basis: LegalBasis, bases: Sequence[LegalBasis], on: date) -> Iterator[LegalBasis]:
    """What is cited for a basis on that day: those that have replaced it, else itself."""
    newer = [one for one in replacing(basis, bases) if one.valid_from and one.valid_from <= on]
    for one in newer:
        yield from _in_its_stead(one, bases, on)
    if not newer:
        yield basis


def replacing(basis: LegalBasis, bases: Sequence[LegalBasis]) -> list[LegalBasis]:
    """What the register knows to replace a basis, whether it has begun or not."""
    return [one for one in bases if basis.id in one.replaces]


def check_grounds(lines: Sequence[str], bases: Sequence[LegalBasis], on: date) -> tuple[Ground, ...]:
    """Grounds as a person typed them, each with what does not fit the register on that day."""
    return tuple(
        Ground(nfc(line).rstrip(" .;"), _checked(nfc(line), bases, on)) for line in lines if nfc(line)
    )


def grounds_among(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs of a text that cite something: “Căn cứ …”, and whatever names a text by its number."""
    found = []
    for paragraph in paragraphs:
        line = nfc(paragraph).strip()
        # A field of a form (“{{ can_cu }}”) is filled from the register itself.
        words = _FIELD.sub("", line).strip(" .;:,")
        if _NUMBER.search(words) or (fold(words).startswith("can cu ") and len(words.split()) > 2):
            found.append(line)
    return list(dict.fromkeys(found))


def serious_words(grounds: Sequence[Ground]) -> list[str]:
    """What is seriously wrong with some grounds, in sentences, each once."""
    told = [one.words for ground in grounds for one in ground.warnings if one.is_serious]
    return list(dict.fromkeys(told))


def serious_doubts(lines: Sequence[str], bases: Sequence[LegalBasis], on: date) -> list[str]:
    """What is seriously wrong with typed grounds on that day, in sentences, each once."""
    return serious_words(check_grounds(lines, bases, on))


def punctuated(grounds: Sequence[str]) -> tuple[str, ...]:
    """The lines with their marks: semicolons, and a full stop behind the last."""
    bare = [line.rstrip(" .;") for line in grounds]
    return tuple(f"{line}{';' if place < len(bare) else '.'}" for place, line in enumerate(bare, 1))


def ground_in_words(basis: LegalBasis) -> str:
    """“Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ về …”."""
    day = f" {date_in_words(basis.date)}" if basis.date else ""
    kind = next((name for part, name in KINDS if part in (basis.number or "")), "")
    if not kind:
        number = f" số {basis.number}" if basis.number and not basis.date else ""
        return f"Căn cứ {basis.title}{number}{day}"
    about = basis.title.removeprefix(kind).strip()
    by = "" if about.startswith("của ") else f" của {basis.issuer}"
    if about.startswith(_MADE_BY_NAME):
        about = f"ban hành {about}"
    lead = "Theo" if kind == "Tờ trình" else "Căn cứ"
    return f"{lead} {kind} số {basis.number}{day}{by} {about[0].lower()}{about[1:]}"


def _validity(basis: LegalBasis, bases: Sequence[LegalBasis], on: date) -> list[GroundWarning]:
    name = basis.number or basis.title
    day = date_in_words(on)
    if lapsed := _lapsed(basis, bases, on):
        return [GroundWarning(Doubt.LAPSED, f"{name} {lapsed}", basis.id)]
    if basis.valid_from is None:
        words = f"Sổ căn cứ chưa ghi ngày có hiệu lực của {name}. Hãy đối chiếu bản gốc."
        return [GroundWarning(Doubt.VALIDITY_UNKNOWN, words, basis.id)]
    if on < basis.valid_from:
        words = (
            f"{name} có hiệu lực từ {date_in_words(basis.valid_from)}, sau ngày của văn bản ({day}). "
            "Hãy dùng văn bản đang có hiệu lực."
        )
        return [GroundWarning(Doubt.NOT_YET, words, basis.id)]
    return []


def _lapsed(basis: LegalBasis, bases: Sequence[LegalBasis], on: date) -> str:
    """Since when it no longer holds, where that day is from, what stands in its stead; "" while it holds."""
    newer = replacing(basis, bases)
    begun = [one for one in newer if one.valid_from and one.valid_from <= on]
    if basis.valid_to is not None and on >= basis.valid_to:
        unseen = "" if basis.evidence == "V" else ", chưa kiểm ở nguồn gốc"
        told = (
            f"hết hiệu lực từ {date_in_words(basis.valid_to)}; văn bản này mang {date_in_words(on)}. "
            f"Ngày hết hiệu lực lấy từ: {basis.source} (ghi ngày {format_date(basis.checked_on)}{unseen}); "
            "hãy đối chiếu bản gốc."
        )
    elif begun:
        told = "đã được thay thế."
    else:
        return ""
    if begun:
        return f"{told} Hãy dùng {_named_with_days(begun)}."
    if newer:
        return (
            f"{told} Văn bản thay thế: {_named_with_days(newer)}; chưa đến ngày thì đối chiếu trước khi in."
        )
    return f"{told} Sổ căn cứ chưa có văn bản thay thế; hãy thay bằng văn bản đang có hiệu lực."


def _named_with_days(bases: Sequence[LegalBasis]) -> str:
    """Those that replace another always have their first day."""
    named = [(one.number or one.title, one.valid_from) for one in bases]
    return ", ".join(f"{name} (hiệu lực từ {format_date(day)})" for name, day in named if day)


def _checked(line: str, bases: Sequence[LegalBasis], on: date) -> tuple[GroundWarning, ...]:
    by_number = {fold_number(basis.number): basis for basis in bases if basis.number}
    found: list[GroundWarning] = []
    cited = list(_NUMBER.finditer(line))
    for match in cited:
        basis = by_number.get(fold_number(match.group()))
        if basis is None:
            found.append(_unknown(match.group(), line, bases))
            continue
        if basis.number and match.group() != basis.number:
            found.append(_misquoted(basis, f"số ghi là {match.group()}, trong sổ là {basis.number}"))
        found += [*_misquotes(basis, line[match.end() :]), *_validity(basis, bases, on)]
    for basis in bases:
        title = re.search(re.escape(basis.title), line, re.IGNORECASE) if _is_law(basis) else None
        if title and not any(warning.basis == basis.id for warning in found):
            found += [*_misquotes(basis, line[title.end() :]), *_validity(basis, bases, on)]
    if not cited and not found and not any(_is_law(basis) and basis.title in line for basis in bases):
        words = "Không nhận ra số, ký hiệu văn bản trong căn cứ này nên hệ thống không kiểm được hiệu lực."
        found.append(GroundWarning(Doubt.NOT_REGISTERED, words))
    return tuple(dict.fromkeys(found))


def _unknown(number: str, line: str, bases: Sequence[LegalBasis]) -> GroundWarning:
    """A number the register does not have: a slip where it is close to one that it has, or has its title."""
    for basis in bases:
        if not basis.number:
            continue
        is_close = OSA.distance(fold_number(number), fold_number(basis.number)) <= 1
        if is_close or fold(ground_subject(basis)) in fold(line):
            return _misquoted(basis, f"số ghi là {number}, trong sổ là {basis.number}")
    words = f"{number} không có trong sổ căn cứ nên hệ thống không kiểm được hiệu lực. Hãy đối chiếu bản gốc."
    return GroundWarning(Doubt.NOT_REGISTERED, words)


def _misquotes(basis: LegalBasis, rest: str) -> list[GroundWarning]:
    """What directly follows a number or a law's title: its day and its issuer, each only where written."""
    found = []
    day = _DATE.match(rest)
    if day:
        written = tuple(int(part) for part in reversed(day.groups()))
        if basis.date and written != (basis.date.year, basis.date.month, basis.date.day):
            found.append(
                _misquoted(basis, f"ngày ghi là {'/'.join(day.groups())}, trong sổ là {basis.date:%d/%m/%Y}")
            )
        rest = rest[day.end() :]
    issuer = _ISSUER.match(rest)
    if issuer and not _is_issuer(issuer[1], basis.issuer):
        written_issuer = " ".join(issuer[1].split()[:8])
        found.append(_misquoted(basis, f"ghi là của “{written_issuer}”, trong sổ là của {basis.issuer}"))
    return found


def _misquoted(basis: LegalBasis, what: str) -> GroundWarning:
    words = f"{basis.number or basis.title}: {what}. Hãy sửa theo bản gốc."
    return GroundWarning(Doubt.MISQUOTED, words, basis.id)


def _is_issuer(written: str, issuer: str) -> bool:
    """Whether it is the issuer, its head, or the issuer without the name of the city."""
    core = fold(issuer).removesuffix(_CITY).removeprefix("chu tich ")
    return any(fold(written).startswith(head + core) for head in _HEADS)


def _is_law(basis: LegalBasis) -> bool:
    return basis.title.startswith(("Luật ", "Bộ luật "))


def ground_subject(basis: LegalBasis) -> str:
    """What a text is about, without the name of its kind."""
    kind = next((name for part, name in KINDS if part in (basis.number or "")), "")
    return basis.title.removeprefix(kind).strip()


def fold_number(number: str) -> str:
    """A number as it is compared: without marks and capitals, so that NĐ and ND are one."""
    return number.lower().replace("đ", "d")
