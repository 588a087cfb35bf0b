"""The pages of the rooms in a real browser, full of the city: looked at by axe, on a phone, on paper."""

import re
from datetime import datetime
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from tests.looking import faults_of
from tests.web.pages import DEMO_PAGES

from thidua.appraising.models import Opinion
from thidua.conferences.models import Conference
from thidua.core.deadlines import VIETNAM_TIME
from thidua.councils.models import CouncilSession
from thidua.decisions.models import Decision, Revocation
from thidua.demo.build import build
from thidua.demo.stages import DEFAULT_SEED, STAGE_BY_ID
from thidua.dossiers.models import Dossier, Filing, Submission
from thidua.foundation.files import Kind, inspect_upload
from thidua.index_results.models import Publication
from thidua.index_rounds.models import Judgement, Round, Sheet
from thidua.index_sets.models import CriteriaSet
from thidua.index_sets.services import begin_copy
from thidua.initiatives.bringing_in.services import receive_list as receive_initiatives
from thidua.initiatives.models import Adoption, Initiative, Recognition
from thidua.movement.models import ProgrammeVersion
from thidua.people.models import User
from thidua.proposals.models import Proposal
from thidua.steering.difficulties.models import Difficulty
from thidua.steering.guidance.models import GuidanceDocument
from thidua.steering.inspections.models import Finding, InspectionPlan, Visit
from thidua.surveys.models import Survey
from thidua.unit_plans.models import Measure, NumbersFile
from thidua.unit_plans.numbers_in.services import receive_file
from thidua.units.models import Unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def demonstration(transactional_db):
    _build("period")


@pytest.fixture
def third_year(transactional_db):
    _build("mid")


def _build(name):
    stage = STAGE_BY_ID[name]
    build(stage=stage.id, on=stage.on, seed=DEFAULT_SEED)


def things_shown() -> dict[str, int | str]:
    """The numbers behind the placeholders of `DEMO_PAGES`."""
    return {
        "measure": Measure.objects.filter(plan__unit__code="11311", plan__year=2030).earliest("pk").pk,
        "numbers_file": _file_of_numbers().pk,
        "difficulty": Difficulty.objects.earliest("pk").pk,
        "plan_draft": ProgrammeVersion.objects.get(status="draft").pk,
        "guidance": GuidanceDocument.objects.earliest("pk").pk,
        "conference": Conference.objects.get(state="invited").pk,
        "conference_held": Conference.objects.get(state="held").pk,
        "inspection_plan": InspectionPlan.objects.get(year=2030).pk,
        "visit": Visit.objects.get(state="announced").pk,
        "remedy": Finding.objects.get(state="open").pk,
        **_initiatives(),
        **_things_of_the_index(),
        **_decisions(),
        **_dossiers(),
        **_appraisals(),
        **_councils(),
        **_proposals(),
    }


def _dossiers() -> dict[str, int]:
    """A draft of the period, one that was returned, the filing with both, and the receipt of a late one."""
    draft = Dossier.objects.get(award="period.collective", state="draft")
    return {
        "dossier_draft": draft.pk,
        "filing_of_period": draft.filing_id,
        "dossier_returned": Dossier.objects.get(state="returned").pk,
        "filing": Filing.objects.get(unit__code="11311", cycle="2029").pk,
        "dossier_receipt": Submission.objects.get(receipt="KT-2028/11629-1").pk,
    }


def _proposals() -> dict[str, int]:
    """The list of 2028, and a dossier of 2029 with both opinions."""
    said = Opinion.objects.filter(stage="procedure", sent__dossier__filing__cycle="2029")
    return {
        "proposal": Proposal.objects.get(state="confirmed").pk,
        "dossier_appraised_2029": said.earliest("pk").sent.dossier_id,
    }


def _initiatives() -> dict[str, int]:
    """One told in full, a draft, one before its council, one adopted elsewhere; and a file with a fault."""
    waiting = Adoption.objects.get(state="declared")
    rows = "Mã sáng kiến;Mã đơn vị;Tên sáng kiến\nSK-A;11311;Hẹn giờ\nSK-A;99999;Hẹn giờ\n"
    kept = receive_initiatives(
        by=User.objects.get(username="canbo.hongbang"),
        at=datetime(2030, 2, 15, tzinfo=VIETNAM_TIME),
        file=inspect_upload(ContentFile(rows.encode(), name="sang-kien.csv"), kinds={Kind.CSV}),
    )
    return {
        "initiative": Adoption.objects.filter(state="confirmed").earliest("pk").initiative_id,
        "initiative_draft": Initiative.written.get(is_draft=True).pk,
        "initiative_met": Recognition.objects.get(state="met").initiative_id,
        "initiative_adopted": waiting.initiative_id,
        "initiative_list": kept.pk,
    }


def _appraisals() -> dict[str, int]:
    """One to take in, one with findings only, one with both opinions, and the office's own."""
    sent = Dossier.objects.filter(sendings__isnull=False).exclude(filing__unit__code="SNV")
    looked_at = sent.filter(sendings__findings__stage="content", sendings__opinions=None)
    waiting = sent.filter(state="sent", filing__cycle="2029").earliest("pk")
    return {
        "dossier_to_take_in": waiting.pk,
        "filing_to_take_in": waiting.filing_id,
        "dossier_looked_at": looked_at.filter(state="received").earliest("pk").pk,
        "dossier_appraised": Opinion.objects.filter(stage="procedure").earliest("pk").sent.dossier_id,
        "dossier_of_office": Dossier.objects.get(filing__unit__code="SNV", state="sent").pk,
    }


