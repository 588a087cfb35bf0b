"""What is read about versions: which programme each cycle follows on a day, the list, the timeline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.core.programme import Programme, load_programme, programme_bytes, read_programme
from thidua.movement.versions.models import Cycle, CyclePin, ProgrammeVersion, Status


@lru_cache(maxsize=16)
def _read(pk: int, fingerprint: str) -> Programme:
    """Read once in a process: what has this fingerprint never changes."""
    text = ProgrammeVersion.objects.values_list("text", flat=True).get(pk=pk)
    return read_programme(text.encode(), source=f"phien-ban-{pk}.yaml") if text else load_programme()


def programme_of(version: ProgrammeVersion) -> Programme:
    """What a version says."""
    return _read(version.pk, version.fingerprint)


def file_of(version: ProgrammeVersion) -> bytes:
    """The file of a version, to change and send in again."""
    return version.text.encode() or programme_bytes()


def pinned_programmes(on: date) -> Mapping[str, Programme]:
    """Cycle → the programme it follows on `on`; one query, and one for each version not read before.

    A cycle that follows none yet (a day before the plan) is not in it.
    """
    rows = CyclePin.objects.filter(valid_from__lte=on).order_by("valid_from", "pk")
    pinned = rows.values_list("cycle__code", "version_id", "version__fingerprint")
    latest = {cycle: (pk, fingerprint) for cycle, pk, fingerprint in pinned}
    return {cycle: _read(*version) for cycle, version in latest.items()}


def newest() -> ProgrammeVersion:
    """The last confirmed version: the one that an amendment changes. One query, the text left out."""
    return ProgrammeVersion.objects.filter(status=Status.CONFIRMED).defer("text").latest("number")


def waiting(*, but_not_by: int | None = None) -> QuerySet[ProgrammeVersion]:
    """The drafts that still wait for the head, also those that were overtaken by another version."""
    return ProgrammeVersion.objects.filter(status=Status.DRAFT).exclude(drafted_by=but_not_by).defer("text")


def amendments() -> QuerySet[ProgrammeVersion]:
    """Every version but the published plan, drafts too, the text left out."""
    rows = ProgrammeVersion.objects.exclude(status=Status.DROPPED).filter(base__isnull=False)
    return rows.defer("text")


def amendment_label(version: ProgrammeVersion) -> str:
    """A version in a list to choose from."""
    if version.number is None:
        return _("Bản nháp: %s") % version.title
    return _("Phiên bản %(number)s: %(title)s") % {"number": version.number, "title": version.title}


@dataclass(frozen=True, slots=True)
class Timeline:
    """A cycle with the versions it has followed; `now` is the pin in force, None before the first."""

    cycle: Cycle
    pins: tuple[CyclePin, ...]
    now: CyclePin | None


def timelines(on: date) -> list[Timeline]:
    """Every cycle with its pins, those to come too; two queries."""
    made: dict[int, list[CyclePin]] = {}
    for pin in CyclePin.objects.select_related("version", "pinned_by").defer("version__text"):
        made.setdefault(pin.cycle_id, []).append(pin)
    found = []
    for cycle in Cycle.objects.all():
        pins = made.get(cycle.pk, [])
        past = [pin for pin in pins if pin.valid_from <= on]
        found.append(Timeline(cycle, tuple(pins), past[-1] if past else None))
    return found


def version_in_force(cycle: str, on: date) -> ProgrammeVersion:
    """The version that a cycle follows on `on`; the first one before the plan's own day. One query."""
    rows = CyclePin.objects.filter(cycle__code=cycle, valid_from__lte=on).select_related("version")
    pin = rows.defer("version__text").order_by("valid_from", "pk").last()
    return pin.version if pin else ProgrammeVersion.objects.defer("text").get(number=1)
