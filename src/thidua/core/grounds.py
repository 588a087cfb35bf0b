"""The grounds (căn cứ) of a paper: from the register in words, and what is wrong with typed ones.

The register is `Programme.legal_bases`. What it does not know is said to be unknown, never to be wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import OSA

from thidua.core.citation import (
    ENOUGH_WORDS,
    KIND_NAMES,
    KINDS,
    NUMBER,
    Citation,
    citations_in,
    cited_by_title,
    goes_on_as,
    is_same_title,
    on_one_line,
    title_words,
)
from thidua.core.programme_model import LegalBasis, PaperFamily
from thidua.core.text import date_in_words, fold, format_date, nfc

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
    MAYBE_MISQUOTED = "maybe_misquoted"
    VALIDITY_UNKNOWN = "validity_unknown"
    NOT_REGISTERED = "not_registered"


SERIOUS = frozenset({Doubt.LAPSED, Doubt.NOT_YET, Doubt.MISQUOTED, Doubt.MAYBE_MISQUOTED})
"""Told before printing: a paper should not leave the office before it is cleared up. The others ask for a
look.
"""


@dataclass(frozen=True, slots=True)
class GroundWarning:
    """A doubt in one sentence with what to do; `basis` is the id in the register, "" where it has none."""

    doubt: Doubt
    words: str
    basis: str = ""

    @property
    def is_serious(self) -> bool:
        return self.doubt in SERIOUS

    @property
    def is_question(self) -> bool:
        """Whether only a person can say that something is wrong at all."""
        return self.doubt is Doubt.MAYBE_MISQUOTED


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
        if NUMBER.search(words) or (fold(words).startswith("can cu ") and len(words.split()) > 2):
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
    line = on_one_line(line)
    by_number = {fold_number(basis.number): basis for basis in bases if basis.number}
    found: list[GroundWarning] = []
    cited = list(citations_in(line))
    for citation in cited:
        basis = by_number.get(fold_number(citation.number))
        if basis is None:
            found.append(_unknown(citation, bases))
            continue
        if basis.number and citation.number.lower() != basis.number.lower():
            found.append(_misquoted(basis, f"số ghi là {citation.number}, trong sổ là {basis.number}"))
        found += [*_misquotes(citation, basis, bases), *_validity(basis, bases, on)]
    laws = [(basis, cited_by_title(line, basis.title)) for basis in bases if _is_law(basis)]
    for basis, by_title in laws:
        if by_title and not any(warning.basis == basis.id for warning in found):
            found += [*_misquotes(by_title, basis, bases), *_validity(basis, bases, on)]
    if not cited and not any(by_title for _basis, by_title in laws):
        words = "Không nhận ra số, ký hiệu văn bản trong căn cứ này nên hệ thống không kiểm được hiệu lực."
        found.append(GroundWarning(Doubt.NOT_REGISTERED, words))
    return tuple(dict.fromkeys(found))


def _unknown(citation: Citation, bases: Sequence[LegalBasis]) -> GroundWarning:
    """A number the register does not have. It may be right: a slip it is only where the number is close to
    one that the register has and the rest of the words say so too.
    """
    number = fold_number(citation.number)
    numbered = [(basis, fold_number(basis.number)) for basis in bases if basis.number]
    near = [basis for basis, other in numbered if OSA.distance(number, other) <= 1]
    for basis in near:
        if _points_to(citation, basis) and not _departs(citation, basis):
            return _misquoted(basis, f"số ghi là {citation.number}, trong sổ là {basis.number}")
    alike = near or [basis for basis, _other in numbered if _has_title_of(citation, basis)]
    if not alike:
        words = (
            f"{citation.number} không có trong sổ căn cứ nên hệ thống không kiểm được hiệu lực. "
            "Hãy đối chiếu bản gốc."
        )
        return GroundWarning(Doubt.NOT_REGISTERED, words)
    named = " hay ".join(f"{basis.number} ({basis.title})" for basis in alike)
    words = (
        f"{citation.number} không có trong sổ căn cứ; có phải {named} không? "
        "Hãy kiểm tra số hiệu, hoặc thêm văn bản này vào sổ căn cứ."
    )
    is_likely = any(_points_to(citation, basis) or not _departs(citation, basis) for basis in alike)
    return GroundWarning(Doubt.MAYBE_MISQUOTED if is_likely else Doubt.NOT_REGISTERED, words)


def _points_to(citation: Citation, basis: LegalBasis) -> bool:
    """Whether more than the number says that this text is meant. The kind says it only where the slip is in
    the letters of the number: “Nghị định số 152/2025/NQ-CP”.
    """
    is_slip_in_letters = _digits(citation.number) == _digits(basis.number)
    return (
        (is_slip_in_letters and bool(citation.kind) and citation.kind == _kind_of(basis))
        or (basis.date is not None and citation.is_of(basis.date))
        or _has_title_of(citation, basis)
    )


def _departs(citation: Citation, basis: LegalBasis) -> bool:
    """Whether day, kind or title say that another text is meant."""
    is_other_day = citation.day and basis.date and not citation.is_of(basis.date)
    is_other_kind = citation.kind and _kind_of(basis) and citation.kind != _kind_of(basis)
    is_other_title = citation.title and not is_same_title(title_words(citation.title), ground_subject(basis))
    return bool(is_other_day or is_other_kind or is_other_title)


def _has_title_of(citation: Citation, basis: LegalBasis) -> bool:
    """Whether the title is written as in the register, so far as it is written, and long enough to tell."""
    written, registered = title_words(citation.title), title_words(ground_subject(basis))
    is_long = min(len(written), len(registered)) >= ENOUGH_WORDS
    return is_long and citation.kind in ("", _kind_of(basis)) and goes_on_as(written, registered)


def _misquotes(citation: Citation, basis: LegalBasis, bases: Sequence[LegalBasis]) -> list[GroundWarning]:
    """What is written otherwise than in the register: kind, day, issuer, title, each only where written."""
    found = []
    kind = _kind_of(basis)
    if citation.kind and kind and citation.kind != kind:
        found.append(_misquoted(basis, f"ghi là {citation.kind}, trong sổ là {kind}"))
    if citation.day and basis.date and not citation.is_of(basis.date):
        found.append(_misquoted(basis, f"ngày ghi là {citation.day}, trong sổ là {format_date(basis.date)}"))
    if citation.issuer and not _is_issuer(citation.issuer, basis.issuer):
        written = _beginning(citation.issuer, 8)
        found.append(_misquoted(basis, f"ghi là của “{written}”, trong sổ là của {basis.issuer}"))
    if citation.title and _is_other_title(title_words(citation.title), basis, bases):
        written = _beginning(citation.title, 20)
        found.append(_misquoted(basis, f"tên ghi là “{written}”, trong sổ là “{basis.title}”"))
    return found


def _beginning(text: str, words: int) -> str:
    return " ".join(text.split()[:words]).rstrip(" ,.")


def _is_other_title(written: Sequence[str], basis: LegalBasis, bases: Sequence[LegalBasis]) -> bool:
    """Whether it is not the title of this text, or is word by word that of another one in the register."""
    if goes_on_as(written, title_words(ground_subject(basis))):
        return False
    others = [title_words(ground_subject(one)) for one in bases if one.id != basis.id]
    is_of_another = any(
        min(len(written), len(other)) > ENOUGH_WORDS and goes_on_as(written, other) for other in others
    )
    return is_of_another or not is_same_title(written, ground_subject(basis))


def _misquoted(basis: LegalBasis, what: str) -> GroundWarning:
    words = f"{basis.number or basis.title}: {what}. Hãy sửa theo bản gốc."
    return GroundWarning(Doubt.MISQUOTED, words, basis.id)


def _is_issuer(written: str, issuer: str) -> bool:
    """Whether it is the issuer, its head, or the issuer without the name of the city."""
    core = fold(issuer).removesuffix(_CITY).removeprefix("chu tich ")
    return any(fold(written).startswith(head + core) for head in _HEADS)


def _is_law(basis: LegalBasis) -> bool:
    return basis.title.startswith(("Luật ", "Bộ luật "))


def _kind_of(basis: LegalBasis) -> str:
    by_number = next((name for part, name in KINDS if part in (basis.number or "")), "")
    return by_number or next((name for name in KIND_NAMES if basis.title.startswith(f"{name} ")), "")


def ground_subject(basis: LegalBasis) -> str:
    """What a text is about, without the name of its kind."""
    return basis.title.removeprefix(_kind_of(basis)).strip()


def fold_number(number: str) -> str:
    """A number as it is compared: without marks, capitals and leading noughts, so that NĐ and ND are one."""
    return number.lower().replace("đ", "d").lstrip("0")


def _digits(number: str | None) -> str:
    return re.sub(r"\D", "", number or "")
