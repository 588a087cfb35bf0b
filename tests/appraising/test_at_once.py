"""Two appraisers at the same second: one opinion stands, the other person is told."""

import pytest
from tests.appraising.conftest import questions
from tests.dossiers.test_at_once import at_once

from thidua.appraising.enums import Say, Stage
from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.judging.models import Opinion
from thidua.appraising.judging.services import give_opinion

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_of_two_opinions_at_once_one_stands(received, find, specialist, standing_head, at):
    find(received, Stage.CONTENT, specialist)
    criteria = questions(received, Stage.CONTENT, at.date())

    def give(by, say, words):
        def act():
            try:
                return give_opinion(
                    by=by,
                    at=at,
                    dossier=received,
                    stage=Stage.CONTENT,
                    say=say,
                    criteria=criteria,
                    words=words,
                )
            except AppraisalRefused as refusal:
                return str(refusal)

        return act

    found = at_once(give(specialist, Say.AGREE, ""), give(standing_head, Say.DISAGREE, "Trùng thành tích"))
    assert sum(isinstance(one, Opinion) for one in found) == 1
    assert sum("vừa ghi ý kiến" in str(one) for one in found) == 1
    assert Opinion.objects.count() == 1
