"""The register of legal bases in a new version of the plan: what papers print, what pages warn of."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from docx import Document
from tests.amending import ALL_CYCLES, with_decree
from tests.page_text import words

import thidua
from thidua.core.roles import Role
from thidua.documents.papers.own_template import starting_template
from thidua.dossiers.grounds import award_grounds
from thidua.foundation.files import Kind as FileKind
from thidua.foundation.files import inspect_upload
from thidua.movement.selectors import programme_for
from thidua.movement.versions.selectors import file_of, newest
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.selectors import form_doubts
from thidua.paper_forms.services import set_form

pytestmark = pytest.mark.django_db

OLD = "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;"
TITLE = "Căn cứ pháp lý cần xem lại trước khi in"
SHOWN = {
    Kind.COUNCIL_MINUTES: ("councils/desk.html", "councils/session.html"),
    Kind.UNIT_MINUTES: ("dossiers/minutes.html", "dossiers/filing.html"),
    Kind.MINUTES: ("steering/inspections/visit.html",),
    Kind.NOTICE: ("movement/calendar.html", "steering/inspections/visit.html"),
    Kind.PLAN: ("steering/inspections/plan.html",),
    Kind.REPORT: ("steering/difficulties/digest.html", "synthesis/report.html"),
    Kind.INVITATION: ("conferences/one.html",),
    Kind.LETTER: ("urging/letter.html",),
    Kind.UNIT_PROPOSAL: ("dossiers/receipt.html",),
    Kind.ACHIEVEMENTS: ("dossiers/dossier.html", "dossiers/as_sent.html"),
    Kind.CERTIFICATE: ("decisions/certificates.html", "decisions/award.html"),
}
"""Pages that tell of grounds in the office's own form alone: the paper prints none of the register, or
those of the day on which it went out."""
WITH_REGISTER = (
    "dossiers/filing.html",
    "dossiers/check.html",
    "proposals/proposal.html",
    "decisions/list.html",
    "decisions/decision.html",
)


@pytest.fixture
def renewed(amend, approve):
    """renewed(day, cycles=…): the register in force has a decree that replaces the old one from then on."""

    def act(day, cycles=ALL_CYCLES):
        made = amend({}, content=with_decree(file_of(newest()), valid_from=day.isoformat()))
        return approve(made, cycles=cycles)

    return act


@pytest.fixture
def put(head, at):
    """put(Kind.NOTICE): the office's own form of a kind that cites the old decree."""

    def act(kind):
        document = Document(io.BytesIO(starting_template(kind.form_kind)))
        document.paragraphs[0].insert_paragraph_before(OLD)
        out = io.BytesIO()
        document.save(out)
        sent = inspect_upload(ContentFile(out.getvalue(), name="mau.docx"), kinds=(FileKind.DOCX,))
        return set_form(by=head, at=at, kind=kind, upload=sent, valid_from=at.date())

    return act


def cited(cycle, on) -> list[str]:
    return [ground.words.split(" ngày ")[0] for ground in award_grounds(programme_for(cycle, on), on)]


def test_a_new_version_is_enough_for_papers_to_print_the_new_decree_from_its_day(renewed, on):
    before = cited("2026", on + timedelta(3))
    renewed(on + timedelta(3), cycles=["2026"])

    assert "Căn cứ Nghị định số 152/2025/NĐ-CP" in before
    assert cited("2026", on + timedelta(2)) == before
    new = "Căn cứ Nghị định số 99/2027/NĐ-CP"
    assert cited("2026", on + timedelta(3)) == [new if "152/2025" in one else one for one in before]
    assert cited("2027", on + timedelta(3)) == before, "this cycle follows the older version"


def test_a_form_is_held_against_the_version_in_force(renewed, put, on):
    put(Kind.NOTICE)
    assert form_doubts(Kind.NOTICE, on) == []

    renewed(on, cycles=["2026"])
    [told] = form_doubts(Kind.NOTICE, on, "2026")
    assert "152/2025/NĐ-CP đã được thay thế. Hãy dùng 99/2027/NĐ-CP (hiệu lực từ 15/02/2027)." in told
    assert form_doubts(Kind.NOTICE, on, "2027") == []


def test_the_office_sees_it_at_the_form_and_where_it_prints_with_the_way_to_the_register(
    renewed, put, head, client, demo_day, on
):
    client.force_login(head)
    put(Kind.NOTICE)
    calendar = reverse("movement:calendar")
    assert TITLE not in words(client.get(calendar))

    renewed(on)
    shown = client.get(calendar)
    assert TITLE in words(shown)
    assert "Hãy dùng 99/2027/NĐ-CP" in words(shown)
    for name in ("movement:version_upload", "paper_forms:list"):
        assert f'href="{reverse(name)}"' in shown.content.decode()
    assert "Hãy dùng 99/2027/NĐ-CP" in words(client.get(reverse("paper_forms:kind", args=[Kind.NOTICE])))


def test_the_plan_says_what_is_printed_and_what_replaces_it(renewed, make_person, client, head, demo_day, on):
    renewed(on)
    client.force_login(make_person("kiemtoan", Role.AUDITOR))
    shown = client.get(reverse("movement:plan"))
    assert "In làm căn cứ của: Tờ trình, Quyết định khen thưởng" in words(shown)
    assert "Được thay bằng: 99/2027/NĐ-CP, từ 15/02/2027" in words(shown)
    assert "Ghi văn bản mới vào sổ căn cứ" not in words(shown)

    client.force_login(head)
    assert "Ghi văn bản mới vào sổ căn cứ" in words(client.get(reverse("movement:plan")))


@pytest.mark.parametrize("kind", list(SHOWN))
def test_every_page_that_prints_a_paper_tells_of_the_grounds_in_its_form(kind):
    for name in SHOWN[kind]:
        assert any("{% form_doubts " in line and f'"{kind}"' in line for line in _template(name)), name


@pytest.mark.parametrize("name", WITH_REGISTER)
def test_every_page_that_prints_grounds_of_the_register_tells_of_them(name):
    assert any("{% ground_doubts doubts " in line for line in _template(name))


def _template(name: str) -> list[str]:
    [room] = Path(thidua.__file__).parent.glob(f"*/templates/{name}")
    return room.read_text(encoding="utf-8").splitlines()


def test_no_kind_of_paper_is_forgotten():
    by_register = {Kind.PROPOSAL, Kind.UNIT_PROPOSAL, Kind.DECISION}
    assert {*SHOWN, *by_register, Kind.ACHIEVEMENTS} == set(Kind), "a report of achievements cites nothing"
