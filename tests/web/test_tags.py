"""Tags and filters of `{% load thidua %}`."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from thidua.core.truth import Truth


def render(text: str, **context: object) -> str:
    return Template("{% load thidua %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (Truth.MET, "đạt"),
        (Truth.NOT_MET, "không đạt"),
        (Truth.UNKNOWN, "chưa đủ dữ liệu"),
        (None, "chưa đủ dữ liệu"),
        ("suspended", "tạm dừng xét"),
    ],
)
def test_verdict_is_an_icon_and_a_word(value, word):
    html = render("{% verdict value %}", value=value)
    assert html.startswith('<span class="td-badge')
    assert f"</svg>{word}</span>" in html
    assert 'aria-hidden="true"' in html


def test_verdict_speaks_the_language_of_the_page():
    with translation.override("en"):
        assert "not met" in render("{% verdict 'not_met' %}")
    assert "không đạt" in render("{% verdict 'not_met' %}")


def test_badge_escapes_its_words():
    assert "&lt;b&gt;" in render("{% badge label 'pencil' %}", label="<b>")


def test_unpublished_score_is_said_in_words_and_never_zero():
    assert render("{{ value|decimal:2 }}", value=None) == "chưa có"
    assert render("{{ value|decimal:2 }}", value=Decimal("95.8")) == "95,80"


def test_dates_as_official_papers_write_them():
    assert render("{{ value|day }} {{ value|day_in_words }}", value=date(2026, 6, 9)) == (
        "09/6/2026 ngày 09 tháng 6 năm 2026"
    )
    assert render("{{ value|day }}", value=None) == ""
    late = datetime(2026, 6, 8, 18, 5, tzinfo=UTC)
    assert render("{{ value|moment }}", value=late) == "01:05 ngày 09/6/2026"


class OneField(forms.Form):
    title = forms.CharField(help_text="Tối đa 250 ký tự.", widget=forms.TextInput({"placeholder": "mờ"}))


def test_field_ties_label_help_and_errors_to_its_control():
    html = render("{% field form.title %}", form=OneField({}))
    assert 'for="id_title"' in html
    assert 'aria-describedby="id_title-help id_title-errors"' in html
    assert 'aria-invalid="true"' in html
    assert "placeholder" not in html


def test_crumbs_begin_at_home():
    html = render("{% crumbs 'Xếp hạng' '/xep-hang/' %}")
    assert html.index('href="/"') < html.index('href="/xep-hang/"')
