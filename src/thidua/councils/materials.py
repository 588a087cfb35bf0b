"""The materials of one dossier: what the unit sent, what appraisal said, the verdict of that day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.appraising.access import appraisals
from thidua.appraising.enums import Stage
from thidua.appraising.judging.models import Opinion
from thidua.appraising.selectors import opinions_on
from thidua.councils.agenda import AgendaLine, lines_of
from thidua.councils.models import AgendaItem
from thidua.dossiers.access import dossiers
from thidua.dossiers.bars.selectors import pausing_bar
from thidua.dossiers.models import BarStatement, SentDossier
from thidua.foundation.access import Person


@dataclass(frozen=True, slots=True)
class Materials:
    """What a member reads. `sent` is the dossier as it was frozen on sending, empty when never sent;
    `opinions` are those that stand on that sending; `bar` is why it is paused, None for who may not know.
    """

    line: AgendaLine
    sent: dict[str, Any]
    receipt: str
    opinions: list[tuple[Any, Opinion]]
    bar: BarStatement | None

    @property
    def verdict(self) -> str:
        """Word of the verdict on the day of sending; empty when not known."""
        return str(self.sent.get("verdict", {}).get("truth", ""))

    @property
    def report(self) -> list[dict[str, str]]:
        """The parts of the achievement report that were written."""
        return [part for part in self.sent.get("report", ()) if part.get("text")]


def materials_of(item: AgendaItem, user: Person, on: date) -> Materials:
    """The materials of an item; Refused as for opening the dossier at appraisal."""
    row = item.dossier
    appraisals.check_reader(user, on, row)
    appraisals.check_stated(user, on, row)
    sendings = SentDossier.objects.filter(dossier=row, recalled_at__isnull=True)
    last = sendings.select_related("submission").order_by("submission__ordinal").last()
    told = last.submission.content.get("dossiers", []) if last else []
    # What was said of an earlier sending was said of something else.
    current = [
        one
        for one in opinions_on([row.pk]).get(row.pk, [])
        if one.is_current and last is not None and one.sent_id == last.pk
    ]
    return Materials(
        line=lines_of([row], item.session.cycle, on)[row.pk],
        sent=next((one for one in told if one.get("id") == row.pk), {}),
        receipt=last.submission.receipt if last else "",
        opinions=[(Stage(one.stage).label, one) for one in current],
        bar=pausing_bar(row.pk) if dossiers.sees_bars(user, on, row) else None,
    )
