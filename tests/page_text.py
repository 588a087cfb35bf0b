"""What a reader sees of an answer: its words without the markup, and its rows."""

import re
from html import unescape

from django.http import HttpResponse


def words(answer: HttpResponse) -> str:
    """The text of the page, spaces made one."""
    return _plain(answer.content.decode())


def rows(answer: HttpResponse, caption: str = "") -> list[list[str]]:
    """The cells of each body row of a table, row by row: of the one with this caption, or of all tables."""
    found = re.findall(r"<table.*?</table>", answer.content.decode(), re.DOTALL)
    tables = [table for table in found if not caption or f">{caption}</caption>" in table]
    bodies = re.findall(r"<tbody>.*?</tbody>", "".join(tables), re.DOTALL)
    return [
        [_plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?</tr>", "".join(bodies), re.DOTALL)
    ]


def _plain(html: str) -> str:
    text = re.sub(r"<(script|style|svg).*?</\1>", " ", html, flags=re.DOTALL)
    spaced = " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())
    return re.sub(r" ([.,;:)])", r"\1", spaced)
