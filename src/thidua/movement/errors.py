"""What the movement room refuses."""


class DecisionRefused(Exception):
    """The decision cannot be recorded; the text says why and what to do."""
