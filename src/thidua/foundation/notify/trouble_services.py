"""Sending again what did not go out: an act of the administrator, on the audit trail."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from thidua.foundation.access import Refused
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.moment import Installation
from thidua.foundation.notify.access import TROUBLES
from thidua.foundation.notify.models import MailState, Notification


@transaction.atomic
def send_again(*, by: Actor, at: datetime, row: Notification, is_checked: bool) -> bool:
    """Puts an e-mail back among those that wait; False when somebody else has done it just now.

    One that may have gone out asks for `is_checked`: the administrator says that it did not arrive.
    Refused without it, and for an account without an address or closed.
    """
    found = (
        Notification.objects.select_for_update()
        .filter(pk=row.pk, mail_state__in=TROUBLES)
        .select_related("user")
        .first()
    )
    if found is None:
        return False
    if found.mail_state == MailState.UNSURE and not is_checked:
        raise Refused(
            _("Không rõ thư này đã tới chưa; gửi lại có thể khiến người nhận nhận hai lần."),
            _("Xem nhật ký của máy chủ thư, rồi đánh dấu “Tôi đã kiểm tra” và gửi lại."),
        )
    if not found.user.email or not found.user.is_active:
        raise Refused(
            _("Tài khoản nhận không có địa chỉ thư hoặc đã khóa."),
            _("Ghi thư công vụ cho tài khoản ở trang Tài khoản, rồi gửi lại."),
        )
    before = found.mail_state
    found.mail_state, found.mail_tries, found.mail_error = MailState.WAITING, 0, ""
    found.save(update_fields=["mail_state", "mail_tries", "mail_error"])
    record(
        by=by,
        at=at,
        action="foundation.mail_sent_again",
        subject=Installation(),
        before={"mail_state": before},
        after={"mail_state": found.mail_state, "kind": found.kind, "notification": found.pk},
    )
    return True
