"""The movement's year: its pages on a full city, the city's report, a reminder run for a country."""

from bench.installations import measured_on
from bench.measure import Figure, milliseconds
from bench.pages import Taken, figure_of

TITLE = "The movement's year"
SYNTHESIS_SECONDS, REMINDER_SECONDS = 3.0, 10.0
PAGES = {
    "home, officer": "home of an officer, with tasks",
    "home, head": "home of the head of the standing office, with tasks",
    "deadlines": "deadlines, for an officer",
    "plans": "plans of all units",
    "reports": "reports of all units",
    "report": "one sent report beside last year's, 20 files",
    "board": "who has and who has not",
    "synthesis": "the city's report",
    "figure": "the units behind one of its figures",
    "annexes": "annexes of the city's report",
    "indicators": "indicators of all units",
    "difficulties": "difficulties and proposals",
    "guidance": "one guidance document, who has received it",
    "inspections": "board of inspections",
    "log": "log of publicity",
    "stories": "good examples",
    "base awards": "register of units' own awards",
    "invitations": "who comes to a conference",
    "notices": "one person's notices",
    "trail": "audit trail, 200,000 events",
}


def run() -> list[Figure]:
    """Both installations, each built and measured in processes of its own."""
    city = measured_on("city", "year", "pages")
    country = measured_on("country", "year", "reminders")
    drawn = city["synthesis"]
    return [
        *(figure_of(PAGES[name], Taken(**one)) for name, one in city["pages"].items()),
        Figure(
            f"figures of the city's report from {drawn['reports']:.0f} reports",
            milliseconds(drawn["seconds"]),
            goal="< 3 s",
            holds=drawn["seconds"] < SYNTHESIS_SECONDS,
        ),
        Figure(
            f"reminder run, {country['units']:,} units with an officer each",
            milliseconds(country["seconds"]),
            f"{country['told']:,} people told; the same run again tells "
            f"{country['told_again'] - country['told']} more ({milliseconds(country['again'])})",
            goal="< 10 s, once",
            holds=country["seconds"] < REMINDER_SECONDS and country["told"] == country["told_again"],
        ),
    ]
