"""The door to councils and their sessions: for those who appraise and decide."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.awards.access import APPRAISERS
from thidua.core.roles import Role
from thidua.councils.enums import Way
from thidua.councils.models import AgendaItem, Attendee, Council, CouncilSession
from thidua.councils.moves import DESK
from thidua.foundation.access import Person, Refused, not_for_you

READERS = tuple(role for role in Role if role in APPRAISERS)
KEEPERS = tuple(role for role in Role if role in DESK)
VOTERS = (Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY)


class CouncilDoor:
    """Councils. Actions: view; write (the desk)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Council]:
        """All for those who appraise and decide."""
        rows = Council.objects.all()
        return rows if user.has_role(on, *READERS) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Council:
        """One council; Http404 when it is not visible, Refused when the act is somebody else's."""
        row: Council = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "write" and not user.has_role(on, *KEEPERS):
            raise not_for_you(*KEEPERS)
        return row


class SessionDoor:
    """Sessions. Actions: view; keep (the desk); vote (who has a seat with a vote in it)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[CouncilSession]:
        """All for those who appraise and decide."""
        rows = CouncilSession.objects.select_related("council", "minutes", "closed_by", "words_by")
        return rows if user.has_role(on, *READERS) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> CouncilSession:
        """One session; Http404 when it is not visible, Refused when the act is somebody else's."""
        row: CouncilSession = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "keep" and not user.has_role(on, *KEEPERS):
            raise not_for_you(*KEEPERS)
        if action == "vote":
            self.seat_of(user, row)
        return row

    def seat_of(self, user: Person, row: CouncilSession) -> Attendee:
        """The person's seat; Refused for who has none, has no vote, or votes on paper here."""
        seat = row.attendees.filter(account=user.pk).first()
        if seat is None:
            raise Refused(
                _("Bạn không có tên trong danh sách hội đồng của phiên họp này."),
                _("Nếu quyết định thành lập có tên bạn, đề nghị thư ký hội đồng kiểm tra danh sách."),
            )
        if not seat.has_vote:
            raise Refused(
                _("Bạn dự phiên họp nhưng không biểu quyết."),
                _("Kết quả hiện ở trang phiên họp khi kết thúc."),
            )
        if row.way == Way.PAPER:
            raise Refused(
                _("Phiên họp này bỏ phiếu giấy."), _("Nhận và bỏ phiếu tại phòng họp; không chọn trên máy.")
            )
        return seat


class ItemDoor:
    """Items of agendas. Actions: view (not for who takes no part in it); keep (the desk)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[AgendaItem]:
        """Those of visible sessions."""
        rows = AgendaItem.objects.select_related("session__council", "dossier__filing__unit")
        return rows if user.has_role(on, *READERS) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> AgendaItem:
        """One item; Http404 when it is not visible, Refused for who stepped aside, or keeps no sessions."""
        row: AgendaItem = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "keep":
            if not user.has_role(on, *KEEPERS):
                raise not_for_you(*KEEPERS)
            return row
        if row.recusals.filter(attendee__account=user.pk).exists():
            raise Refused(
                _("Bạn không tham gia xét hồ sơ này nên không mở tài liệu của nó."),
                _("Các mục khác trong chương trình họp vẫn mở được."),
            )
        return row


councils = CouncilDoor()
sessions = SessionDoor()
items = ItemDoor()
