"""The public page on a phone, without script: three touches and a thank-you."""

import pytest
from django.urls import reverse

from thidua.surveys.models import SurveyAnswer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_questionnaire_is_answered_without_script(transactional_db, asking, open_page):
    _survey, (secret, *_rest) = asking
    page = open_page(reverse("surveys:answer", args=[secret]), width=360, java_script_enabled=False)
    assert page.status == 200
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    choices = page.locator(".sv-form div.td-choice label")
    assert min(choices.nth(place).bounding_box()["height"] for place in range(choices.count())) >= 44
    page.locator("button.sv-send").click()
    assert "Bạn chưa chọn câu nào" in page.inner_text("main")
    page.locator(".sv-form fieldset").nth(0).locator("label").nth(0).click()
    page.locator(".sv-form fieldset").nth(2).locator("label").nth(1).click()
    page.locator("button.sv-send").click()
    assert "Cảm ơn bạn" in page.inner_text("h1")
    assert sorted(SurveyAnswer.objects.get().steps.values()) == [4, 5]
    page.goto(reverse("surveys:answer", args=[secret]))
    assert "Phiếu này đã được gửi" in page.inner_text("main")
    told = ("422", "410")
    assert not [line for line in page.complaints if not any(status in line for status in told)]


def test_the_pages_of_the_office_fit_a_phone(transactional_db, asking, specialist, open_page):
    survey, _secrets = asking
    for name in ("survey", "links", "preview"):
        page = open_page(reverse(f"surveys:{name}", args=[survey.pk]), user=specialist, width=360)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        assert page.complaints == []
