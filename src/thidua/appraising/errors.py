"""What this room refuses, in words for the person who asked."""


class AppraisalRefused(ValueError):
    """The act is not possible on dossiers under appraisal; `str()` says why and what to do (Vietnamese)."""


class Overtaken(AppraisalRefused):
    """Somebody else wrote a finding about `criterion` (its key) in between; `now` is the one that stands."""

    def __init__(self, words: str, *, criterion: str, now: int | None) -> None:
        super().__init__(words)
        self.criterion, self.now = criterion, now
