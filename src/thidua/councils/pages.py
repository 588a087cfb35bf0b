"""What the pages of a session show, gathered with a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.majority import needed, reaches
from thidua.councils.agenda import Group, groups_of
from thidua.councils.closing import majority_for
from thidua.councils.enums import STATE_LOOKS, Choice, SessionState, Way
from thidua.councils.models import Attendee, CouncilSession, OpenVote, Recusal
from thidua.councils.parameters.selectors import ASSUMED, Rule, rule_on
from thidua.documents.signatures import shown_signatures
from thidua.foundation.access import Person, Words
from thidua.movement.selectors import programme_for


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is there and who has voted, as numbers; `missing` are those there who have not voted."""

    voters: int
    present: int
    needed: int
    has_quorum: bool
    voted: int
    missing: tuple[str, ...]


def rule_of(session: CouncilSession, on: date) -> Rule:
    """The rule the session votes by; before the vote, that of the day."""
    if not session.quorum:
        return rule_on(on)
    return Rule(session.quorum, session.majority, session.flag_majority, session.counts, session.rule_source)


def standing_of(people: list[Attendee], rule: Rule) -> Standing:
    """The numbers of a session, from its attendees."""
    voters = [one for one in people if one.has_vote]
    there = [one for one in voters if one.is_present]
    return Standing(
        voters=len(voters),
        present=len(there),
        needed=needed(len(voters), rule.quorum),
        has_quorum=reaches(len(there), len(voters), rule.quorum),
        voted=sum(one.has_voted for one in voters),
        missing=tuple(one.name for one in there if not one.has_voted),
    )


@dataclass(frozen=True, slots=True)
class ItemMarks:
    """What stands beside an item: who takes no part, and after an open vote who said otherwise."""

    aside: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, Words], ...] = ()
    needed: int = 0


def marks_of(session: CouncilSession) -> dict[int, ItemMarks]:
    """Item → its marks; three queries."""
    aside: dict[int, list[tuple[str, str]]] = {}
    for one in Recusal.objects.filter(item__session=session).select_related("attendee"):
        aside.setdefault(one.item_id, []).append((one.attendee.name, one.reason))
    others: dict[int, list[tuple[str, Words]]] = {}
    if session.state == SessionState.CLOSED and session.way == Way.OPEN:
        rows = OpenVote.objects.filter(item__session=session).exclude(choice=Choice.AGREE)
        for vote in rows.select_related("attendee"):
            others.setdefault(vote.item_id, []).append((vote.attendee.name, Choice(vote.choice).label))
    awards = programme_for(session.cycle, session.held_at.date()).award_by_id
    return {
        item.pk: ItemMarks(
            tuple(aside.get(item.pk, ())),
            tuple(others.get(item.pk, ())),
            needed(item.members, majority_for(session, awards.get(item.dossier.award)))
            if item.members is not None
            else 0,
        )
        for item in session.items.select_related("dossier")
    }


def session_page(session: CouncilSession, user: Person, on: date) -> dict[str, Any]:
    """The context of a session's page."""
    people = list(session.attendees.select_related("account"))
    rule = rule_of(session, on)
    rows = session.items.select_related("dossier__filing__unit")
    groups: list[Group] = groups_of(rows, session.cycle, on, session.content)
    standing = standing_of(people, rule)
    marks = marks_of(session)
    mine = next((one for one in people if one.account_id == user.pk), None)
    return {
        "session": session,
        "look": STATE_LOOKS[session.state],
        "people": people or list(session.council.seats.all()),
        "has_opened": bool(people),
        "groups": [
            (group.heading, [(item, line, marks[item.pk]) for item, line in group.items]) for group in groups
        ],
        "standing": standing,
        "rule": rule,
        "is_assumed": rule.source is ASSUMED.source,
        "seat": mine,
        "signatures": shown_signatures(session.minutes_signatures),
        "figures": figures_of(session, standing, groups),
    }


def figures_of(session: CouncilSession, standing: Standing, groups: list[Group]) -> list[dict[str, object]]:
    """Key figures of a session."""
    items = [item for group in groups for item, _line in group.items]
    figures: list[dict[str, object]] = [{"label": _("Hồ sơ trong chương trình"), "value": len(items)}]
    if session.state == SessionState.PLANNED:
        return figures
    note = _("đủ để họp") if standing.has_quorum else _("cần ít nhất %d") % standing.needed
    figures.append({"label": _("Có mặt"), "value": f"{standing.present}/{standing.voters}", "note": note})
    if session.state == SessionState.CLOSED:
        passed = sum(bool(item.is_passed) for item in items)
        figures.append({"label": _("Thông qua"), "value": f"{passed}/{len(items)}"})
    return figures


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session in the list."""

    session: CouncilSession
    look: tuple[str, str]
    items: int
    passed: int


def listed(rows: Iterable[Any]) -> list[ListedSession]:
    """Sessions with counts; the rows carry `item_count` and `passed_count`."""
    return [ListedSession(row, STATE_LOOKS[row.state], row.item_count, row.passed_count) for row in rows]
