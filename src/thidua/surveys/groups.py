"""Groups of questions as an official types or pastes them: one line each, the cure beside what is wrong.

    # TTHC | Giải quyết thủ tục hành chính
    Ông/Bà có được hướng dẫn đầy đủ, dễ hiểu không?

Of a survey whose results come in a file only the groups are needed; the mark before them may be left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from thidua.core.text import nfc, search_key

MARK, BETWEEN = "#", "|"
MOST_GROUPS, MOST_QUESTIONS = 30, 60
LONGEST_CODE, LONGEST_NAME, LONGEST_QUESTION = 40, 200, 500
_CODE = re.compile(r"[\w.-]+")


@dataclass(slots=True)
class GroupDraft:
    """A group with its questions, as typed."""

    code: str
    name: str
    questions: list[str] = field(default_factory=list)


class BadGroups(ValueError):
    """The lines cannot be read; `faults` has a sentence for each, with its line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


def parse_groups(text: str, *, with_questions: bool) -> list[GroupDraft]:
    """The groups of a text; BadGroups with every fault when something is wrong."""
    groups: list[GroupDraft] = []
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = nfc(line)
        if not words:
            continue
        if words.startswith(MARK) or not with_questions:
            groups.append(_group(words.removeprefix(MARK), number, faults))
        elif not groups:
            faults.append(
                _("Dòng %(line)d: câu hỏi đứng trước nhóm đầu tiên. Thêm một dòng “# mã | tên nhóm” ở trên.")
                % {"line": number}
            )
        elif len(words) > LONGEST_QUESTION:
            faults.append(
                _("Dòng %(line)d: câu hỏi dài hơn %(most)d ký tự. Viết gọn lại.")
                % {"line": number, "most": LONGEST_QUESTION}
            )
        else:
            groups[-1].questions.append(words)
    faults += _of_the_whole(groups, with_questions)
    if faults:
        raise BadGroups(faults)
    return groups


def as_text(groups: Iterable[tuple[str, str, Iterable[str]]], *, with_questions: bool) -> str:
    """The text of (code, name, questions): what `parse_groups` reads back."""
    lines: list[str] = []
    for code, name, questions in groups:
        lines += (
            ["", f"{MARK} {code} {BETWEEN} {name}", *questions] if with_questions else [f"{code} | {name}"]
        )
    return "\n".join(lines).strip()


def _group(words: str, number: int, faults: list[str]) -> GroupDraft:
    code, _between, name = (nfc(part) for part in words.partition(BETWEEN))
    if not name or not _CODE.fullmatch(code) or len(code) > LONGEST_CODE or len(name) > LONGEST_NAME:
        faults.append(
            _(
                "Dòng %(line)d: cần mã nhóm không có dấu cách (tối đa 40 ký tự), dấu |, rồi tên nhóm"
                " (tối đa 200 ký tự). Ví dụ: TTHC | Giải quyết thủ tục hành chính."
            )
            % {"line": number}
        )
    return GroupDraft(code, name)


def _of_the_whole(groups: list[GroupDraft], with_questions: bool) -> list[str]:
    faults: list[str] = []
    if not groups:
        faults.append(_("Chưa có nhóm câu hỏi nào. Ghi mỗi nhóm một dòng: mã | tên."))
    if len(groups) > MOST_GROUPS:
        faults.append(_("Nhiều hơn %d nhóm. Gộp bớt lại.") % MOST_GROUPS)
    for place, group in enumerate(groups):
        before = groups[:place]
        if search_key(group.code) in {search_key(one.code) for one in before}:
            faults.append(_("Mã nhóm “%s” có hai lần. Đặt mỗi nhóm một mã riêng.") % group.code)
        elif search_key(group.name) in {search_key(one.name) for one in before}:
            faults.append(_("Tên nhóm “%s” có hai lần. Đặt mỗi nhóm một tên riêng.") % group.name)
        if with_questions and group.name and not group.questions:
            faults.append(_("Nhóm “%s” chưa có câu hỏi. Ghi mỗi câu một dòng bên dưới.") % group.code)
    if sum(len(group.questions) for group in groups) > MOST_QUESTIONS:
        faults.append(_("Nhiều hơn %d câu hỏi: người dân sẽ bỏ giữa chừng. Bớt câu hỏi.") % MOST_QUESTIONS)
    return faults
