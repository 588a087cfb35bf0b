"""Writes of notifications. They are no act of a person on the domain, so they leave no audit event."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.contrib.auth import get_user_model
from django.db import transaction

from thidua.core.text import nfc
from thidua.foundation.notify.kinds import kind_named
from thidua.foundation.notify.models import MailRefusal, MailState, Notification

IDS_IN_A_QUERY = 900
"""SQLite and PostgreSQL both take that many parameters in one question."""
LONGEST_TITLE = 200
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell one person. `key` says what it is, so that telling it again changes nothing."""

    user_id: int
    key: str
    title: str
    body: str = ""
    url: str = ""


def notify(
    *,
    at: datetime,
    user_ids: Iterable[int],
    kind: str,
    key: str,
    title: str,
    body: str = "",
    url: str = "",
) -> int:
    """Tells each person once what `key` stands for; gives how many had not been told.

    In the transaction of the caller. An e-mail follows to whoever has an address and has not refused the
    kind; a duty cannot be refused. People with a closed account are left out. KeyError for an unknown kind.
    """
    return notify_many(
        at=at, kind=kind, messages=[Message(user_id, key, title, body, url) for user_id in set(user_ids)]
    )


@transaction.atomic
def notify_many(*, at: datetime, kind: str, messages: Iterable[Message]) -> int:
    """`notify` for many people who are each told something of their own; as few queries as for one.

    Written in the order of people and keys, so that two who tell the same crowd wait for one another
    instead of each holding what the other needs.
    """
    known = kind_named(kind)
    asked = {(message.user_id, message.key): message for message in messages}
    addresses: dict[int, str] = {}
    told: set[tuple[int, str]] = set()
    refused: set[int] = set()
    people = get_user_model()._default_manager.filter(is_active=True)
    for some in batched({user_id for user_id, _key in asked}, IDS_IN_A_QUERY):
        addresses.update(people.filter(pk__in=some).values_list("pk", "email"))
        if not known.is_duty:
            refused.update(
                MailRefusal.objects.filter(kind=kind, user__in=some).values_list("user_id", flat=True)
            )
    for keys in batched({key for _user_id, key in asked}, IDS_IN_A_QUERY):
        told.update(Notification.objects.filter(key__in=keys).values_list("user_id", "key"))
    rows = [
        Notification(
            user_id=message.user_id,
            kind=kind,
            key=message.key,
            title=nfc(message.title)[:LONGEST_TITLE],
            body=nfc(message.body),
            url=message.url,
            created_at=at,
            mail_state=MailState.WAITING
            if addresses[message.user_id] and message.user_id not in refused
            else MailState.NONE,
        )
        for _person_and_key, message in sorted(asked.items())
        if message.user_id in addresses and (message.user_id, message.key) not in told
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


def mark_read(*, user_id: int, at: datetime, pk: int | None = None) -> int:
    """Marks one notification of a person as read, or all of them; gives how many were unread."""
    rows = Notification.objects.filter(user_id=user_id, read_at__isnull=True)
    return (rows if pk is None else rows.filter(pk=pk)).update(read_at=at)


def batched(things: Collection[Thing], most: int) -> Iterator[list[Thing]]:
    """`things` in lists of at most `most`."""
    rest = iter(things)
    while some := list(islice(rest, most)):
        yield some


@transaction.atomic
def choose_mail(*, user_id: int, kind: str, is_wanted: bool) -> None:
    """Whether a person wants a kind by e-mail. ValueError for a duty."""
    if kind_named(kind).is_duty:
        raise ValueError(f"{kind} is a duty")
    if is_wanted:
        MailRefusal.objects.filter(user_id=user_id, kind=kind).delete()
    else:
        MailRefusal.objects.get_or_create(user_id=user_id, kind=kind)
