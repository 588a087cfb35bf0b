"""Looking at an open page as its users do: what axe finds, and whether it fits a phone."""

from axe_playwright_python.sync_playwright import Axe
from django.db import connection

NARROW = 360
MORE_OF_THE_SAME = [["tbody > tr:nth-child(n+4)"], ["li:nth-child(n+6)"], ["option"]]
"""What axe does not look at: rows and items are written by one loop, the first ones have every fault."""
FRAME = [["header + nav"], ["header:has(+ nav)"], ["footer"]]
"""The same on every page of an account: looked at once."""
OPTIONS = {"resultTypes": ["violations"], "preload": False}
"""Our styles are in the page: nothing to fetch before looking."""
SERIOUS = {"moderate", "serious", "critical"}


def faults_of(page, *, but_the_frame=False):
    """What is wrong with the page as it stands in its window, which is as wide again afterwards."""
    wide = page.viewport_size
    # What axe sees is the same on every database; in CI it looks once.
    told = unreadable(page, but=FRAME if but_the_frame else []) if connection.vendor == "sqlite" else []
    page.set_viewport_size({"width": NARROW, "height": 780})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(wide)
    return told + ([f"{width} px wide on a phone"] if width > NARROW else [])


def unreadable(page, *, but=()):
    skipped = [*MORE_OF_THE_SAME, *but]
    found = Axe().run(page, context={"exclude": skipped}, options=OPTIONS)
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found.response["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"][:3]
    ]
