"""Links whose address is named in a template: a name given in one block is not known in another."""

import re
from pathlib import Path

import thidua

TEMPLATES = sorted(Path(thidua.__file__).parent.rglob("templates/**/*.html"))
BLOCK = re.compile(r"{% block (\w+) %}(.*?){% endblock(?: \w+)? %}", re.DOTALL)
NAMED = re.compile(r"{% url [^%]* as (\w+) %}")
USED = re.compile(r'href="{{ (\w+) }}"|action_url=(\w+)')


def lost_in(text):
    """(block, name) of addresses that are named in other blocks of a template only."""
    blocks = BLOCK.findall(text)
    named = {name: set(NAMED.findall(body)) for name, body in blocks}
    everywhere = set().union(*named.values())
    used = [(name, one or two) for name, body in blocks for one, two in USED.findall(body)]
    return [(name, word) for name, word in used if word in everywhere - named[name]]


def test_the_rule_finds_what_it_looks_for():
    text = '{% block a %}{% url "x" as back %}{% endblock %}{% block b %}<a href="{{ back }}">{% endblock %}'
    assert lost_in(text) == [("b", "back")]


def test_each_link_leads_somewhere():
    """“Quay lại” of a dozen forms loaded the form again, and what was typed was gone."""
    found = {str(path): lost_in(path.read_text("utf-8")) for path in TEMPLATES}
    assert {path: lost for path, lost in found.items() if lost} == {}
