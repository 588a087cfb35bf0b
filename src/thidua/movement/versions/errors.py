"""What the room of versions refuses."""

from collections.abc import Sequence

from thidua.core.programme import Fault


class VersionRefused(Exception):
    """The act cannot be done; the text says why and what to do. `faults`: every fault of the file."""

    def __init__(self, words: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(words)
        self.faults = tuple(faults)
