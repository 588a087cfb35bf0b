"""Four authors with names of 60 letters, a title of 400, twice: the papers of a dossier stay in form."""

from decimal import Decimal

import pytest
from django.urls import reverse
from tests.decisions.journey import LONG_AUTHORS, LONG_TITLE
from tests.opened import pages_of

from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.dossiers.papers import letter_paper
from thidua.dossiers.report.paper import report_paper
from thidua.dossiers.sending.content import told_of
from thidua.dossiers.services import name_initiatives
from thidua.initiatives.description.words import NewAuthor
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.movement.selectors import programme_for
from thidua.units.models import Unit

HEADS = ("Sáng kiến, tác giả", "Nội dung Nguồn")
"""The last words of the head of a table, which is repeated on each page."""
pytestmark = pytest.mark.usefixtures("demo_day")


@pytest.fixture
def dossier(published, start, officer, unit, at):
    """A collective that stands on two such initiatives."""
    rows = [
        register_initiative(
            by=None,
            at=at,
            initiative=NewInitiative(
                code=code,
                unit=Unit.objects.get(pk=unit.id),
                title=LONG_TITLE,
                authors=tuple(
                    NewAuthor(name, percent=percent)
                    for name, percent in zip(
                        LONG_AUTHORS, map(Decimal, ("40", "30", "17.5", "12.5")), strict=True
                    )
                ),
            ),
        )
        for code in ("SK-1", "SK-2")
    ]
    return name_initiatives(by=officer, at=at, dossier=start(), initiatives=rows)


def report_of(row, unit, at):
    award = programme_for("2026", at.date()).award_by_id[row.award]
    return report_paper(
        row.code, told_of(row), award, unit, ranks=(), awards=(), is_demo=False, is_for_writing=False
    )


def test_the_report_and_the_list_name_every_author_with_the_share(dossier, unit, at):
    table = next(
        block
        for block in report_of(dossier, unit, at).body
        if hasattr(block, "rows") and "SK" in str(block.rows)
    )
    letter = letter_paper(dossier.filing, [dossier], unit, at.date(), is_demo=False)

    shares = zip(LONG_AUTHORS, ("40%", "30%", "17,5%", "12,5%"), strict=True)
    told = ", ".join(f"{name} ({share})" for name, share in shares)
    assert table.rows[0][1] == f"{LONG_TITLE}\nTác giả: {told}."
    assert f"SK-1 {LONG_TITLE} (tác giả: {told})\nSK-2" in letter.annexes[0].blocks[0].rows[0][5]


def test_what_was_sent_before_authors_were_kept_names_none(dossier, unit, at):
    told = told_of(dossier)
    for one in told["initiatives"]:
        del one["authors"]
    award = programme_for("2026", at.date()).award_by_id[dossier.award]

    paper = report_paper(
        dossier.code, told, award, unit, ranks=(), awards=(), is_demo=False, is_for_writing=False
    )

    assert "Tác giả" not in str(paper.body)


@pytest.mark.libreoffice
@pytest.mark.poppler
def test_they_open_whole_in_word_and_as_pdf(client, dossier, officer, tmp_path):
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.WAITING)
    client.force_login(officer)
    for address in (
        reverse("dossiers:letter_file", args=[dossier.filing_id, "docx"]),
        reverse("dossiers:report_file", args=[dossier.pk, "docx"]),
    ):
        for suffix in ("docx", "pdf"):
            answer = client.get(address.replace("docx", suffix))
            (tmp_path / f"{address.split('/')[2]}.{suffix}").write_bytes(answer.content)

    opened = pages_of(tmp_path)

    assert len(opened) == 4
    for name, pages in opened.items():
        told = "".join("".join(_without_head(page) for page in pages).split())
        assert all(pages), f"{name}: an empty page"
        assert len(pages) <= 4, name
        assert told.count("".join(LONG_TITLE.split())) == 2, name
        for author in LONG_AUTHORS:
            assert told.count("".join(author.split())) == 2, f"{name}: {author}"


def _without_head(page):
    """A row that goes on over the page is one again without the number and the head of the table."""
    for head in HEADS:
        before, found, after = page.partition(head)
        if found and before[0].isdecimal() and "Danh sách" not in before and "Giải pháp" not in before:
            return after
    return page
