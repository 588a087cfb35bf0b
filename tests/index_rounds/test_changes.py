"""Every act after which the units may stand otherwise draws a new stamp for their block."""

import pytest
from tests.index_rounds.judging import ACCEPT, APPRAISAL, COUNCIL, answer_of, cut

from thidua.core.blocks import Block
from thidua.index_rounds.appraisal.bringing_in import Judged, bring_in_judgements
from thidua.index_rounds.appraisal.services import accept_rest, appraise, judge_by_council
from thidua.index_rounds.changes import note_change
from thidua.index_rounds.enums import Decision, Stage
from thidua.index_rounds.selectors import block_of
from thidua.index_rounds.sheets.bringing_in import SentSheet, bring_in_sheets
from thidua.index_rounds.sheets.reopening import reopen
from thidua.index_rounds.sheets.sending import send_sheet
from thidua.units.selectors import history

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(round_):
    """moved() tells whether the stamp is another one than at the last call."""
    last = [block_of(round_, Block.XA).stamp]

    def tell():
        last.append(block_of(round_, Block.XA).stamp)
        return last[-1] != last[-2]

    return tell


def test_judging_moves_the_block(sent, appraiser, office_head, moved):
    answer = answer_of(sent, "1.1.1")
    appraise(by=appraiser, at=APPRAISAL, answer=answer, verdict=cut("0.5"), seen=None)
    assert moved()
    accept_rest(by=appraiser, at=APPRAISAL, sheet=sent, area="1")
    assert moved()
    judge_by_council(by=office_head, at=COUNCIL, answer=answer, verdict=cut(0))
    assert moved()
    assert not moved(), "reading moves nothing"
    other = answer_of(sent, "1.2")
    row = Judged(other.pk, Stage.APPRAISAL, Decision.ACCEPTED, None, "", APPRAISAL)
    bring_in_judgements(by=None, at=APPRAISAL, found=sent.round, rows=[row])
    assert moved()


def test_the_same_decision_again_moves_nothing(sent, appraiser, moved):
    answer = answer_of(sent, "1.1.1")
    appraise(by=appraiser, at=APPRAISAL, answer=answer, verdict=ACCEPT, seen=None)
    assert moved()
    appraise(by=appraiser, at=APPRAISAL, answer=answer, verdict=ACCEPT, seen=None)
    assert not moved()


def test_sending_and_giving_back_move_the_block(sheet, head, specialist, unit, at, moved):
    sent = send_sheet(by=head, at=at, sheet=sheet, unit=unit)
    assert moved()
    reopen(by=specialist, at=at, sheet=sent, unit=unit, reason="Nhầm số")
    assert moved()


def test_bringing_in_moves_the_block(round_, at, moved):
    (unit, *_others) = history(at.date()).living(Block.XA)
    bring_in_sheets(by=None, at=at, found=round_, rows=[SentSheet(unit, {}, at)])
    assert moved()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused():
    with pytest.raises(RuntimeError, match="transaction"):
        note_change(1, "xa")
