"""What this room refuses, in words for the person who asked."""


class DecisionRefused(ValueError):
    """The act is not possible on a decision; `str()` says why and what to do (Vietnamese)."""
