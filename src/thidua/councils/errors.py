"""What this room refuses, in words for the person who asked."""


class CouncilRefused(ValueError):
    """The act is not possible on a council's session; `str()` says why and what to do (Vietnamese)."""
