"""Publishing the provisional leaders: a row is added, the units that came in or left are told (B25)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.frozen import fingerprint
from thidua.core.roles import UNIT_ROLES
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.leader_list.models import names_in
from thidua.dossiers.leader_list.selectors import current_list
from thidua.dossiers.models import LeaderList
from thidua.dossiers.notification_kinds import LEADERS
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.notify import Message, notify_many
from thidua.foundation.revision import bump
from thidua.people.selectors import holders
from thidua.units.selectors import history


def publish_leaders(
    *, by: Actor, at: datetime, cycle: str, content: Mapping[str, Any], seen: str
) -> LeaderList:
    """Publishes who leads each block for now; a further list takes the place of the one before for reading.

    `seen`: the fingerprint of what the publisher had before him. DossierRefused: it is another content now,
    it names nobody, or it is the list that is published already.
    """
    try:
        with transaction.atomic():
            return _publish(by, at, cycle, dict(content), seen)
    except IntegrityError as error:
        raise DossierRefused(
            _("Vừa có người khác công bố danh sách của đợt này. Mở lại trang để xem.")
        ) from error


def _publish(by: Actor, at: datetime, cycle: str, content: dict[str, Any], seen: str) -> LeaderList:
    sha256 = fingerprint(content)
    if sha256 != seen:
        raise DossierRefused(
            _("Chưa công bố: bảng dẫn đầu vừa đổi so với lúc bạn mở trang. Xem lại rồi công bố.")
        )
    past = current_list(cycle, at.date())
    if past is not None and past.sha256 == sha256:
        raise DossierRefused(
            _("Danh sách này đã công bố rồi, không có gì thay đổi. Chỉ công bố lại khi bảng dẫn đầu đổi.")
        )
    before, now = {} if past is None else past.names, names_in(content)
    if not (before or now):
        raise DossierRefused(_("Chưa khối nào có đơn vị để công bố. Công bố chỉ số của năm cuối trước."))
    made = LeaderList.objects.create(
        cycle=cycle,
        ordinal=LeaderList.objects.filter(cycle=cycle).count() + 1,
        content=content,
        sha256=sha256,
        published_by_id=by.pk,
        published_at=at,
    )
    bump()
    record(
        by=by, at=at, action="dossiers.leaders_published", subject=made,
        before={"units": sorted(before)} if past else None,
        after={"cycle": cycle, "ordinal": made.ordinal, "sha256": sha256, "units": sorted(now)},
    )  # fmt: skip
    with override("vi"):
        notify_many(at=at, kind=LEADERS, messages=_messages(made, at, before.keys(), now.keys()))
    return made


def _messages(made: LeaderList, at: datetime, before: Iterable[str], now: Iterable[str]) -> Iterator[Message]:
    """What the people of each unit that came in or left are told; who stays was told before."""
    url, key = reverse("dossiers:leader_list", args=[made.cycle]), f"dossiers.leaders.{made.pk}"
    units, came_in = history(at.date()), set(now) - set(before)
    for code in sorted(came_in ^ (set(before) - set(now))):
        if code in units:
            title, body = _words(units[code].full_name, made.cycle, is_in=code in came_in)
            for person in holders(at.date(), *sorted(UNIT_ROLES), unit_id=units[code].id):
                yield Message(person.pk, f"{key}.{code}", title, body, url)


def _words(unit: str, cycle: str, *, is_in: bool) -> tuple[str, str]:
    said = {"unit": unit, "cycle": cycle}
    if is_in:
        return (
            _("%(unit)s có trong danh sách dẫn đầu tạm thời, đợt %(cycle)s") % said,
            _(
                "Khi đề nghị Cờ, đơn vị được thêm cá nhân thứ hai, có điều kiện: "
                "chỉ được xét khi đơn vị được tặng Cờ."
            ),
        )
    return (
        _("%(unit)s không còn trong danh sách dẫn đầu tạm thời, đợt %(cycle)s") % said,
        _(
            "Cá nhân thứ hai chưa gửi thì không gửi được nữa; đã gửi thì vẫn kèm điều kiện, "
            "tự rút nếu đơn vị không được tặng Cờ."
        ),
    )