def _councils() -> dict[str, int]:
    """A session that voted in secret and is closed, with its one item, and one to come."""
    closed = CouncilSession.objects.get(state="closed")
    return {
        "council": closed.council_id,
        "council_closed": closed.pk,
        "council_item": closed.items.earliest("place").pk,
        "council_planned": CouncilSession.objects.get(state="planned").pk,
    }


def _decisions() -> dict[str, int | str]:
    """One that waits for the second person, one with an award, and a revocation."""
    waiting, made = Decision.objects.get(state="recorded"), Decision.objects.get(number="2310/QĐ-UBND")
    given = made.outcomes.get()
    return {
        "decision_waiting": waiting.pk,
        "decision_outcome": waiting.outcomes.earliest("pk").pk,
        "decision_made": made.pk,
        "decision_made_outcome": given.pk,
        "award_given": given.award_id,
        "check_code": given.award.check_code,
        "revocation": Revocation.objects.get().pk,
    }


def _things_of_the_index() -> dict[str, int]:
    """The round of 2029 that is published, the trial of 2030 that is open, and a set in preparation."""
    published = Publication.objects.get(state="confirmed")
    last, trial = published.round, Round.objects.get(year=2030)
    in_force = CriteriaSet.objects.get(year=2029, block="phuong")
    cut = Judgement.objects.filter(stage="appraisal", decision="cut", answer__sheet__unit__code="11311")
    return {
        "publication": published.pk,
        "session": published.session_id,
        "round": last.pk,
        "round_open": trial.pk,
        "sheet_sent": Sheet.objects.get(round=last, unit__code="11311").pk,
        "sheet_draft": Sheet.objects.get(round=trial, unit__code="11311").pk,
        "sheet_waiting": Sheet.objects.get(round=trial, unit__code="11629").pk,
        "answer_cut": cut.earliest("pk").answer_id,
        "survey": Survey.objects.get(year=2029).pk,
        "criteria_set": in_force.pk,
        "set_draft": _copied(in_force).pk,
    }


def _copied(source: CriteriaSet) -> CriteriaSet:
    by = User.objects.get(username="chuyenvien")
    at = datetime(2030, 2, 15, tzinfo=VIETNAM_TIME)
    return begin_copy(by=by, at=at, source=source, year=2031)


def _file_of_numbers() -> NumbersFile:
    """A file of one unit with a new number, a corrected one and a fault."""
    at = datetime(2030, 2, 15, tzinfo=VIETNAM_TIME)
    rows = "Chỉ số;Năm;Số liệu\nthanh-toan;2029;50\nthanh-toan;2030;51,5\ndung-han;2029;nhiều\n"
    return receive_file(
        by=User.objects.get(username="canbo.hongbang"),
        at=at,
        unit=Unit.objects.get(code="11311"),
        year=2029,
        source="Phần mềm một cửa, xuất ngày 05/01",
        file=inspect_upload(ContentFile(rows.encode(), name="so-lieu.csv"), kinds={Kind.CSV}),
    )


def _faults_of(page, path, home, *, is_first: bool) -> list[str]:
    """What is wrong with one page, in the tab its account keeps: styles and scripts are loaded once."""
    page.seen.clear()
    page.complaints.clear()
    status = page.goto(path).status
    told = [f"status {status}"] if status != 200 else []
    told += [f"led to {page.url}"] if unquote(page.url) != home + unquote(path) else []
    told += faults_of(page, but_the_frame=not is_first)
    empty = "main a[href='']:not([aria-current])"  # a filter that shows what is shown already
    nowhere = page.eval_on_selector_all(empty, "links => links.map(link => link.textContent)")
    told += [f"leads nowhere: {words.strip()}" for words in nowhere]
    told += [url for url in page.seen if not url.startswith((home, "data:"))]
    return told + page.complaints


@pytest.mark.long
def test_every_page_is_ours_accessible_and_fits_a_phone(demonstration, open_page, live_server):
    things = things_shown()
    faults = []
    for name in dict.fromkeys(name for name, _path in DEMO_PAGES):
        page = open_page("/", user=User.objects.get(username=name) if name else None)
        paths = [path.format(**things) for who, path in DEMO_PAGES if who == name]
        for place, path in enumerate(paths):
            found = _faults_of(page, path, live_server.url, is_first=place == 0)
            faults += [f"{name} {path}: {words}" for words in found]
        page.close()

    assert faults == []


def test_an_official_finds_what_hong_bang_can_still_reach_and_prints_it_on_one_page(third_year, open_page):
    page = open_page("/", user=User.objects.get(username="chuyenvien"))
    page.keyboard.press("Control+k")
    page.keyboard.type("hong bang")
    page.wait_for_selector("[role=option]:has-text('Phường Hồng Bàng')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/don-vi/11311/")

    summary = page.locator("section[aria-labelledby=tom-tat]").inner_text()
    assert "còn có thể đạt" in summary
    page.click("section[aria-labelledby=tom-tat] li:has-text('còn có thể đạt') a")
    card = page.locator(page.evaluate("location.hash").replace(".", "\\."))
    assert "Còn thiếu gì?" in card.inner_text()
    card.locator("summary:has-text('Vì sao?')").click()
    assert "III.2.2.a.TT.4" in card.inner_text()

    pages = {}
    for code in ("11311", "11413", "11806", "VPUBND", "SVHTTDL", "11948"):
        page.goto(f"/don-vi/{code}/in/")
        paper = page.pdf(prefer_css_page_size=True)
        pages[code] = len(re.findall(rb"/Type\s*/Page[^s]", paper))

    assert pages == dict.fromkeys(pages, 1)
