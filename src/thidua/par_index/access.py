"""Doors to releases: what is published everybody with a hat may read; drafts are the standing office's."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import STANDING_OFFICE, Role
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.par_index.enums import ReleaseStatus
from thidua.par_index.models import IndexRelease
from thidua.par_index.selectors import release_list

IMPORTERS = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
DRAFT_READERS = (*IMPORTERS, Role.AUDITOR)


class ReleaseDoor:
    """Actions: view; import (store, discard); confirm."""

    def visible_to(self, user: Person, on: date) -> QuerySet[IndexRelease]:
        """Published releases by `on` for every hat; files and drafts for the standing office and auditors."""
        if user.has_role(on, *DRAFT_READERS):
            return release_list()
        if not user.hats(on):
            return release_list().none()
        return release_list().filter(Q(status=ReleaseStatus.CONFIRMED), published_on__lte=on)

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> IndexRelease:
        """One release; Http404 when not visible, Refused for an act that is not this person's."""
        release = get_object_or_404(self.visible_to(user, on), **lookup)
        if action in ("import", "confirm") and not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*IMPORTERS)
        if action == "confirm" and release.imported_by_id == user.pk:
            raise Refused(
                _("Bạn là người nhập bảng này, nên không được tự xác nhận."),
                _("Đề nghị một người khác của cơ quan thường trực mở trang này và xác nhận."),
            )
        return release


releases = ReleaseDoor()
