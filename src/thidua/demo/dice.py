"""Repeatable chance: every matter has a stream of its own, so that adding one changes no other."""

from random import Random


def dice(seed: int, *matter: object) -> Random:
    """A stream that depends only on the seed and the matter; the same in every Python."""
    return Random("/".join(map(str, (seed, *matter))))  # noqa: S311  (play data, no secret)
