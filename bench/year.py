"""What the movement's year costs, in this process: `python -m bench.year pages` (or `reminders`).

`pages` wants the city's installation, `reminders` the country's. Prints one JSON object.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from typing import Any

from bench.full_city import fill, fill_trail
from bench.installations import INSTALLATIONS, TODAY
from bench.measure import percentile
from bench.pages import Page, client_of, in_turn

REPORT_YEAR, CITY_YEAR = 2029, 2027
"""A year of units' reports; a year whose city report the demonstration has not begun."""


def measure_pages() -> dict[str, Any]:
    """Every page of the year on a full city (`bench.full_city`)."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    fill()
    pages = _pages()
    fill_trail()
    return {"pages": in_turn(pages), "synthesis": _synthesis()}


def _pages() -> list[Page]:
    from django.urls import reverse

    from thidua.conferences.models import Conference
    from thidua.people.models import User
    from thidua.reports.models import Report
    from thidua.steering.guidance.models import GuidanceDocument
    from thidua.synthesis.services import draw_figures, start

    people = INSTALLATIONS["city"]
    officer, head, auditor = client_of(people.officer), client_of(people.head), client_of("giamsat")
    begun = start(by=User.objects.get(username=people.head), at=_moment(TODAY), year=CITY_YEAR)
    draw_figures(report_id=begun.pk, at=_moment(TODAY))
    reports = list(Report.objects.filter(year=REPORT_YEAR, state="sent").values_list("pk", flat=True))
    document = GuidanceDocument.objects.filter(published_at__isnull=False).latest("pk").pk
    conference = Conference.objects.latest("pk").pk

    def at(name: str, *args: object, query: str = "") -> Callable[[int], str]:
        address = reverse(name, args=args) + query
        return lambda _turn: address

    row = '<th scope="row">'
    return [
        Page("home, officer", officer, at("home"), "viec-can-lam"),
        Page("home, head", head, at("home"), "viec-can-lam"),
        Page("deadlines", officer, at("movement:calendar"), row),
        Page("plans", head, at("unit_plans:overview", query="?nam=2029"), row),
        Page("reports", head, at("reports:list", query=f"?nam={REPORT_YEAR}"), row),
        Page(
            "report",
            head,
            lambda turn: reverse("reports:read", args=[reports[turn * 7 % len(reports)]]),
            "<h1",
        ),
        Page("board", head, at("urging:board", query=f"?nam={REPORT_YEAR}"), row),
        Page("synthesis", head, at("synthesis:report", CITY_YEAR), "<h1"),
        Page("figure", head, at("synthesis:figure", CITY_YEAR, "plan.measures"), row),
        Page("annexes", head, at("synthesis:annexes", CITY_YEAR), "<table"),
        Page("indicators", head, at("unit_plans:indicators", query="?nam=2028"), row),
        Page("difficulties", head, at("steering:difficulties"), row),
        Page("guidance", head, at("steering:guidance", document), row),
        Page("inspections", head, at("steering:inspections"), row),
        Page("log", head, at("outreach:log"), row),
        Page("stories", head, at("outreach:stories"), "<h1"),
        Page("base awards", head, at("awards:base_register"), row),
        Page("invitations", head, at("conferences:answers", conference), row),
        Page("notices", head, at("notify:list"), "<h1"),
        Page("trail", auditor, at("foundation:audit"), "<table"),
    ]


def _synthesis() -> dict[str, float]:
    """Seconds for drawing the figures of one year, median of five, and how many reports there were."""
    from thidua.reports.selectors import submitted_reports
    from thidua.synthesis.drawing import draw

    taken = []
    for _ in range(5):
        start = time.perf_counter()
        draw(CITY_YEAR, _moment(TODAY), lambda _done, _total: None)
        taken.append(time.perf_counter() - start)
    return {"seconds": percentile(taken, 0.5), "reports": len(submitted_reports(CITY_YEAR))}


def measure_reminders() -> dict[str, Any]:
    """A reminder run for every unit of a country, an officer in each, then the same run again."""
    from thidua.core.roles import Role
    from thidua.foundation.notify.models import Notification
    from thidua.people.models import RoleAssignment, User
    from thidua.units.models import Unit
    from thidua.urging.services import remind_by_clock

    at = _moment(date(2029, 11, 26))
    units = list(Unit.objects.values_list("pk", flat=True))
    users = User.objects.bulk_create(
        [
            User(username=f"cb{pk}", full_name=f"Cán bộ {pk}", email=f"cb{pk}@x.example", date_joined=at)
            for pk in units
        ],
        batch_size=500,
    )
    RoleAssignment.objects.bulk_create(
        [
            RoleAssignment(
                user=user, role=Role.UNIT_OFFICER, unit_id=pk, valid_from=date(2026, 1, 1), granted_at=at
            )
            for user, pk in zip(users, units, strict=True)
        ],
        batch_size=500,
    )
    told, seconds = [], []
    for _ in range(2):
        start = time.perf_counter()
        remind_by_clock(at=at)
        seconds.append(time.perf_counter() - start)
        told.append(Notification.objects.filter(kind="urging.reminder").count())
    return {
        "seconds": seconds[0],
        "again": seconds[1],
        "told": told[0],
        "told_again": told[1],
        "units": len(units),
    }


def _moment(on: date) -> datetime:
    from django.utils import timezone

    return timezone.make_aware(datetime.combine(on, clock(9)))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()
    print(json.dumps({"pages": measure_pages, "reminders": measure_reminders}[sys.argv[1]]()))
