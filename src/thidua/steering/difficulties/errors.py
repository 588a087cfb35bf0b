"""Refusals of difficulties, in words."""


class DifficultyRefused(Exception):
    """It cannot be done as things stand; the text says why and what to do."""
