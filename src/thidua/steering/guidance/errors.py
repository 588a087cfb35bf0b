"""Refusals of guidance, in words."""


class GuidanceRefused(Exception):
    """It cannot be done as things stand; the text says why and what to do."""
