"""What is frozen of a session: always in Vietnamese, by names, so that it can be read without the system."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import override

from thidua.core.deadlines import VIETNAM_TIME
from thidua.councils.agenda import lines_of
from thidua.councils.enums import Choice, Denominator, Duty, Majority, Way
from thidua.councils.models import AgendaItem, CouncilSession, OpenVote, Recusal

FORM = "thidua.council/1"


def content_of(row: CouncilSession, items: Sequence[AgendaItem], receipts: Sequence[str]) -> dict[str, Any]:
    """The closed session: who was there, by which rule, what each item came to, who voted how in the open."""
    with override("vi"):
        return {
            "form": FORM,
            "cycle": row.cycle,
            "session": row.ordinal,
            "council": {
                "name": row.council.name,
                "decision": row.council.decision_number,
                "date": row.council.decision_date.isoformat(),
            },
            "held_at": row.held_at.astimezone(VIETNAM_TIME).isoformat(timespec="minutes"),
            "closed_at": _told(row.closed_at),
            "place": row.place,
            "way": str(Way(row.way).label),
            "rule": {
                "quorum": str(Majority(row.quorum).label),
                "majority": str(Majority(row.majority).label),
                "flag_majority": str(Majority(row.flag_majority).label),
                "counts": str(Denominator(row.counts).label),
                "source": row.rule_source,
            },
            "members": [
                {
                    "name": one.name,
                    "duty": str(Duty(one.duty).label),
                    "has_vote": one.has_vote,
                    "is_present": one.is_present,
                    "has_voted": one.has_voted,
                }
                for one in row.attendees.all()
            ],
            "items": _items(row, items),
            "receipts": list(receipts),
            "counts": [
                {"by": count.typed_by.get_full_name(), "at": _told(count.typed_at), "ballots": count.ballots}
                for count in row.paper_counts.select_related("typed_by")
            ],
        }


def _told(moment: Any) -> str:
    told: str = moment.astimezone(VIETNAM_TIME).isoformat(timespec="seconds")
    return told


def _items(row: CouncilSession, items: Sequence[AgendaItem]) -> list[dict[str, Any]]:
    lines = lines_of((item.dossier for item in items), row.cycle, row.held_at.date())
    aside: dict[int, list[dict[str, str]]] = {}
    for found in Recusal.objects.filter(item__session=row).select_related("attendee"):
        aside.setdefault(found.item_id, []).append({"name": found.attendee.name, "reason": found.reason})
    said: dict[int, list[dict[str, str]]] = {}
    for vote in OpenVote.objects.filter(item__session=row).select_related("attendee"):
        told = {"name": vote.attendee.name, "choice": str(Choice(vote.choice).label)}
        said.setdefault(vote.item_id, []).append(told)
    return [
        {
            "place": item.place,
            "dossier": item.dossier_id,
            "code": item.dossier.code,
            "award": item.dossier.award,
            "award_name": lines[item.dossier_id].award_name,
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
