"""What this room refuses, in words for the person who asked."""


class DossierRefused(ValueError):
    """The act is not possible on this dossier; `str()` says why and what to do (Vietnamese)."""
