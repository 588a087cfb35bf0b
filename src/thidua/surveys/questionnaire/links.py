"""Links that work once. A secret is shown when it is made and never again: only its hash is kept."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.foundation.audit.services import Actor, record
from thidua.surveys.enums import Source, SurveyState
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.models import Survey, SurveyLink
from thidua.surveys.services import locked_survey

SECRET_BYTES = 16
"""128 bits: nobody guesses one, however many there are."""
MOST_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made. `secret` stands in its address and is known only now."""

    unit_id: int
    secret: str


def secret_hash(secret: str) -> str:
    """What is kept of a secret: SHA-256, in hexadecimal. It is random and long, so it needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_links(
    *, by: Actor, at: datetime, survey: Survey, unit_ids: Sequence[int], each: int
) -> list[NewLink]:
    """`each` links for every unit. Nobody can have them again: print or send them now.

    SurveyRefused when the survey no longer takes answers, and for more than can be made at once.
    """
    locked = locked_survey(survey)
    _must_take_links(locked)
    if not unit_ids or each < 1:
        raise SurveyRefused(_("Chọn ít nhất một đơn vị và một phiếu cho mỗi đơn vị."))
    if len(unit_ids) * each > MOST_AT_ONCE:
        raise SurveyRefused(
            _("Nhiều nhất %d đường dẫn mỗi lần. Chọn ít đơn vị hơn, hoặc ít phiếu hơn.") % MOST_AT_ONCE
        )
    made = [
        NewLink(unit_id, secrets.token_urlsafe(SECRET_BYTES)) for unit_id in unit_ids for _one in range(each)
    ]
    SurveyLink.objects.bulk_create(
        (SurveyLink(survey=locked, unit_id=one.unit_id, secret_hash=secret_hash(one.secret)) for one in made),
        batch_size=1000,
    )
    after = {"units": len(unit_ids), "links": len(made)}
    record(by=by, at=at, action="surveys.links_made", subject=locked, before=None, after=after)
    return made


@transaction.atomic
def revoke_unused(*, by: Actor, at: datetime, survey: Survey, unit_id: int | None) -> int:
    """The links of a unit (None: of all) that nobody used stop working; gives how many.

    What was lost or went to the wrong place is made anew afterwards.
    """
    locked = locked_survey(survey)
    _must_take_links(locked)
    unused = locked.links.filter(is_used=False)
    if unit_id is not None:
        unused = unused.filter(unit=unit_id)
    count, _rows = unused.delete()
    if not count:
        raise SurveyRefused(_("Không còn đường dẫn nào chưa dùng để thu hồi."))
    after = {"links": count}
    record(by=by, at=at, action="surveys.links_revoked", subject=locked, before=None, after=after)
    return count


def links_of(survey: Survey, told: Iterable[str]) -> list[NewLink]:
    """Those of `told` (secrets) that are links of the survey, in their order; one query."""
    hashes = {secret_hash(secret): secret for secret in told}
    units = dict(survey.links.filter(secret_hash__in=list(hashes)).values_list("secret_hash", "unit_id"))
    return [NewLink(units[digest], secret) for digest, secret in hashes.items() if digest in units]


def _must_take_links(survey: Survey) -> None:
    if survey.source != Source.ONLINE or survey.state not in (SurveyState.DRAFT, SurveyState.OPEN):
        raise SurveyRefused(
            _("Cuộc điều tra này không còn nhận phiếu trả lời trên hệ thống, nên không tạo đường dẫn.")
        )
