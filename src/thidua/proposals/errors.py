"""What this room refuses, in words for the person who asked."""


class ProposalRefused(ValueError):
    """The act is not possible on a list to be proposed; `str()` says why and what to do (Vietnamese)."""
