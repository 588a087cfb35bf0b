"""Values of an earlier dossier are taken over, and later said to hold still."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.dossiers import parts
from thidua.dossiers.earlier.selectors import Offer, OfferedSpan
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.evidence.services import refer_to_file
from thidua.dossiers.models import Dossier, TakenOver
from thidua.dossiers.services import Attested, attest, being_written, locked
from thidua.dossiers.writing.services import Span, tell_work
from thidua.foundation.audit.services import Actor, record

LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is taken of the offers: numbers of spans and files, and the dossier whose rating it is."""

    spans: Collection[int] = ()
    files: Collection[int] = ()
    rating_of: int | None = None


@transaction.atomic
def take_over(
    *, by: Actor, at: datetime, dossier: Dossier, offers: Sequence[Offer], chosen: Chosen
) -> Dossier:
    """Takes what was chosen of the offers; each value tells its source, each part waits to be checked.

    DossierRefused: nothing chosen, one file too many, a part that is not written now.
    """
    row, count = locked(dossier), 0
    for offer in offers:
        count += _take(by, at, row, offer, chosen)
        row.refresh_from_db()
    if not count:
        raise DossierRefused(_("Chưa chọn giá trị nào để lấy lại."))
    return row


def _take(by: Actor, at: datetime, row: Dossier, offer: Offer, chosen: Chosen) -> int:
    spans = [span for span in offer.spans if span.row.pk in chosen.spans]
    files = [one for one in offer.files if one.pk in chosen.files]
    has_rating = offer.has_rating and offer.dossier.pk == chosen.rating_of
    if spans:
        present = [
            Span(one.since, one.until, one.place, one.work, one.source) for one in row.work_spans.all()
        ]
        taken = [_as_span(span, offer.dossier) for span in spans]
        tell_work(by=by, at=at, dossier=row, spans=sorted([*present, *taken], key=lambda one: one.since))
    if has_rating:
        facts = replace(
            _attested(row),
            rating=offer.dossier.rating,
            rating_source=with_source(offer.dossier.rating_source, offer.dossier),
        )
        attest(by=by, at=at, dossier=row, facts=facts, edition=row.edition)
    for one in files:
        refer_to_file(by=by, at=at, dossier=row, earlier=one)
    counts = {parts.WORK: len(spans), parts.FACTS: int(has_rating), parts.EVIDENCE: len(files)}
    TakenOver.objects.bulk_create(
        TakenOver(dossier=row, part=part, source=offer.dossier, count=count, taken_by_id=by.pk, taken_at=at)
        for part, count in counts.items()
        if count
    )
    count = sum(counts.values())
    if count:
        record(
            by=by, at=at, action="dossiers.taken_over", subject=row, before=None,
            after={
                "source": offer.dossier.code, "spans": len(spans), "files": len(files),
                "has_rating": has_rating,
            },
        )  # fmt: skip
    return count


def with_source(said: str, earlier: Dossier) -> str:
    """What the value stood on, and from which dossier it comes; the dossier is never cut off. In Vietnamese,
    whoever takes it over: it is printed with the value.
    """
    with override("vi"):
        taken = _("từ hồ sơ %(code)s, đợt %(cycle)s") % {"code": earlier.code, "cycle": earlier.filing.cycle}
    if not said or taken in said:
        return said or taken
    return f"{said[: LONGEST_SOURCE - len(taken) - 2].rstrip()}; {taken}"


def _as_span(span: OfferedSpan, earlier: Dossier) -> Span:
    row = span.row
    return Span(row.since, span.until, row.place, row.work, with_source(row.source, earlier))


def _attested(row: Dossier) -> Attested:
    return Attested(**{key: getattr(row, key) for key in Attested.__dataclass_fields__})


@transaction.atomic
def say_checked(*, by: Actor, at: datetime, taken: TakenOver) -> None:
    """Somebody looked at the values and they hold; with nothing to say again, nothing is done.

    DossierRefused when the dossier is not written now.
    """
    row = being_written(taken.dossier, taken.part, at.date())
    done = TakenOver.objects.filter(pk=taken.pk, checked_at=None).update(checked_by_id=by.pk, checked_at=at)
    if done:
        record(
            by=by, at=at, action="dossiers.taken_checked", subject=row, before=None,
            after={"part": taken.part, "source": taken.source.code},
        )  # fmt: skip
