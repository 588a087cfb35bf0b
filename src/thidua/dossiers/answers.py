"""What a dossier says, part by part and value by value with its source, as it is or will be frozen.

The unit reads it before it hands over, the office after it was sent: one form, so both read the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.awards.models import Candidate
from thidua.core.text import format_date
from thidua.dossiers import parts
from thidua.dossiers.contributions import contribution_words
from thidua.dossiers.enums import Gender
from thidua.dossiers.post import post_words

AWARDS = "awards"
"""The section of the report that lists earlier awards."""
RATINGS, ROLES, GENDERS = dict(Candidate.RATINGS), dict(Candidate.ROLES), dict(Gender.choices)


@dataclass(frozen=True, slots=True)
class Answer:
    """One value. `source` tells what it stands on, `url` leads to it."""

    label: str
    value: str
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PartAnswers:
    """One part. `words` is what was written freely; the rest is for a unit that may still change it."""

    code: str
    title: str | Promise
    rows: tuple[Answer, ...] = ()
    words: str = ""
    url: str = ""
    """Where it is changed; empty where it cannot be."""
    gaps: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    """What was taken over from earlier dossiers and not looked at since."""
    doubt: str = ""
    """What is to be looked at again, though it keeps nothing from going out."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here."""
        return not self.rows and not self.words


def answers_of(one: Mapping[str, Any], *, needs_ground: bool) -> list[PartAnswers]:
    """The parts of one dossier in the content of a sending (`sending.content`). Bars, files, minutes are not
    among them: who may read them and where they are given out is the page's to know.
    """
    found = [
        PartAnswers(parts.SUBJECT, parts.PART_NAMES[parts.SUBJECT], tuple(_subject(one["subject"]))),
        PartAnswers(
            parts.INITIATIVES,
            parts.PART_NAMES[parts.INITIATIVES],
            tuple(_initiative(item) for item in one["initiatives"]),
        ),
        PartAnswers(
            parts.FACTS, parts.PART_NAMES[parts.FACTS], tuple(_facts(one, needs_ground=needs_ground))
        ),
    ]
    if one["award"].endswith(".individual"):
        found.append(PartAnswers(parts.WORK, parts.PART_NAMES[parts.WORK], tuple(_work(one))))
    found += [
        PartAnswers(
            part["code"],
            f"{parts.SECTION_OF[part['code']].number}. {part['title']}",
            # What was sent before awards were kept has none.
            tuple(Answer(**held) for held in one.get("awards", ())) if part["code"] == AWARDS else (),
            words=part["text"],
        )
        for part in one["report"]
    ]
    return found


def _subject(who: Mapping[str, Any]) -> list[Answer]:
    about = post_words(who["position"], who["place"])
    said = [
        (_("Người, tập thể"), who["name"]),
        (_("Giới tính"), str(GENDERS.get(who["gender"], ""))),
        (_("Năm sinh"), str(who["birth_year"] or "")),
        (_("Chức vụ, bộ phận"), about),
    ]
    if who["is_leader"] is not None:
        said.append((_("Là lãnh đạo, quản lý"), _("có") if who["is_leader"] else _("không")))
    return [Answer(label, value) for label, value in said if value]


def _initiative(item: Mapping[str, Any]) -> Answer:
    source = _("chưa được công nhận")
    if item["recognised"]:
        source = _("công nhận theo %(number)s, %(day)s") % {
            "number": item["decision"], "day": item["recognised"],
        }  # fmt: skip
    if item["applied"]:
        source += " · " + _("áp dụng từ %s") % item["applied"]
    if adopted := item.get("adoptions"):  # what was sent before they were counted has none
        words = ngettext("%(n)s đơn vị khác đã áp dụng", "%(n)s đơn vị khác đã áp dụng", adopted)
        source += " · " + words % {"n": adopted}
    return Answer(item["code"], item["title"], source)


def _facts(one: Mapping[str, Any], *, needs_ground: bool) -> list[Answer]:
    facts, found = one["facts"], []
    if not needs_ground:
        found += [
            _yes_no(_("Đơn vị xét chọn"), facts["selected"], _("biên bản hội đồng đơn vị")),
            _yes_no(_("Thành tích xuất sắc, tiêu biểu"), facts["outstanding"], _("đơn vị khai")),
        ]
        if one["subject"]["name"]:
            rating, role = RATINGS.get(facts["rating"]), ROLES.get(facts["par_role"])
            no_paper, no_ground = _("chưa ghi văn bản xếp loại"), _("chưa ghi căn cứ")
            found += [
                _yes_no(_("Phẩm chất, chấp hành"), facts["conduct"], _("đơn vị khai")),
                _known(_("Xếp loại năm"), rating, facts["rating_source"] or no_paper),
                _known(_("Vai trò"), role, facts["par_role_source"] or no_ground),
            ]
    if facts["justification"]:
        # What was sent before these were asked has none of them.
        source = facts.get("ground_source") or _("chưa ghi số, ngày văn bản")
        found.append(Answer(_("Căn cứ bằng văn bản"), facts["justification"], source))
    if kind := facts.get("contribution"):
        found.append(Answer(_("Loại đóng góp"), contribution_words(kind, facts["raised_area"])))
    return found


def _work(one: Mapping[str, Any]) -> list[Answer]:
    found = [
        Answer(
            f"{_day(span['since'])} – {_day(span['until']) if span['until'] else _('nay')}",
            f"{span['work']}, {span['place']}",
            span["source"] or _("đơn vị khai, chưa ghi căn cứ"),
        )
        for span in one["work"]
    ]
    if one["facts"]["par_months"] is not None:
        months = _("%d tháng") % one["facts"]["par_months"]
        found.append(Answer(_("Cộng"), months, _("hệ thống tính, từ 01/01/2026 (B14)")))
    return found


def _yes_no(label: str, value: bool | None, source: str) -> Answer:
    return _known(label, None if value is None else _("có") if value else _("không"), source)


def _known(label: str, value: str | Promise | None, source: str) -> Answer:
    """What is not known stands on nothing."""
    return Answer(label, _("chưa rõ")) if value is None else Answer(label, str(value), source)


def _day(text: str) -> str:
    return format_date(date.fromisoformat(text))
