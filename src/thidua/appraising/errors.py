"""What this room refuses, in words for the person who asked."""


class AppraisalRefused(ValueError):
    """The act is not possible on dossiers under appraisal; `str()` says why and what to do (Vietnamese)."""
