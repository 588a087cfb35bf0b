"""What the clock does for this room."""

from datetime import datetime

from thidua.foundation.jobs import every_minute
from thidua.urging.services import digest_by_clock, remind_by_clock


@every_minute("urging.remind")
def remind(now: datetime) -> None:
    """Reminders whose time has come."""
    remind_by_clock(at=now)


@every_minute("urging.digest")
def tell_leaders(now: datetime) -> None:
    """The digest of the leaders."""
    digest_by_clock(at=now)
