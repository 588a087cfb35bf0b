"""What stands on an official paper, without a word about how it is drawn.

The parts are those of Decree 30/2020/NĐ-CP, Annex I. A part that is not known yet (number, day, name of
who signs) is left empty and its place on the paper stays blank, to be filled by hand or by the registry.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

NAMED_KINDS = frozenset(
    {"Báo cáo", "Thông báo", "Tờ trình", "Kế hoạch", "Biên bản", "Quyết định", "Giấy mời"}
)
"""Kinds whose name stands in the middle of the page; a letter (công văn) has none: kind ""."""

MOST_TOGETHER = 25
"""Up to so many recipients stand on one page with who signs; a longer list may run on."""
SUGGESTED_FORM = "(Mẫu gợi ý, cơ quan có thẩm quyền chưa ban hành mẫu)"
"""Stands on a paper whose form nobody has prescribed, so that it is not taken for an official one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 „I. …“ is bold capitals, level 2 „1. …“ bold, level 3 „a) …“ bold italic."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, justified, with its first line set in."""

    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """“Điều 1. …”: the label bold, then the text; what follows an empty line is a paragraph of its own."""

    number: int
    text: str

    @property
    def label(self) -> str:
        return f"Điều {self.number}."


@dataclass(frozen=True, slots=True)
class Items:
    """Paragraphs that each begin with a dash."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, set in, with who said them."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page. `widths` are shares of the width, one for each column."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    caption: str = ""
    numbers: frozenset[int] = frozenset()
    """Columns of figures, set to the right; counted from 0."""


TALL = 800
"""A cell with more letters may be higher than a page: only then may its row be torn apart."""


def is_tall(row: Sequence[str]) -> bool:
    """Whether a row of a table may have to go on over the page. A capital is as wide as one and a half of
    the others: a reason typed in capitals was cut at the foot of the page.
    """
    return any(len(words) + sum(map(str.isupper, words)) / 2 > TALL for words in row)


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

Block = Heading | Text | Article | Items | Quote | Table


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: lines of authority such as ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), and a name or nothing."""

    lines: Sequence[str]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A list that goes with the paper, on pages of its own that are numbered by themselves."""

    title: str
    """Drawn in capitals (Decree 30/2020, Annex I)."""
    blocks: Sequence[Block]
    is_wide: bool = False
    """On landscape pages."""
    note: str = ""
    """Under the title, such as "(Kèm theo Báo cáo số …)"."""
    label: str = ""
    """On a line above the title (`annex_label`); empty for a list that is no annex by name."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One official paper. `above` and `issuer` are the agencies of its head, `symbol` such as SNV-CCHC."""

    kind: str
    above: str
    issuer: str
    symbol: str
    subject: str
    signer: Signer
    body: Sequence[Block] = ()
    number: str = ""
    on: date | None = None
    place: str = "Hải Phòng"
    addressees: Sequence[str] = ()
    authority: str = ""
    """Who decides, above the grounds of a decision: “Chủ tịch Ủy ban nhân dân thành phố Hải Phòng”."""
    grounds: Sequence[str] = ()
    recipients: Sequence[str] = ()
    annexes: Sequence[Annex] = field(default=())
    marks: Sequence[str] = ()
    """Words above everything, such as DỰ THẢO or the label of a demonstration."""
    other_signer: Signer | None = None
    """Who signs beside the signer, as minutes are signed by both sides; then nobody is a recipient."""
    is_suggested_form: bool = False
    """Nobody has prescribed this form; the paper says so."""

    def __post_init__(self) -> None:
        if self.kind and self.kind not in NAMED_KINDS:
            raise ValueError(f"no such kind of paper: {self.kind}")

    @property
    def numbered(self) -> str:
        """“Số: 15/TTr-SNV”; numbers under ten are padded, an unknown one leaves room."""
        return f"Số: {self.padded_number}/{self.symbol}"

    @property
    def padded_number(self) -> str:
        """“05”; room for a number that is not known."""
        return padded(self.number)

    @property
    def placed(self) -> str:
        """“Hải Phòng, ngày 09 tháng 6 năm 2026”; an unknown day leaves room."""
        return f"{self.place}, {dated(self.on)}"

    @property
    def resolves(self) -> str:
        """The words between the grounds and the articles of a decision; nothing on other papers."""
        return "QUYẾT ĐỊNH:" if self.kind == "Quyết định" else ""


def accompanying(kind: str, number: str, symbol: str, on: date | None, of: str) -> str:
    """What stands under the title of a list: “(Kèm theo Quyết định số 15/QĐ-UBND ngày … của …)”."""
    return f"(Kèm theo {kind} số {padded(number)}/{symbol} {dated(on)} của {of})"


def annex_label(place: int, count: int) -> str:
    """“Phụ lục II”; a single annex has no number (Decree 30/2020, Annex I)."""
    return "Phụ lục" if count == 1 else f"Phụ lục {ROMAN[place - 1]}"


def padded(number: str) -> str:
    """A number under ten with its zero; room for one that is not known."""
    return number.zfill(2) if number.isdecimal() else number or " " * 8


def paragraphs(text: str) -> list[str]:
    """The paragraphs of what an officer typed: each line is one, empty lines are left out."""
    return [part.strip() for part in text.splitlines() if part.strip()]


def dated(on: date | None) -> str:
    """“ngày 09 tháng 6 năm 2026”: days under ten and the months 1 and 2 are padded; blanks for no date."""
    if on is None:
        return f"ngày {' ' * 5} tháng {' ' * 5} năm {' ' * 6}"
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"
