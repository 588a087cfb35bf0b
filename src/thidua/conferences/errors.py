"""Refusals of conferences, in words."""


class ConferenceRefused(Exception):
    """It cannot be done as things stand; the text says why and what to do."""
