"""What the room refuses."""


class CityReportRefused(Exception):
    """The act is not possible; the text says why and what to do."""
