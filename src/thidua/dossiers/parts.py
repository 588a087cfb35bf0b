"""The parts of a dossier that can be questioned one by one, and the sections of its achievement report."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUBJECT, FACTS, INITIATIVES, WORK, EVIDENCE, MINUTES, BARS, LETTER = (
    "subject",
    "facts",
    "initiatives",
    "work",
    "evidence",
    "minutes",
    "bars",
    "letter",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the achievement report. `is_needed`: it cannot be sent empty."""

    code: str
    number: str
    title: Promise
    hint: Promise
    is_needed: bool = True


SECTIONS: tuple[Section, ...] = (
    Section(
        "general",
        "I",
        _("Thông tin chung"),
        _("Tập thể: đặc điểm, chức năng, cơ cấu. Cá nhân: quá trình công tác, nhiệm vụ được giao."),
    ),
    Section(
        "results",
        "II.1",
        _("Kết quả, chỉ tiêu đã đạt, so với trước"),
        _("Nêu số liệu trước và sau; hệ thống điền sẵn thứ hạng, điểm chỉ số và nguồn."),
    ),
    Section(
        "measures",
        "II.2",
        _("Giải pháp, cách làm, sáng kiến"),
        _("Việc đã làm, ai làm, tác dụng với người dân, doanh nghiệp."),
    ),
    Section(
        "discipline",
        "II.3",
        _("Chấp hành chủ trương, pháp luật; chăm lo người lao động"),
        _("Viết ngắn, có căn cứ."),
        is_needed=False,
    ),
    Section(
        "awards",
        "III",
        _("Các hình thức đã được khen thưởng"),
        _("Hệ thống điền sẵn khen thưởng đã ghi; bổ sung khen thưởng khác, ghi số quyết định."),
        is_needed=False,
    ),
)
SECTION_OF: dict[str, Section] = {section.code: section for section in SECTIONS}

PART_NAMES: dict[str, Promise] = {
    SUBJECT: _("Đối tượng đề nghị"),
    FACTS: _("Thông tin xét"),
    INITIATIVES: _("Sáng kiến"),
    WORK: _("Quá trình làm cải cách hành chính"),
    EVIDENCE: _("Tài liệu kèm theo"),
    MINUTES: _("Biên bản hội đồng"),
    BARS: _("Cam kết về trường hợp chưa xét"),
    **{section.code: section.title for section in SECTIONS},
    LETTER: _("Tờ trình"),
}
"""Every part that a return may question."""
