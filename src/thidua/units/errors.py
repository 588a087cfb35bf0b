"""What a service of this room refuses, in words for the person who asked."""


class UnitRefused(ValueError):
    """The act is not possible on this unit; `str()` says why and what to do (Vietnamese)."""
