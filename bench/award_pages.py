"""Server times of the pages from an idea to a decision, in this process: `python -m bench.award_pages city`.

`city` or `country`: wants the installation of that name and hands the dossiers of the period in. Prints one
JSON object.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from bench.country import PERIOD
from bench.full_cycle import CITY_DOSSIERS, COUNTRY_DOSSIERS, hand_in
from bench.installations import INSTALLATIONS, TODAY
from bench.measure import seconds
from bench.pages import Page, client_of, in_turn

COUNTS = {"city": CITY_DOSSIERS, "country": COUNTRY_DOSSIERS}
SPECIALIST = "chuyenvien"
AWARDED = (2026, 2027, 2028)
"""Cycles whose awards fill the register: half of the units, a collective and a person each."""
FROZEN = 30
"""So many filings are opened at the appraisal."""
MAIN = 'id="noi-dung"'


def measure(name: str) -> dict[str, Any]:
    """The pages in turn; the whole set's page by itself, as it judges all dossiers anew each time."""
    from thidua.demo.stages import moment

    count = hand_in(COUNTS[name], moment(TODAY))
    draft = _draft_of(INSTALLATIONS[name].officer)
    _fill_register()
    _state_no_conflict()
    pages = list(_pages(INSTALLATIONS[name].officer, draft))
    for page in pages:
        _open(page)
    whole = _the_set()
    return {
        "dossiers": count,
        "units": INSTALLATIONS[name].units,
        "pages": in_turn(pages, rounds=30, warm=3),
        "set": seconds(lambda: _open(whole), rounds=3, warm=1),
        "letter": _letter() if name == "city" else {},
    }


def _open(page: Page) -> None:
    from bench.pages import open_page

    open_page(page, 0)


def _draft_of(username: str) -> Any:
    """A dossier that the officer's unit still writes; where it has sent all, they lie with it again."""
    from thidua.dossiers.models import Dossier
    from thidua.people.models import User

    unit = User.objects.get(username=username).hats(TODAY)[0].unit_id
    own = Dossier.objects.filter(filing__unit_id=unit, filing__cycle=PERIOD)
    if not own.filter(state="draft").exists():
        own.update(state="draft")
    return own.filter(state="draft").select_related("filing").earliest("number")


def _state_no_conflict() -> None:
    """The specialist may open the content of every filing."""
    from thidua.appraising.conflicts.models import ConflictStatement
    from thidua.demo.stages import moment
    from thidua.dossiers.models import Filing
    from thidua.people.models import User

    person, at = User.objects.get(username=SPECIALIST), moment(TODAY)
    ConflictStatement.objects.bulk_create(
        (
            ConflictStatement(filing=filing, person=person, is_recused=False, at=at)
            for filing in Filing.objects.filter(cycle=PERIOD)
        ),
        batch_size=500,
        ignore_conflicts=True,
    )


def _frozen_ones() -> list[int]:
    """Dossiers whose filing says what was sent, as sending freezes it; her own unit's she cannot open."""
    from thidua.dossiers.models import Submission
    from thidua.dossiers.sending.content import content_of
    from thidua.units.selectors import history

    units, found = history(TODAY).by_id(), []
    sent = Submission.objects.filter(filing__cycle=PERIOD, content={}, sent__dossier__state="received")
    sent = sent.exclude(filing__unit__code="SNV").distinct()
    for one in sent.select_related("filing__unit").order_by("pk")[:FROZEN]:
        rows = list(one.filing.dossiers.filter(state="received").order_by("number"))
        one.content = content_of(one.filing, rows, units[one.filing.unit_id], TODAY)
        one.save(update_fields=["content"])
        found += [row.pk for row in rows]
    return found


def _fill_register() -> None:
    from thidua.awards.models import AwardRecord, new_check_code
    from thidua.demo.stages import moment
    from thidua.units.models import Unit

    units = list(Unit.objects.order_by("pk"))[::2]
    AwardRecord.objects.bulk_create(
        (
            AwardRecord(
                unit=unit, award=award, title="Bằng khen của Chủ tịch Ủy ban nhân dân thành phố",
                cycle=str(year), person_name=name, subject_key=name.casefold(), recorded_at=moment(TODAY),
                decision_number=f"{year}/QĐ-ĐO", decided_on=date(year + 1, 5, 4), check_code=new_check_code(),
            )
            for year in AWARDED
            for unit in units
            for award, name in (("annual.collective", ""), ("annual.individual", f"Người đo {unit.pk}"))
        ),
        batch_size=500,
    )  # fmt: skip


def _pages(username: str, draft: Any) -> Iterator[Page]:
    from django.urls import reverse

    from thidua.initiatives.models import Initiative
    from thidua.units.models import Unit

    officer, office, visitor = client_of(username), client_of(SPECIALIST), client_of(None)
    received = _frozen_ones()
    codes = list(Unit.objects.order_by("pk").values_list("code", flat=True))
    named = list(Initiative.objects.order_by("pk").values_list("pk", flat=True))

    def at(name: str, *args: Any, query: str = "") -> Callable[[int], str]:
        address = reverse(name, args=args) + query
        return lambda _turn: address

    def of(name: str, keys: list[Any]) -> Callable[[int], str]:
        return lambda turn: reverse(name, args=[keys[turn * 37 % len(keys)]])

    yield Page("draft", officer, at("dossiers:dossier", draft.pk), MAIN)
    yield Page("panel", officer, at("dossiers:panel", draft.pk), "td-")
    yield Page("filing", officer, at("dossiers:filing", draft.filing_id), MAIN)
    yield Page("list", office, at("dossiers:list"), MAIN)
    yield Page("queue", office, at("appraising:queue", query=f"?dot={PERIOD}"), MAIN)
    yield Page("judging", office, of("appraising:dossier", received), "tham-dinh")
    yield Page("register", office, at("decisions:register"), MAIN)
    yield Page("record", office, of("decisions:unit_record", codes), MAIN)
    yield Page("initiatives", office, at("initiatives:list"), MAIN)
    yield Page("library", visitor, at("portal:awards"), MAIN)
    yield Page("initiative", office, of("initiatives:one", named), MAIN)
    yield Page("look-alikes", office, of("initiatives:likeness", named), MAIN)


def _letter() -> dict[str, float]:
    """Suffix → seconds of the Tờ trình when every dossier of the cycle is proposed, from what is frozen."""
    from thidua.demo.stages import moment
    from thidua.documents.papers import to_docx, to_pdf
    from thidua.proposals.content import content_of
    from thidua.proposals.cycle_set import CycleSet
    from thidua.proposals.letter import paper_of
    from thidua.proposals.models import Proposal

    content = content_of(CycleSet(PERIOD, TODAY))
    for row in content["dossiers"]:
        row["choice"] = {"is_proposed": True, "reason": ""}
    frozen = Proposal(cycle=PERIOD, content=content, sha256="0" * 64, frozen_at=moment(TODAY))
    taken = {}
    for suffix, make in {"docx": to_docx, "pdf": to_pdf}.items():
        work = partial(_made, make, partial(paper_of, frozen, today=TODAY, is_demo=False))
        taken[suffix] = seconds(work, rounds=3, warm=1)
    return taken


def _made(make: Callable[[Any], bytes], paper: Callable[[], Any]) -> bytes:
    return make(paper())


def _the_set() -> Page:
    from django.urls import reverse

    address = reverse("proposals:set", args=[PERIOD])
    return Page("set", client_of(SPECIALIST), lambda _turn: address, MAIN)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()
    print(json.dumps(measure(sys.argv[1])))
