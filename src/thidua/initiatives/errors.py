"""Refusals of the register."""


class InitiativeRefused(Exception):
    """The act cannot be done; the text says why and what to do."""
