"""What is wrong with a scale, a formula or a number, in words with the cure."""


class ScaleFault(ValueError):
    """A number, a parameter or a formula that cannot be."""
