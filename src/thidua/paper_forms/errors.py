"""Refusals of forms, in words."""

from collections.abc import Sequence


class FormRefused(Exception):
    """It cannot be done as things stand; each of `faults` says one reason and its cure."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = tuple(faults)
