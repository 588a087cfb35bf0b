"""Who states a relation to a unit, or that there is none, before its dossiers are opened (D07)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.appraising.conflicts.models import ConflictStatement
from thidua.appraising.errors import AppraisalRefused
from thidua.core.text import nfc
from thidua.dossiers.models import Filing
from thidua.foundation.audit.services import Actor, record


@transaction.atomic
def state_conflict(
    *, by: Actor, at: datetime, filing: Filing, is_recused: bool, reason: str = ""
) -> ConflictStatement:
    """The person has nothing to do with the unit, or steps aside with a reason. The same again is one.

    AppraisalRefused: stepping aside without a reason, or coming back afterwards.
    """
    why = nfc(reason).strip()[:500]
    if is_recused and not why:
        raise AppraisalRefused(
            _("Ghi lý do không tham gia (quan hệ gia đình, từng công tác, lợi ích liên quan…).")
        )
    Filing.objects.select_for_update(of=("self",)).get(pk=filing.pk)
    made = {row.is_recused: row for row in filing.conflict_statements.filter(person_id=by.pk)}
    if True in made and not is_recused:
        raise AppraisalRefused(
            _(
                "Bạn đã khai không tham gia xét hồ sơ của đơn vị này nên không quay lại được. "
                "Người khác cùng bộ phận sẽ thẩm định."
            )
        )
    if is_recused in made:
        return made[is_recused]
    row = ConflictStatement.objects.create(
        filing=filing, person_id=by.pk, is_recused=is_recused, reason=why if is_recused else "", at=at
    )
    # Not the reason: it tells of a person's family, and the trail is read by more people than may know.
    record(
        by=by, at=at, action="appraising.conflict_stated", subject=filing, before=None,
        after={"is_recused": is_recused},
    )  # fmt: skip
    return row


@transaction.atomic
def step_aside_later(
    *, by: Actor, at: datetime, filings: Iterable[Filing], aside: Collection[int], reason: str
) -> None:
    """From filings in `aside` the person steps aside now, with a reason; of the others what he said stands.

    AppraisalRefused without a reason. Nothing is kept then.
    """
    for filing in filings:
        if filing.pk in aside:
            state_conflict(by=by, at=at, filing=filing, is_recused=True, reason=reason)


@transaction.atomic
def state_many(
    *, by: Actor, at: datetime, filings: Iterable[Filing], aside: Collection[int], reason: str
) -> None:
    """Of filings in `aside` the person takes no part, with a reason; with the others he has nothing to do.

    AppraisalRefused: stepping aside without a reason. Nothing is kept then.
    """
    for filing in filings:
        state_conflict(by=by, at=at, filing=filing, is_recused=filing.pk in aside, reason=reason)
