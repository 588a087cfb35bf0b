"""Whatever is typed or pasted, each way of drawing gives a file that opens."""

import io

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.documents.papers import (
    Annex,
    Article,
    Certificate,
    Items,
    Paper,
    Quote,
    Signer,
    Table,
    Text,
    certificates_pdf,
    to_docx,
    to_pdf,
)
from thidua.documents.papers.own_template import fill_template, starting_template

COMMANDS = ["{{ noi_dung }}", "{% for %}", "<w:p/>", "]]>", "&amp;", "\\", "#"]
PASTED = ["\a", "\f", "\x0b", "\ud800", "a\u0323\u0302"]
ANY = st.text(st.characters(), max_size=40) | st.sampled_from(COMMANDS + PASTED)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def own_form() -> bytes:
    """The same for every example, so drawn once."""
    return starting_template("Quyết định")


@st.composite
def papers(draw):
    return Paper(
        kind="Quyết định",
        above=draw(ANY),
        issuer=draw(ANY),
        symbol=draw(ANY),
        subject=draw(ANY),
        number=draw(ANY),
        authority=draw(ANY),
        addressees=draw(st.lists(ANY, max_size=2)),
        grounds=draw(st.lists(ANY, max_size=2)),
        body=(
            Text(draw(ANY)),
            Article(1, draw(ANY)),
            Items([draw(ANY)]),
            Quote(draw(ANY), draw(ANY)),
            Table((draw(ANY),), [(draw(ANY),)], (1,)),
        ),
        signer=Signer((draw(ANY),), draw(ANY)),
        recipients=draw(st.lists(ANY, max_size=2)),
        annexes=(Annex(draw(ANY), (Text(draw(ANY)),), is_wide=True, note=draw(ANY)),),
        marks=(draw(ANY),),
    )


@FEW
@given(papers())
def test_word_files_open(paper):
    assert Document(io.BytesIO(to_docx(paper))).paragraphs


@FEW
@given(papers())
def test_pdf_files_are_made(paper):
    assert to_pdf(paper).startswith(b"%PDF")


@FEW
@given(papers())
def test_files_by_the_office_s_own_form_open(own_form, paper):
    assert Document(io.BytesIO(fill_template(own_form, paper))).paragraphs


@FEW
@given(ANY, ANY, ANY)
def test_certificates_are_made(name, of, achievement):
    sheet = Certificate(
        form="Bằng khen",
        conferred_by=of,
        name=name,
        of=of,
        achievement=achievement,
        check_url="https://thidua.example/x",
        signer=Signer((of,), name),
    )

    assert certificates_pdf([sheet]).startswith(b"%PDF")
