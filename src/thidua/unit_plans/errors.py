"""Refusals of this room."""

from thidua.unit_plans.models import Measure


class PlanRefused(Exception):
    """The act cannot be done; the text is a Vietnamese sentence with the cure."""


class MeasureChanged(Exception):
    """Somebody saved the measure in between; `measure` is how it now stands, nothing was written."""

    def __init__(self, measure: Measure) -> None:
        super().__init__(measure.text)
        self.measure = measure


class NumberRefused(Exception):
    """A number or definition of an indicator cannot be stored; the text is a sentence with the cure."""
