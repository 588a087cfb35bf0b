"""Drawing the statistics pack: each drawing is frozen with its moment, the latest holds."""

from datetime import datetime

from django.db import transaction

from thidua.conferences.figures import draw, from_json, to_json
from thidua.conferences.models import Conference, Pack
from thidua.foundation.audit.services import record
from thidua.people.models import User


@transaction.atomic
def draw_pack(*, by: User, at: datetime, conference: Conference) -> tuple[Pack, bool]:
    """The figures of this moment, frozen. Gives the pack that holds and whether anything differs.

    The same figures again make no new pack: the former moment was as good.
    """
    locked = Conference.objects.select_for_update().get(pk=conference.pk)
    figures = draw(locked, at)
    last = locked.packs.first()
    if last is not None and from_json(last.figures) == figures:
        return last, False
    pack = Pack.objects.create(conference=locked, figures=to_json(figures), drawn_by=by, drawn_at=at)
    before = {"drawn_at": last.drawn_at} if last else None
    after = {"drawn_at": at}
    record(by=by, at=at, action="conferences.pack_drawn", subject=locked, before=before, after=after)
    return pack, True
