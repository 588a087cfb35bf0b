"""Sending the e-mails that wait, each at most once.

A mail server cannot take part in our transaction. So a message is claimed (SENDING) in a transaction of
its own, then sent, then noted (SENT). A crash in between leaves it SENDING; it becomes UNSURE and an
administrator decides: a reminder too few is told on the page anyway, one too many makes people deaf.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

import structlog
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.foundation.jobs.registry import every_minute
from thidua.foundation.notify.kinds import kind_named
from thidua.foundation.notify.models import MailState, Notification

log = structlog.get_logger(__name__)
BATCH = 200
MOST_TRIES = 5
UNSURE_AFTER = timedelta(minutes=10)
SALT = "thidua.foundation.notify"


@every_minute("foundation.send_mail")
def send_waiting(now: datetime) -> None:
    """Sends what waits over one connection; what the server refuses is tried again, MOST_TRIES times.

    A connection lost in the middle of a message leaves it UNSURE: the server may have it already.
    """
    Notification.objects.filter(mail_state=MailState.SENDING, mail_at__lt=now - UNSURE_AFTER).update(
        mail_state=MailState.UNSURE
    )
    connection: BaseEmailBackend | None = None
    for row in _waiting():
        if connection is None:
            # A server that cannot be reached costs no message a try: the run ends and is noted as failed.
            connection = get_connection()
            connection.open()
        if _claim(row, now):
            connection = _send(row, connection, now)
    if connection is not None:
        connection.close()


def _send(row: Notification, connection: BaseEmailBackend, now: datetime) -> BaseEmailBackend | None:
    """Sends a claimed message and notes it; gives the connection while it can still be used."""
    try:
        _message(row, connection).send()
    except (SMTPResponseException, SMTPRecipientsRefused) as error:
        _note_refusal(row, now, error)
        return None
    except OSError as error:
        _note(row, now, MailState.UNSURE, error)
        return None
    except ValueError as error:
        # An address or a title that cannot be written into an e-mail; trying again changes nothing.
        _note(row, now, MailState.FAILED, error)
        return connection
    Notification.objects.filter(pk=row.pk).update(mail_state=MailState.SENT, mail_at=now, mail_error="")
    return connection


def _waiting() -> Iterator[Notification]:
    """Every message that waits, once, a BATCH at a time; one that fails waits for the next minute."""
    last = 0
    while batch := list(
        Notification.objects.filter(mail_state=MailState.WAITING, pk__gt=last)
        .select_related("user")
        .order_by("pk")[:BATCH]
    ):
        yield from batch
        last = batch[-1].pk


def _claim(row: Notification, now: datetime) -> bool:
    """Whether this worker, and no other, may send it."""
    mine = Notification.objects.filter(pk=row.pk, mail_state=MailState.WAITING)
    return mine.update(mail_state=MailState.SENDING, mail_at=now) == 1


def _note_refusal(row: Notification, now: datetime, error: Exception) -> None:
    """The server said no: it does not have the message, which is tried again a few times."""
    last = row.mail_tries + 1 >= MOST_TRIES
    _note(row, now, MailState.FAILED if last else MailState.WAITING, error)


def _note(row: Notification, now: datetime, state: MailState, error: Exception) -> None:
    log.warning("mail_not_sent", notification=row.pk, tries=row.mail_tries + 1, state=state, error=str(error))
    Notification.objects.filter(pk=row.pk).update(
        mail_state=state, mail_tries=row.mail_tries + 1, mail_error=str(error)[:300], mail_at=now
    )


def _message(row: Notification, connection: BaseEmailBackend) -> EmailMessage:
    with override("vi"):
        lines = [row.body, f"{settings.SITE_ORIGIN}{row.url}" if row.url else ""]
        headers = {}
        if not kind_named(row.kind).is_duty:
            address = settings.SITE_ORIGIN + refusal_path(row.user_id, row.kind)
            headers["List-Unsubscribe"] = f"<{address}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
            lines.append(_("Không muốn nhận loại thư này nữa: %(address)s") % {"address": address})
        lines.append(_("Thư tự động của hệ thống Thi đua cải cách hành chính; không cần trả lời."))
        return EmailMessage(
            subject=" ".join(row.title.split()),
            body="\n\n".join(filter(None, lines)),
            to=[row.user.email],
            headers=headers,
            connection=connection,
        )


def refusal_path(user_id: int, kind: str) -> str:
    """The address at which a kind is switched off without signing in."""
    return reverse("notify:refuse", kwargs={"token": signing.dumps([user_id, kind], salt=SALT)})


def read_refusal(token: str) -> tuple[int, str] | None:
    """(user id, kind) of such an address; None when it was not made here."""
    try:
        user_id, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return int(user_id), str(kind)
