"""A Tờ trình with its list: of dossiers as they stand, or as they went out under it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import override

from thidua.dossiers.contributions import contribution_words
from thidua.dossiers.models import Dossier, Filing, Submission
from thidua.dossiers.unit_council.frozen import meetings_in
from thidua.dossiers.unit_council.selectors import meetings_on
from thidua.initiatives.papers import authors_on_paper, frozen_authors


@dataclass(frozen=True, slots=True)
class Listed:
    """One dossier in the list. `name` is empty for the unit itself, `ground` within the limits."""

    award: str
    name: str
    position: str
    place: str
    is_conditional: bool
    results: str
    initiatives: tuple[str, ...]
    ground: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What a Tờ trình says. `meetings`: number and day of the minutes it cites; `number` is empty and `day`
    None until it has them.
    """

    cycle: str
    number: str
    day: date | None
    listed: Sequence[Listed]
    meetings: Sequence[tuple[str, date]]


def letter_for(filing: Filing, rows: Sequence[Dossier], *, is_numbered: bool) -> Letter:
    """The letter for these dossiers as they stand, each with `parts` and `initiatives__authors` at hand. Not
    `is_numbered`: number and day of the filing are those of another letter.
    """
    return Letter(
        filing.cycle,
        filing.letter_number if is_numbered else "",
        filing.letter_date if is_numbered else None,
        [_as_it_stands(row) for row in rows],
        _meetings_on(rows),
    )


def letter_in(submission: Submission, again: Iterable[Dossier] = ()) -> Letter:
    """The letter under which a sending went out, as it went out; of its dossiers, those that go `again` under
    it as they stand.
    """
    content, anew = submission.content, {row.pk: row for row in again}
    held = [
        (one["number"], localtime(datetime.fromisoformat(one["held_at"])).date())
        for one in meetings_in(content)
        if any(int(voted) not in anew for voted in one["votes"])
    ]
    return Letter(
        content["cycle"],
        content["letter"]["number"],
        date.fromisoformat(content["letter"]["date"]),
        [
            _as_it_stands(anew[one["id"]]) if one["id"] in anew else _as_sent(one)
            for one in content["dossiers"]
        ],
        list(dict.fromkeys([*held, *(_meetings_on(anew.values()) if anew else ())])),
    )


def _as_it_stands(row: Dossier) -> Listed:
    texts = {part.section: part.text for part in row.parts.all()}
    return Listed(
        award=row.award,
        name=row.subject_name,
        position=row.position,
        place=row.place,
        is_conditional=row.is_conditional,
        results=texts.get("results", ""),
        initiatives=tuple(
            _initiative(one.code, one.title, frozen_authors(one)) for one in row.initiatives.all()
        ),
        ground=_ground(row.justification, row.ground_source, row.contribution, row.raised_area),
    )


def _as_sent(frozen: Mapping[str, Any]) -> Listed:
    subject, facts = frozen["subject"], frozen["facts"]
    texts = {part["code"]: part["text"] for part in frozen["report"]}
    return Listed(
        award=frozen["award"],
        name=subject["name"],
        position=subject["position"],
        place=subject["place"],
        is_conditional=frozen["is_conditional"],
        results=texts.get("results", ""),
        initiatives=tuple(
            _initiative(one["code"], one["title"], one.get("authors", ())) for one in frozen["initiatives"]
        ),
        ground=_ground(
            facts["justification"],
            *(facts.get(key, "") for key in ("ground_source", "contribution", "raised_area")),
        ),
    )


def _ground(justification: str, source: str, kind: str, area: str) -> str:
    if not justification:
        return ""
    with override("vi"):
        said = (justification, source, contribution_words(kind, area))
    return ". ".join(one.rstrip(".") for one in said if one)


def _initiative(code: str, title: str, authors: Iterable[Mapping[str, str]]) -> str:
    told = authors_on_paper(authors)
    return f"{code} {title}" + (f" (tác giả: {told})" if told else "")


def _meetings_on(rows: Iterable[Dossier]) -> list[tuple[str, date]]:
    return [(one.number, localtime(one.held_at).date()) for one in meetings_on(rows)]
