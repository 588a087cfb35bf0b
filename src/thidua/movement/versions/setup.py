"""The published plan as version 1 and every cycle on it: there as soon as there are tables."""

from typing import Any

from django.apps import apps as django_apps

from thidua.core.programme import load_programme
from thidua.core.programme_versions import fingerprint_of

FIRST = 1


def keep_first_version(*, using: str, apps: Any = django_apps, **_: Any) -> None:
    """Makes version 1, the cycles and their first pins where they are missing.

    `apps` is the state a migration has reached; a database that is emptied tells none.
    Version 1 is the file that comes with the software: when an update of the software words it better, the
    fingerprint follows, and what was kept of it is read anew (`revision`).
    """
    try:
        versions, cycles, pins = (
            apps.get_model("movement", name)._base_manager.using(using)
            for name in ("ProgrammeVersion", "Cycle", "CyclePin")
        )
    except LookupError:  # migrated back to before versions were kept
        return
    programme = load_programme()
    fingerprint = fingerprint_of(programme)
    first, is_new = versions.get_or_create(
        number=FIRST,
        defaults={
            "title": f"Kế hoạch kèm theo Quyết định {programme.document.number}",
            "status": "confirmed",
            "fingerprint": fingerprint,
            "document_number": programme.document.number,
            "document_date": programme.document.date,
        },
    )
    if is_new:
        codes = [*map(str, programme.period.years), programme.period.label]
        made = cycles.bulk_create(cycles.model(code=code, place=place) for place, code in enumerate(codes, 1))
        pins.bulk_create(
            pins.model(cycle=cycle, version=first, valid_from=programme.document.date) for cycle in made
        )
    elif first.fingerprint != fingerprint:
        versions.filter(pk=first.pk).update(fingerprint=fingerprint)
