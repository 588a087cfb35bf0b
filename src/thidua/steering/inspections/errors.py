"""Refusals of inspections, in words."""


class InspectionRefused(Exception):
    """It cannot be done as things stand; the text says why and what to do."""
