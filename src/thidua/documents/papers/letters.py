"""What may stand on a paper at all."""

import re

from thidua.core.text import compose

_NEVER_PRINTED = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters and halves of characters: XML 1.0 cannot hold them (2.2), and no font draws them.
They come with text pasted from elsewhere."""


def printable(words: str) -> str:
    """`words` composed, lines ended alike, without characters that cannot be printed."""
    return _NEVER_PRINTED.sub("", compose(words.replace("\r\n", "\n").replace("\r", "\n")))
