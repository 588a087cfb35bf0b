"""Refusals of surveys, in words."""


class SurveyRefused(Exception):
    """It cannot be done as things stand; the text says why and what to do."""
