"""Lists of the demonstration: 2028 frozen, confirmed and with its Tờ trình; 2029 with choices begun; of the
period who leads each block for now.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from thidua.appraising.conflicts.services import state_conflict
from thidua.appraising.enums import Stage
from thidua.core.facts import PERIOD_CYCLE
from thidua.core.frozen import fingerprint
from thidua.core.roles import Role
from thidua.councils.parameters.services import choose_council
from thidua.demo.accounts import HEAD, SPECIALIST
from thidua.demo.appraising import BOARD, confirm_no_bar, find, say
from thidua.demo.dossiers import HERO, HONG_BANG, PERSON, Filed
from thidua.demo.stages import moment
from thidua.demo.steering import LABEL
from thidua.dossiers.leader_list.models import names_in
from thidua.dossiers.leader_list.services import publish_leaders
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.afterwards import receive
from thidua.people.models import User
from thidua.proposals.access import publisher_of
from thidua.proposals.choosing import Chosen, choose, follow_suggestions, open_to_follow
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.freezing import confirm, freeze, name_letter
from thidua.proposals.provisional import list_content

CLOSED, OPEN = "2028", "2029"
SENT, APPRAISED, FROZEN = date(2029, 3, 12), date(2029, 4, 10), date(2029, 4, 20)
LEADERS_OUT, BEGUN = date(2030, 2, 12), date(2030, 2, 15)


def proposal_acts(people: dict[str, User]) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act) of both lists."""
    yield SENT, partial(_send, people)
    yield APPRAISED, partial(_appraise, people)
    yield FROZEN, partial(_freeze, people)
    yield LEADERS_OUT, partial(_publish_leaders, people)
    yield BEGUN, partial(_begin, people)


def _send(people: dict[str, User]) -> None:
    at = moment(SENT, 9)
    unit = Filed(HONG_BANG, people["canbo.hongbang"], people["chutich.hongbang"])
    person = unit.start(at, CLOSED, "annual.individual", PERSON)
    apart = unit.start(at, CLOSED, "discretionary.individual", HERO)
    unit.meet(at, person, apart)
    unit.hand(at, person, apart)
    unit.send(at, person, "18/TTr-UBND")


def _appraise(people: dict[str, User]) -> None:
    """Both stages agree; the office leaves this small cycle to the decider without the council."""
    specialist, board = people[SPECIALIST], people[BOARD]
    rows = Dossier.objects.filter(filing__cycle=CLOSED, filing__unit__code=HONG_BANG)
    for row in rows.select_related("filing__unit"):
        receive(by=specialist, at=moment(APPRAISED, 7), dossier=row)
        confirm_no_bar(row, board, 8, APPRAISED)
        for stage, person, hour in ((Stage.CONTENT, specialist, 9), (Stage.PROCEDURE, board, 14)):
            state_conflict(by=person, at=moment(APPRAISED, 8), filing=row.filing, is_recused=False)
            find(row, stage, person, hour, APPRAISED)
            say(row, stage, person, hour, APPRAISED)
    choose_council(
        by=people[HEAD], at=moment(APPRAISED, 15), cycle=CLOSED, is_on=False, valid_from=APPRAISED,
        reason=f"Đợt có ít hồ sơ, trình trực tiếp {LABEL}",
    )  # fmt: skip


def _freeze(people: dict[str, User]) -> None:
    """What is suggested is taken; what the rules leave open or refuse goes in with words."""
    by, head, at = people[SPECIALIST], people[HEAD], moment(FROZEN, 9)
    whole = CycleSet(CLOSED, FROZEN)
    for line in whole.lines:
        is_in = line.row.unit.code == HONG_BANG
        words = (
            "" if line.suggestion.is_proposed == is_in else f"Xét toàn diện hồ sơ và ý kiến thẩm định {LABEL}"
        )
        chosen = Chosen(is_in, words)
        choose(by=by, at=at, whole=whole, dossier=line.row.pk, chosen=chosen, version=0)
    frozen = freeze(by=by, at=moment(FROZEN, 10), cycle=CLOSED, knows_apart=True)
    confirm(by=head, at=moment(FROZEN, 14), proposal=frozen)
    name_letter(by=by, at=moment(FROZEN, 16), proposal=frozen, number="52", on=FROZEN)


def _publish_leaders(people: dict[str, User]) -> None:
    """After the last index that counts: who leads for now, before the dossiers of the period come."""
    content = list_content(CycleSet(PERIOD_CYCLE, LEADERS_OUT))
    by = people[BOARD if publisher_of(names_in(content)) == Role.EMULATION_BOARD else HEAD]
    at = moment(LEADERS_OUT, 9)
    publish_leaders(by=by, at=at, cycle=PERIOD_CYCLE, content=content, seen=fingerprint(content))


def _begin(people: dict[str, User]) -> None:
    whole = CycleSet(OPEN, BEGUN)
    seen = {line.row.pk: bool(line.suggestion.is_proposed) for line in open_to_follow(whole)}
    follow_suggestions(by=people[SPECIALIST], at=moment(BEGUN, 8), whole=whole, seen=seen)
