"""Every icon that a page names exists: a wrong name would be found only by whoever opens the page."""

import re
from pathlib import Path

from thidua.web.entries import ITEMS
from thidua.web.templatetags.thidua import icon

NAMED = re.compile(
    r"""\{% icon "([\w-]+)"|icon_name="([\w-]+)"|\{% badge [^%]*?"([\w-]+)"(?: "[\w-]+")? %\}"""
)


def test_every_icon_of_every_template_and_entry_exists(root: Path) -> None:
    names = {item.icon for item in ITEMS}
    for template in (root / "src/thidua").rglob("*.html"):
        for found in NAMED.findall(template.read_text(encoding="utf-8")):
            names.update(filter(None, found))

    assert len(names) > 40
    assert [name for name in sorted(names) if "<svg" not in icon(name)] == []
