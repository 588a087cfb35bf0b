"""What this room refuses, in words for the person who asked."""


class ReleaseRefused(ValueError):
    """The act is not possible on this release; `str()` says why and what to do (Vietnamese)."""
