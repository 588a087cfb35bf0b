"""Refusals of this room."""


class PlanRefused(Exception):
    """The act cannot be done; the text is a Vietnamese sentence with the cure."""


class NumberRefused(Exception):
    """A number or definition of an indicator cannot be stored; the text is a sentence with the cure."""
