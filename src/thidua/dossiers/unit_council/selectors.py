"""Which meeting of the unit's council counts for a dossier: of those that voted on its subject, the one held
last, in whatever order they were typed."""

from collections.abc import Iterable

from thidua.dossiers.models import CouncilVote, Dossier, UnitMinutes


def counting_votes(rows: Iterable[Dossier]) -> dict[int, CouncilVote]:
    """Dossier → the vote that counts, with its meeting, for those that were voted on; one query."""
    votes = CouncilVote.objects.filter(dossier__in=[row.pk for row in rows], has_lapsed=False)
    ordered = votes.select_related("minutes__signed_file").order_by("minutes__held_at", "minutes_id")
    return {one.dossier_id: one for one in ordered}


def votes_by_meeting(rows: Iterable[Dossier]) -> list[tuple[UnitMinutes, list[CouncilVote]]]:
    """The meetings that count for some of the dossiers, in the order in which they were held, each with the
    votes that count; one query.
    """
    found: dict[int, list[CouncilVote]] = {}
    for vote in counting_votes(rows).values():
        found.setdefault(vote.minutes_id, []).append(vote)
    meetings = [(votes[0].minutes, votes) for votes in found.values()]
    return sorted(meetings, key=lambda one: (one[0].held_at, one[0].pk))


def meetings_on(rows: Iterable[Dossier]) -> list[UnitMinutes]:
    """The meetings alone; one query."""
    return [meeting for meeting, _votes in votes_by_meeting(rows)]


def is_selected(vote: CouncilVote) -> bool:
    """Whether more than half of all members agreed."""
    return vote.agreed * 2 > vote.minutes.members
