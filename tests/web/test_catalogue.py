"""Every Vietnamese text has its English; whether the catalogues know every text, `make check` looks."""

from scripts import messages
from thidua.awards.outlook import shown_awards
from thidua.awards.wording import WORDS_OF_THE_RULES
from thidua.core.labels import BLOCK_NAMES


def test_every_text_has_a_finished_english_one():
    assert messages.untranslated() == []


def test_every_app_with_texts_has_a_catalogue():
    known = {path.parents[3].name for path in messages.catalogues()}
    assert {app.name for app in messages.apps_with_strings()} - known == set()


def test_the_names_of_awards_and_blocks_are_known_to_the_catalogue():
    """The rules word them in Vietnamese; pages translate them where they are shown."""
    awards = [award.name for award in shown_awards()]

    assert set(awards) | set(BLOCK_NAMES.values()) <= set(WORDS_OF_THE_RULES)
