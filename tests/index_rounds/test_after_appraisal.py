"""What a unit meets once its sheet is judged: where its result is, and that a sample set is a sample."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.index_rounds.judging import APPRAISAL, EXPLANATION, answer_of, cut
from tests.index_rounds.test_appraisal import show_on

from thidua.core.roles import Role
from thidua.index_rounds.appraisal.services import appraise
from thidua.index_rounds.explanation.services import save_explanation, send_explanations
from thidua.index_sets.models import CriteriaSet

pytestmark = pytest.mark.django_db
SAMPLE = "không phải Bộ chỉ số của thành phố"


def page(user, name, *args):
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"index_rounds:{name}", args=args)).content.decode()


@pytest.fixture
def explained(sent, appraiser, officer, head, unit):
    """One cut, which the unit answered."""
    answer = answer_of(sent, "1.1.1")
    appraise(by=appraiser, at=APPRAISAL, answer=answer, verdict=cut("0.5"), seen=None)
    answer = answer_of(sent, "1.1.1")
    save_explanation(by=officer, at=EXPLANATION, answer=answer, text="Đúng hạn", version=0)
    send_explanations(by=head, at=EXPLANATION, sheet=sent, unit=unit)
    return sent


def test_each_page_of_the_explanation_says_that_the_set_is_a_sample(explained, officer, appraiser):
    pk, answer = explained.pk, answer_of(explained, "1.1.1").pk
    show_on(APPRAISAL)
    assert SAMPLE in page(officer, "judged", pk), "also while nothing is shown yet"
    show_on(EXPLANATION)
    of_unit, of_appraiser = (officer, "judged_answer", pk, "1.1.1"), (appraiser, "decide", answer)
    for who, name, *args in ((officer, "judged", pk), of_unit, of_appraiser):
        assert SAMPLE in page(who, name, *args)
    CriteriaSet.objects.update(is_sample=False)
    for who, name, *args in ((officer, "judged", pk), of_unit, of_appraiser):
        assert SAMPLE not in page(who, name, *args)


def test_the_units_people_reach_their_result_once_appraisal_is_over(sent, officer, head, specialist):
    result = reverse("index_results:unit", args=[sent.round_id, "10891"])
    for moment, is_there in ((APPRAISAL, False), (EXPLANATION, True)):
        show_on(moment)
        for name in ("sheet", "receipt"):
            assert (result in page(officer, name, sent.pk)) is is_there
    client = Client()
    client.force_login(head)
    assert client.get(result).status_code == 200, "the link leads where they may go"
    assert result not in page(specialist, "sheet", sent.pk), "the office goes by the ranking"


def test_no_link_to_a_result_that_is_not_there(sent, opened, city, person):
    """Neither from a sheet that was never sent, nor in a round that was called off."""
    show_on(EXPLANATION)
    late = person("canboxa", Role.UNIT_OFFICER, "10888")
    draft = opened.sheets.get(unit_id=city["10888"].id)
    assert "ket-qua-chi-so/" not in _actions(page(late, "sheet", draft.pk))
    opened.called_off_at, opened.called_off_reason = EXPLANATION, "Hủy"
    opened.save()
    owner = person("canbo9", Role.UNIT_OFFICER, "10891")
    assert "ket-qua-chi-so/" not in _actions(page(owner, "sheet", sent.pk))


def _actions(html):
    """What the page itself offers, without the frame around it."""
    return html[html.index("<main") : html.index("</main>")]
