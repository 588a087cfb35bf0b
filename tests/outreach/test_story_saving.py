"""The form of a story saves itself; two people on one story lose no word."""

import pytest
from django.urls import reverse

from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.outreach.models import Story

BY_SCRIPT = {"headers": {"X-Autosave": "1"}}


@pytest.fixture
def browser(sign_in):
    return sign_in(Role.UNIT_OFFICER)


def said(unit, **change):
    words = {"side": "unit", "unit": unit.pk, "about": "unit", "title": "Tổ lưu động tại chợ", "version": 0}
    return words | change


def test_a_new_story_becomes_a_draft_as_it_is_written(browser, giang):
    answer = browser.post(reverse("outreach:story_new"), said(giang), **BY_SCRIPT)

    story = Story.objects.get()
    assert answer.json()["address"] == reverse("outreach:story_change", args=[story.pk])
    assert answer.json()["version"] == story.edition == 1


def test_what_is_saved_within_a_sitting_is_one_event(browser, giang):
    browser.post(reverse("outreach:story_new"), said(giang), **BY_SCRIPT)
    story = Story.objects.get()
    page = reverse("outreach:story_change", args=[story.pk])

    for version, words in enumerate(("Mỗi tuần", "Mỗi tuần hai buổi"), 1):
        answer = browser.post(page, said(giang, summary=words, version=version), **BY_SCRIPT)
        assert answer.json()["version"] == version + 1

    story.refresh_from_db()
    assert story.summary == "Mỗi tuần hai buổi"
    assert not AuditEvent.objects.filter(action="outreach.rewritten").exists()

    browser.post(page, said(giang, summary="Mỗi tuần ba buổi", version=3))
    assert AuditEvent.objects.filter(action="outreach.rewritten").count() == 1


def test_who_comes_second_sees_both_texts_and_nothing_is_overwritten(browser, giang, tell):
    story = tell(summary="Bản đầu")
    page = reverse("outreach:story_change", args=[story.pk])
    browser.post(page, said(giang, summary="Chữ của người trước", version=1))

    second = said(giang, summary="Chữ của người sau", version=1)
    by_script = browser.post(page, second, **BY_SCRIPT)
    by_button = browser.post(page, second)

    assert (by_script.status_code, by_button.status_code) == (409, 409)
    assert by_script.json()["theirs"]["summary"] == "Chữ của người trước"
    shown = by_button.content.decode()
    assert "Chữ của người trước" in shown
    assert "Chữ của người sau" in shown
    story.refresh_from_db()
    assert story.summary == "Chữ của người trước"


def test_what_cannot_be_saved_is_said_in_words(browser, giang):
    answer = browser.post(reverse("outreach:story_new"), said(giang, about="person"), **BY_SCRIPT)

    assert answer.status_code == 422
    assert "họ và tên" in answer.json()["message"]
