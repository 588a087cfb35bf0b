"""What is frozen of a session: by names and Vietnamese words, so that it can be read without the system, and
by seats and codes, so that `core.frozen_council` can count it again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import override

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.frozen_council import FORM
from thidua.councils.agenda import lines_of
from thidua.councils.enums import Choice, Denominator, Duty, Majority, Way
from thidua.councils.models import (
    AgendaItem,
    Attendee,
    Council,
    CouncilSession,
    OpenVote,
    PaperCount,
    Recusal,
)
from thidua.movement.selectors import programme_for

Content = dict[str, Any]


def content_of(row: CouncilSession, items: Sequence[AgendaItem], receipts: Sequence[str]) -> Content:
    """The closed session: who was there, by which rule, what each item came to, who voted how in the open."""
    people = list(row.attendees.all())
    seats = {one.pk: seat for seat, one in enumerate(people, 1)}
    with override("vi"):
        return {
            "form": FORM,
            "cycle": row.cycle,
            "session": row.ordinal,
            "council": council_words(row.council),
            "held_at": row.held_at.astimezone(VIETNAM_TIME).isoformat(timespec="minutes"),
            "closed_at": _told(row.closed_at),
            "place": row.place,
            "way": _coded(Way(row.way)),
            "rule": {
                "quorum": _coded(Majority(row.quorum)),
                "majority": _coded(Majority(row.majority)),
                "flag_majority": _coded(Majority(row.flag_majority)),
                "counts": _coded(Denominator(row.counts)),
                "source": row.rule_source,
            },
            "members": [
                {
                    "seat": seats[one.pk],
                    "name": one.name,
                    "duty": str(Duty(one.duty).label),
                    "has_vote": one.has_vote,
                    "is_present": one.is_present,
                    "has_voted": one.has_voted,
                }
                for one in people
            ],
            "items": _items(row, items, seats),
            "receipts": list(receipts),
            "counts": _counts(row, items),
        }


def council_words(row: Council) -> dict[str, str]:
    """A council by its decision."""
    return {"name": row.name, "decision": row.decision_number, "date": row.decision_date.isoformat()}


def _told(moment: Any) -> str:
    told: str = moment.astimezone(VIETNAM_TIME).isoformat(timespec="seconds")
    return told


def _coded(value: Way | Majority | Denominator | Choice) -> dict[str, str]:
    return {"code": value.value, "words": str(value.label)}


def _seated(attendee: Attendee, seats: Mapping[int, int]) -> dict[str, Any]:
    return {"seat": seats[attendee.pk], "name": attendee.name}


def _counts(row: CouncilSession, items: Sequence[AgendaItem]) -> list[Content]:
    """The counting sheets; two people of one name are told apart by `typist`."""
    counts = list(row.paper_counts.select_related("typed_by"))
    typists = {pk: place for place, pk in enumerate(dict.fromkeys(one.typed_by_id for one in counts), 1)}
    return [_count(one, typists[one.typed_by_id], items) for one in counts]


def _count(count: PaperCount, typist: int, items: Sequence[AgendaItem]) -> Content:
    """How many ballots, and for each item how many for and against."""
    return {
        "by": count.typed_by.get_full_name(),
        "typist": typist,
        "at": _told(count.typed_at),
        "ballots": count.ballots,
        "items": [
            dict(zip(("place", "agreed", "against"), (item.place, *count.numbers[str(item.pk)]), strict=True))
            for item in items
        ],
    }


def _items(row: CouncilSession, items: Sequence[AgendaItem], seats: Mapping[int, int]) -> list[Content]:
    lines = lines_of((item.dossier for item in items), row.cycle, row.held_at.date())
    awards = programme_for(row.cycle, row.held_at.date()).award_by_id
    aside: dict[int, list[Content]] = {}
    for found in Recusal.objects.filter(item__session=row).select_related("attendee"):
        told = _seated(found.attendee, seats) | {"reason": found.reason}
        aside.setdefault(found.item_id, []).append(told)
    said: dict[int, list[Content]] = {}
    for vote in OpenVote.objects.filter(item__session=row).select_related("attendee"):
        told = _seated(vote.attendee, seats) | {"choice": _coded(Choice(vote.choice))}
        said.setdefault(vote.item_id, []).append(told)
    return [
        {
            "place": item.place,
            "dossier": item.dossier_id,
            "code": item.dossier.code,
            "award": item.dossier.award,
            "award_name": lines[item.dossier_id].award_name,
            "is_flag": (award := awards.get(item.dossier.award)) is not None and award.family == "flag",
            "unit": lines[item.dossier_id].unit,
            "subject": lines[item.dossier_id].subject,
            "agreed": item.agreed,
            "against": item.against,
            "blank": item.blank,
            "members": item.members,
            "is_passed": item.is_passed,
            "recused": aside.get(item.pk, []),
            "votes": said.get(item.pk, []),
        }
        for item in items
    ]
