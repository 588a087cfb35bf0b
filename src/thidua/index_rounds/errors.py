"""Refusals of this room, in words."""


class RoundRefused(Exception):
    """It cannot be done as things stand; the text says why and what to do."""
