"""The sections of a report and the numbers in each: our suggestion, the plan gives no form (D11).

Source: plan-clauses 7.6; the clauses are those of QĐ 2162 that each section answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOT_IN_PLAN = _("gợi ý, không có trong Kế hoạch")


@dataclass(frozen=True, slots=True)
class NumberSpec:
    """One number asked for. `is_cumulative`: it grows through the year, so an estimate is asked too (C08)."""

    code: str
    label: str | Promise
    measured_in: str | Promise = ""
    is_cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One section: what belongs in it (`gist`), questions that help to write (`hints`), numbers."""

    code: str
    title: Promise
    clause: str
    gist: Promise
    hints: tuple[Promise, ...] = ()
    numbers: tuple[NumberSpec, ...] = field(default=())
    is_needed: bool = True
    """False: the report is complete without words here."""


_TIMES = _("lượt")
_ITEMS = _("việc")

SECTIONS = (
    Section(
        "I",
        _("Công tác lãnh đạo, chỉ đạo, triển khai"),
        "IV.1.a",
        _("Kế hoạch của đơn vị, phân công, lồng ghép với phong trào khác, kiểm tra, đôn đốc."),
        (
            _("Đơn vị ban hành kế hoạch số nào, ngày nào; ai phụ trách?"),
            _("Người đứng đầu chỉ đạo những việc gì; họp, kiểm tra bao nhiêu lần?"),
            _("Lồng ghép với phong trào thi đua nào?"),
        ),
        (
            NumberSpec("plan.measures", _("Số biện pháp trong kế hoạch của đơn vị"), _ITEMS),
            NumberSpec("plan.done", _("Số biện pháp đã xong"), _ITEMS, is_cumulative=True),
            NumberSpec("plan.late", _("Số biện pháp quá hạn chưa xong"), _ITEMS),
        ),
    ),
    Section(
        "II",
        _("Kết quả theo sáu nội dung thi đua"),
        "II.1-II.6",
        _("Việc đã làm và kết quả của từng nội dung; nêu số trước, lời sau."),
        (
            _("Nội dung nào làm tốt nhất, nhờ đâu?"),
            _("Người dân, doanh nghiệp được lợi gì cụ thể?"),
            _("Nội dung nào chưa đạt chỉ tiêu của kế hoạch?"),
        ),
    ),
    Section(
        "III",
        _("Sáng kiến, mô hình"),
        "II.5",
        _("Sáng kiến đề xuất, được công nhận, đã áp dụng, có thể nhân rộng."),
        (_("Sáng kiến nào đáng để đơn vị khác làm theo; đã tiết kiệm được gì?"),),
        (
            NumberSpec("initiatives.registered", _("Số sáng kiến ghi vào sổ"), "", is_cumulative=True),
            NumberSpec("initiatives.recognised", _("Số sáng kiến được công nhận"), "", is_cumulative=True),
            NumberSpec("initiatives.replicable", _("Số sáng kiến có thể nhân rộng"), "", is_cumulative=True),
            NumberSpec(
                "initiatives.adoptions",
                _("Số lượt đơn vị khác áp dụng, có lãnh đạo xác nhận"),
                "",
                is_cumulative=True,
            ),
        ),
    ),
    Section(
        "IV",
        _("Tuyên truyền, điển hình"),
        "II.4",
        _("Hình thức tuyên truyền, tin bài, điển hình tiên tiến được phát hiện, giới thiệu."),
        (_("Kênh nào đến được người dân nhiều nhất?"), _("Giới thiệu tập thể, cá nhân điển hình nào?")),
        (
            NumberSpec("publicity.items", _("Số lượt tuyên truyền, tin bài"), _TIMES, is_cumulative=True),
            NumberSpec("publicity.examples", _("Số điển hình được giới thiệu"), "", is_cumulative=True),
        ),
    ),
    Section(
        "V",
        _("Khen thưởng"),
        "III.2.1.1",
        _("Khen thưởng cấp cơ sở và đề nghị thành phố khen; chú ý người trực tiếp làm việc."),
        (_("Tỷ lệ người được khen không giữ chức vụ lãnh đạo là bao nhiêu?"),),
        (
            NumberSpec("awards.collectives", _("Số tập thể được khen ở cơ sở"), "", is_cumulative=True),
            NumberSpec("awards.individuals", _("Số cá nhân được khen ở cơ sở"), "", is_cumulative=True),
            NumberSpec("awards.leaders", _("Trong đó là lãnh đạo, quản lý"), "", is_cumulative=True),
            NumberSpec("awards.women", _("Trong đó là nữ"), "", is_cumulative=True),
        ),
        is_needed=False,
    ),
    Section(
        "VI",
        _("Kết quả Chỉ số cải cách hành chính"),
        "II.3",
        _("Hạng, điểm được công bố năm trước; việc đã khắc phục, việc còn lại."),
        (_("Tiêu chí nào mất điểm năm trước; năm nay đã sửa thế nào?"),),
        (
            NumberSpec("index.rank", _("Hạng trong khối, chỉ số năm trước")),
            NumberSpec("index.score", _("Điểm chỉ số năm trước"), _("điểm")),
        ),
    ),
    Section(
        "VII",
        _("Tồn tại, hạn chế và nguyên nhân"),
        "IV.1.b",
        _("Điều chưa làm được, vì sao; nói thật để được giúp đúng chỗ."),
        (_("Việc nào chậm, vướng ở quy định, con người hay kinh phí?"),),
    ),
    Section(
        "VIII",
        _("Phương hướng, đề xuất, kiến nghị"),
        "IV.4",
        _("Việc trọng tâm năm tới; kiến nghị với ai, về việc gì."),
        (_("Ba việc trọng tâm năm tới?"), _("Kiến nghị cụ thể với Sở Nội vụ, UBND thành phố?")),
    ),
)
CODES = tuple(section.code for section in SECTIONS)
_BY_CODE = {section.code: section for section in SECTIONS}
INDICATOR = "indicator."


@dataclass(frozen=True, slots=True)
class Indicator:
    """What the outline needs to know of a digital indicator of the year (I.2.d)."""

    code: str
    name: str
    measured_in: str


def section_named(code: str) -> Section:
    """The section of a code; KeyError for one there is not."""
    return _BY_CODE[code]


def numbers_of(section: Section, indicators: Iterable[Indicator]) -> tuple[NumberSpec, ...]:
    """The numbers of a section; the digital indicators of the year stand in section II."""
    if section.code != "II":
        return section.numbers
    return tuple(
        NumberSpec(INDICATOR + one.code, one.name, one.measured_in, is_cumulative=False) for one in indicators
    )
