"""The room's work in the background."""

from datetime import datetime

from thidua.foundation.jobs import job
from thidua.synthesis.services import draw_figures


@job("synthesis.draw")
def draw(report_id: int, moment: str) -> None:
    """Draws the figures of a report as of the moment at which they were asked for."""
    draw_figures(report_id=report_id, at=datetime.fromisoformat(moment))
