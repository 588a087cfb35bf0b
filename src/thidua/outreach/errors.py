"""Refusals of this room."""


class OutreachRefused(Exception):
    """The act cannot be done; the text is a Vietnamese sentence with the cure."""
