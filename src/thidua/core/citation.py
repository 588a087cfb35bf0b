"""What a line cites, read from its words alone: of each text its kind, number, day, issuer and title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import LCSseq

from thidua.core.text import fold

KINDS = (
    ("/QĐ-", "Quyết định"),
    ("/NĐ-", "Nghị định"),
    ("/TT-", "Thông tư"),
    ("/TTr-", "Tờ trình"),
)
"""By a part of the number; a law is called by its title."""
KIND_NAMES = (
    *(name for _part, name in KINDS),
    *("Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Chỉ thị", "Thông tư liên tịch"),
    *("Kế hoạch", "Công văn", "Hướng dẫn", "Thông báo", "Báo cáo", "Kết luận", "Công điện"),
)
_LEADS = "|".join(
    (
        *("về việc", "v/v", "về", "hướng dẫn", "phê duyệt", "công bố", "đề nghị"),
        *("quy định(?! tại| như| rõ)", "ban hành(?! ngày| năm| bởi| kèm)"),
    )
)
"""What a title begins with behind the number."""
_LEAD = re.compile(rf"\s*(?:{_LEADS})\s+", re.IGNORECASE)
NUMBER = re.compile(r"\b\d+(?:/\d{4})?/[A-ZĐa-zđ][\w-]*")
_KIND = re.compile(rf"\b({'|'.join(KIND_NAMES)})(?:\s+số)?\s*:?\s*$", re.IGNORECASE)
_LAW = re.compile(r".*\b(Bộ luật|BỘ LUẬT|Luật|LUẬT)\s+([^;.()\d]+?)(?:\s*,?\s*(?:số|SỐ))?\s*:?\s*$")
_OF_LAWS = re.compile(r"/QH\d", re.IGNORECASE)
_DAY = re.compile(r"\s*,?\s*ngày\s+(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})\s*(?:/|năm)\s*(\d{4})", re.IGNORECASE)
_ISSUER = re.compile(rf"\s*,?\s*của\s+([^;,.()]+?)(?=\s+(?:{_LEADS})\s|[;,.()]|\s*$)", re.IGNORECASE)
_TITLE = re.compile(rf"\s*((?:{_LEADS})\s+[^;(){{}}]+?)(?=\s+căn cứ\b|[;(){{}}]|[\s.]*$)", re.IGNORECASE)
_GROUND = re.compile(r"[\W\d]*(?:căn cứ|theo tờ trình)\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:điều \d|khoản \d|điểm [a-zđ]\b|chương [\divx]|mục [\divx]|phụ lục)", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=[/-])\s*\n\s*")
ENOUGH_WORDS = 4
"""So many syllables of a title are one text's and hardly another's."""
_SHARED = 0.75


@dataclass(frozen=True, slots=True)
class Citation:
    """A text as it is cited; "" for what is not written."""

    number: str = ""
    kind: str = ""
    day: str = ""
    """“04/6/2025”, in the figures that are written: it may be no day at all."""
    issuer: str = ""
    title: str = ""

    def is_of(self, day: date) -> bool:
        """Whether the day that is written is this one."""
        return [int(part) for part in self.day.split("/") if part] == [day.day, day.month, day.year]


def on_one_line(text: str) -> str:
    """A text without its line breaks, which also fall inside numbers."""
    return " ".join(_BROKEN.sub("", text).split())


def citations_in(line: str) -> Iterator[Citation]:
    """What a line cites by a number, in its order."""
    for match in NUMBER.finditer(line):
        yield _read(line[: match.start()], match.group(), line[match.end() :])


def cited_by_title(line: str, title: str) -> Citation | None:
    """A law that a line cites by its title, with what follows it; not where another one amends that law."""
    match = re.search(rf"(?<!điều của )\b{re.escape(title)}", line, re.IGNORECASE)
    return _read("", "", line[match.end() :]) if match else None


def _read(before: str, number: str, rest: str) -> Citation:
    """What directly follows is read, day and issuer and title, each only where written."""
    kind = _KIND.search(before)
    law = _LAW.match(before) if not kind and _OF_LAWS.search(number) else None
    day = _DAY.match(rest)
    rest = rest[day.end() :] if day else rest
    issuer = _ISSUER.match(rest)
    rest = rest[issuer.end() :] if issuer else rest
    # Elsewhere than in a ground for the whole text “quy định …” may go on with what one article says.
    is_ground = _GROUND.match(before) and not _PART.search(before)
    title = _TITLE.match(rest) if is_ground else None
    return Citation(
        number,
        kind=_kind_name(named[1]) if (named := kind or law) else "",
        day="/".join(day.groups()) if day else "",
        issuer=issuer[1] if issuer else "",
        title=law[2] if law else title[1] if title else "",
    )


def _kind_name(written: str) -> str:
    return next(name for name in KIND_NAMES if name.lower() == written.lower())


def title_words(title: str) -> list[str]:
    """The words of a title as they are compared: without “quy định”, “về” and who issued it before them."""
    issuer = _ISSUER.match(title)
    bare = title[issuer.end() :] if issuer else title
    while lead := _LEAD.match(bare):
        bare = bare[lead.end() :]
    return fold(bare).split()


def goes_on_as(written: Sequence[str], registered: Sequence[str]) -> bool:
    """Whether one of two titles is the beginning of the other."""
    return all(one == other for one, other in zip(written, registered, strict=False))


def is_same_title(written: Sequence[str], title: str) -> bool:
    """Whether words may be meant as a title, in full, in part or by initials: the register words some titles
    more shortly than they are.
    """
    for part in title.split(";"):
        registered = title_words(part)
        if goes_on_as(written[:ENOUGH_WORDS], registered[:ENOUGH_WORDS]):
            return True
    words = title_words(title)
    is_of_initials = "".join(written) == "".join(word[0] for word in words)
    return is_of_initials or LCSseq.similarity(written, words) >= _SHARED * min(len(written), len(words))
