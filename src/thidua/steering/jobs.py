"""What the clock does for this room."""

from datetime import datetime

from thidua.foundation.jobs import every_minute
from thidua.steering.difficulties.weekly import tell_leaders


@every_minute("steering.digest")
def weekly_digest(now: datetime) -> None:
    """The digest of difficulties, once a week."""
    tell_leaders(at=now)
