"""What this room refuses, in words for the person who asked."""


class ResultRefused(ValueError):
    """The act is not possible on these results; `str()` says why and what to do (Vietnamese)."""
