"""The rows of a set as its pages show them, and how far the choosing has come."""

from typing import Any

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from thidua.appraising.selectors import stages_of
from thidua.dossiers.bars.selectors import pausing_bar
from thidua.proposals.access import lines_to_choose, unstated
from thidua.proposals.badges import SAYS, STAGE_WORDS, choice_badge, suggestion_badge, verdict_word
from thidua.proposals.choosing import is_frozen, open_to_follow
from thidua.proposals.cycle_set import CycleSet, Line
from thidua.proposals.pages import figures_of


def kept_query(request: Any) -> str:
    """Filters and page of the list, to come back to them: "?khoi=…", or "" for none."""
    return f"?{query}" if (query := request.GET.urlencode()) else ""


def progress_of(request: Any, whole: CycleSet) -> dict[str, Any]:
    """What changes with each choice. `mine`: dossiers the person may choose on now, none while a list is
    frozen; `open`: how many of them could be taken as they are suggested; `unstated`: how many units wait for
    his word about relations first.
    """
    frozen = is_frozen(whole.cycle)
    may = [] if frozen else lines_to_choose(request.user, request.today, whole)
    mine = {line.row.pk for line in may}
    return {
        "cycle": whole.cycle,
        "is_frozen": frozen,
        "mine": mine,
        "unstated": 0 if frozen else len(unstated(request.user, request.today, whole)),
        "open": sum(line.row.pk in mine for line in open_to_follow(whole)),
        "figures": figures_of(whole),
    }


def address_of(request: Any, cycle: str, line: Line) -> str:
    """The page of one dossier, from which one comes back to the list as it was."""
    return reverse("proposals:line", args=[cycle, line.row.pk]) + kept_query(request)


def shown(line: Line, sees: bool, address: str, *, to_choose: bool) -> dict[str, Any]:
    """One dossier in words and badges. `form`: what its row needs to choose on it, None where it may not;
    `bar`: why it is paused, asked when it is shown.
    """
    is_paused = sees and line.verdict.is_suspended
    # That nothing is suggested though nothing speaks against it would tell of the pause too.
    told = line.suggestion if sees else line.open_suggestion
    return {
        "line": line,
        "row": line.row,
        "address": address,
        "verdict": verdict_word(line, sees_bars=sees),
        "choice": choice_badge(line),
        "bar": SimpleLazyObject(lambda: pausing_bar(line.row.pk)) if is_paused else None,
        "suggestion": suggestion_badge(told),
        "reasons": told.reasons,
        "differs": line.differs if sees else line.differs_openly,
        "says": [
            (STAGE_WORDS[stage], SAYS[getattr(line.appraisal, stage)]) for stage in stages_of(line.appraisal)
        ],
        "form": _form_of(line) if to_choose and not line.dropped else None,
    }


def _needs(line: Line, wanted: bool | None, *, is_for_few: bool) -> str:
    """By which the row knows for which answer it asks for words: "both" for what a unit only recommends."""
    if is_for_few:
        return "own"
    if wanted is None:
        return "both" if line.row.is_recommended else ""
    return str(int(wanted))


def _form_of(line: Line) -> dict[str, Any]:
    made = line.choice
    suggestion = line.suggestion
    # What opinions are still to come on needs words to be left out, as what is suggested does.
    wanted = True if suggestion.is_early else suggestion.is_proposed
    is_for_few = suggestion.is_proposed is False and suggestion.needs_own_words
    return {
        "version": made.version if made else 0,
        "is_in": made is not None and made.is_proposed,
        "is_out": made is not None and not made.is_proposed,
        "suggested": (needs := _needs(line, wanted, is_for_few=is_for_few)),
        "needs_in": needs in ("0", "own", "both"),
        "needs_out": needs in ("1", "own", "both"),
        "reason": line.own_reason,
        "flag_rank": made.flag_rank if made else None,
        "by": made.by.get_full_name() if made else "",
        "at": made.at if made else None,
    }
