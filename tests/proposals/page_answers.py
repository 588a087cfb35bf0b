"""What the pages say of a verdict and of a set, read back from HTML in the words of `thidua evaluate`."""

import re
from collections.abc import Iterable
from itertools import combinations, product
from typing import Any

from lxml import html

from thidua.core.labels import VERDICT_NAMES

VERDICTS = {label: word for word, label in VERDICT_NAMES.items()}
EFFECTS = {"vượt giới hạn": "block", "chờ ý kiến": "ask"}
Ways = set[frozenset[str]]


def panel_of(answer: Any) -> dict[str, Any]:
    """The verdict's panel on the unit's page of a dossier: verdict, trace, what is missing, notices."""
    (panel,) = _tree(answer).xpath("//section[@aria-labelledby='ket-qua']")
    return {"verdict": _verdict(panel.xpath("./div[@class='card-header']")[0]), **_grounds([panel])}


def appraisal_of(answer: Any) -> dict[str, Any]:
    """The panel on the office's page of a dossier; what bars the subject stands apart from it."""
    (panel,) = _tree(answer).xpath("//section[@aria-labelledby='tieu-chuan']")
    return {"verdict": _verdict(panel.xpath("./div[@class='card-header']")[0]), **_grounds([panel])}


def line_of(answer: Any) -> dict[str, Any]:
    """The page of one dossier in the set: verdict with its clauses, trace, what is missing, notices."""
    tree = _tree(answer)
    (fact,) = tree.xpath("//section[@aria-labelledby='da-biet']//dd[1]")
    return {
        "verdict": _verdict(fact),
        "clauses": [_words(one) for one in fact.xpath("./span[@class='td-clause']")],
        **_grounds(tree.xpath("//section[@aria-labelledby='vi-sao' or @aria-labelledby='con-thieu']")),
    }


def limits_of(answer: Any) -> list[tuple[str, str, str, frozenset[int]]]:
    """The broken limits of a set: clause, effect, text, the dossiers in each."""
    found = []
    for row in _tree(answer).xpath(
        "//section[@aria-labelledby='can-xem']//details//li[span[@class='td-clause']]"
    ):
        badge, clause, _whose = row.xpath("./span")
        dossiers = frozenset(int(one.rstrip("/").rpartition("/")[2]) for one in row.xpath(".//a/@href"))
        found.append((_words(clause), EFFECTS[_words(badge)], _clean(badge.tail), dossiers))
    return found


def _grounds(sections: list[Any]) -> dict[str, Any]:
    def found(path: str) -> list[Any]:
        return [one for section in sections for one in section.xpath(path)]

    (root,) = found(".//ul[@class='td-tree']/li")
    notes = found(".//p[@lang='vi'][contains(@class, 'td-small')]")
    return {
        "trace": _trace(root),
        "missing": _ways(found(".//ul[@class='aw-needs']/li")),
        "notices": [_words(one) for one in notes],
    }


def ways_of(missing: Iterable[Iterable[str]]) -> Ways:
    """The contract's `missing`, to be held against what a page shows."""
    return {frozenset(way) for way in missing}


def _tree(answer: Any) -> Any:
    return html.fromstring(answer.content.decode())


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _words(element: Any) -> str:
    return _clean(element.text_content())


def _verdict(element: Any) -> str:
    return VERDICTS[_words(element.xpath("./span[contains(@class, 'td-badge')]")[0])]


def _trace(item: Any) -> dict[str, Any]:
    (line,) = item.xpath("./div | ./details/summary")
    (said,) = line.xpath("./span[not(contains(@class, 'td-badge'))]")
    told = {
        "clause": _words(said.xpath("./*[@class='td-clause']")[0]),
        "truth": _verdict(line),
        "text": _clean(said.text),
    }
    return told | {"parts": [_trace(one) for one in item.xpath("./details/ul/li")]}


def _ways(items: list[Any]) -> Ways:
    """The smallest sets of an outline, multiplied out."""
    return _smallest(_way_sets(items[0])) if items else set()


def _way_sets(item: Any) -> Ways:
    heading = item.xpath("./strong")
    if not heading:
        return {frozenset([_clean(item.text)])}
    parts = [_way_sets(one) for one in item.xpath("./ul/li")]
    words = _words(heading[0])
    if words.startswith("Chỉ cần một"):
        return set().union(*parts)
    counted = re.match(r"Cần (\d+) trong", words)
    chosen = combinations(parts, int(counted[1])) if counted else [tuple(parts)]
    return {frozenset().union(*ways) for some in chosen for ways in product(*some)}


def _smallest(ways: Ways) -> Ways:
    return {one for one in ways if not any(other < one for other in ways)}
