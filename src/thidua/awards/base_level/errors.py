"""Refusals of the register."""


class BaseAwardRefused(Exception):
    """The act cannot be done; the text is a Vietnamese sentence with the cure."""
