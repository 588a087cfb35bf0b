"""What is read about notifications: kinds refused, and e-mails that did not go out as the pages show them."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thidua.foundation.access import Words
from thidua.foundation.notify.kinds import KINDS
from thidua.foundation.notify.models import MailRefusal, MailState, Notification

_ADDRESS = re.compile(r"[^\s<>@'\"(),;:]+@[^\s<>@'\"(),;:]+")


@dataclass(frozen=True, slots=True)
class MailTrouble:
    """One e-mail that did not go out. `detail`: the server's own words with addresses masked."""

    pk: int
    kind: Words
    to: str
    at: datetime | None
    tries: int
    is_unsure: bool
    reason: str
    detail: str


def refused_kinds(user_id: int) -> set[str]:
    """The kinds a person does not want by e-mail."""
    return set(MailRefusal.objects.filter(user=user_id).values_list("kind", flat=True))


def as_trouble(row: Notification) -> MailTrouble:
    """A row of the administrator's page."""
    known = KINDS.get(row.kind)
    is_unsure = row.mail_state == MailState.UNSURE
    return MailTrouble(
        pk=row.pk,
        kind=known.label if known else row.kind,
        to=masked(row.user.email) or _("tài khoản không có địa chỉ thư"),
        at=row.mail_at,
        tries=row.mail_tries,
        is_unsure=is_unsure,
        reason=_reason(row.mail_error, is_unsure=is_unsure),
        detail=_ADDRESS.sub(lambda found: masked(found.group()), row.mail_error),
    )


def masked(address: str) -> str:
    """“l***@haiphong.gov.vn”: enough to know the mail server, too little to know the person."""
    name, at, host = address.partition("@")
    return f"{name[:1]}***@{host}" if at else ""


def _reason(error: str, *, is_unsure: bool) -> str:
    """What went wrong, in words, from the answer of the server (RFC 5321, 4.2.1)."""
    if is_unsure:
        return _("Mất kết nối hoặc tiến trình dừng giữa chừng; máy chủ thư có thể đã nhận thư này.")
    if re.search(r"\b5\d\d\b", error):
        return _("Máy chủ thư từ chối hẳn: địa chỉ không tồn tại, hộp thư đầy hoặc không được phép gửi.")
    if re.search(r"\b4\d\d\b", error):
        return _("Máy chủ thư tạm thời không nhận; đã thử lại nhiều lần.")
    return _("Địa chỉ hoặc tiêu đề không viết được thành thư; kiểm tra địa chỉ của tài khoản.")
