"""State level: over a list the Chairman chooses and gives nothing (III.2.2.b.NN, B30); the State gives."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.decisions.conftest import STATE_FORM
from tests.decisions.test_pages import filled, words

from thidua.awards.models import AwardRecord
from thidua.conferences.from_decision import lines_from
from thidua.conferences.models import Conference
from thidua.decisions import services
from thidua.decisions.apart import acknowledge_apart
from thidua.decisions.certificates.services import ask_for_certificates
from thidua.decisions.certificates.sheets import sheets_of
from thidua.decisions.correcting.selectors import changes_in
from thidua.decisions.correcting.services import confirm_correction
from thidua.decisions.drafting import drafted_for
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Correction, Decision
from thidua.decisions.papers import draft_of_decision, listed
from thidua.decisions.selectors import as_lines, expected_lines, outcomes_of, undecided_outside
from thidua.decisions.services import confirm_decision, settle
from thidua.foundation.notify.models import Notification

pytestmark = pytest.mark.django_db
PERIOD = "2026-2030"


@pytest.fixture
def state_dossier(make_dossier, unit):
    return make_dossier(
        unit, "state.individual", "Lê Thị Hoa", cycle=PERIOD, birth_year=1988, justification="Văn bản 12"
    )


@pytest.fixture
def mixed(state_dossier, make_dossier, make_proposal, unit):
    return make_proposal({make_dossier(unit, "period.collective", cycle=PERIOD): "", state_dossier: ""})


@pytest.fixture
def chosen(record_it, mixed, head, officer, at):
    return confirm_decision(by=head, at=at, decision=record_it(mixed))


def sign_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_who_is_chosen_has_no_award_and_is_told_so(chosen, state_dossier, officer, specialist):
    outcome = chosen.outcomes.get(dossier=state_dossier)
    assert (outcome.is_chosen, outcome.is_awarded, outcome.award) == (True, False, None)
    assert [row.award for row in AwardRecord.objects.all()] == ["period.collective"]
    assert [sheet.name for sheet in sheets_of(chosen, "", is_demo=False)] == ["Xã An Lão"]
    (told,) = Notification.objects.filter(kind="decisions.chosen", user=officer)
    assert "Được chọn trình cấp Nhà nước" in told.title
    assert "Lê Thị Hoa" in told.body
    assert not Notification.objects.filter(kind="decisions.awarded", body__contains="Hoa").exists()
    assert not Notification.objects.filter(kind="decisions.not_awarded").exists()
    assert "Lê Thị Hoa" not in words(Client().get(reverse("portal:awards")))
    page = words(sign_in(specialist).get(reverse("decisions:decision", args=[chosen.pk])))
    assert "được chọn trình cấp Nhà nước" in page
    assert "Thông báo hồ sơ không được tặng" not in page


def test_the_draft_names_them_in_an_article_and_a_list_of_their_own(mixed, at):
    rows = listed(expected_lines(mixed, at.date(), ()))

    paper = draft_of_decision(rows, cycle=PERIOD, letter="", today=at.date(), is_demo=False)

    said = [one.text for one in paper.body]
    assert said[0].startswith("Tặng Bằng khen")
    assert "01 (một) tập thể có thành tích" in said[0]
    assert "Nhà nước" not in said[0]
    assert said[1].startswith("Chọn 01 (một) cá nhân")
    assert "trình cấp có thẩm quyền xem xét khen thưởng cấp Nhà nước" in said[1]
    headings = [one.text for one in paper.annexes[0].blocks if hasattr(one, "level")]
    assert headings == ["A. Được khen thưởng", "B. Được chọn trình khen thưởng cấp Nhà nước"]


def test_the_draft_of_a_list_of_state_level_alone_gives_nothing(state_dossier, make_proposal, at):
    rows = listed(expected_lines(make_proposal({state_dossier: ""}), at.date(), ()))

    paper = draft_of_decision(rows, cycle=PERIOD, letter="", today=at.date(), is_demo=False)

    said = " ".join(one.text for one in paper.body)
    assert "Tặng" not in said
    assert "tiền thưởng" not in said
    assert len(paper.body) == 2
    assert paper.subject.startswith("Về việc lựa chọn")


def test_the_outcome_is_asked_for_in_its_own_words(record_it, mixed, state_dossier, specialist, at):
    outcome = record_it(mixed).outcomes.get(dossier=state_dossier)
    address = reverse("decisions:outcome", args=[outcome.decision_id, outcome.pk])
    assert "Không được chọn trình cấp Nhà nước" in words(sign_in(specialist).get(address))

    settle(by=specialist, at=at, outcome=outcome, is_awarded=False, reason="Để năm sau")
    outcome.refresh_from_db()
    assert (outcome.is_chosen, outcome.is_awarded, outcome.reason) == (False, False, "Để năm sau")
    settle(by=specialist, at=at, outcome=outcome, is_awarded=True)
    outcome.refresh_from_db()
    assert (outcome.is_chosen, outcome.is_awarded, outcome.reason) == (True, False, "")


def test_a_paused_dossier_is_not_chosen(record_it, mixed, state_dossier, head, at):
    found = record_it(mixed)
    state_dossier.barred = True
    state_dossier.save()

    with pytest.raises(DecisionRefused, match="đang tạm dừng xét"):
        confirm_decision(by=head, at=at, decision=found)


def test_what_the_state_then_gives_is_recorded_and_has_no_paper_of_the_city(
    chosen, state_dossier, specialist, head, leader, upload, at
):
    assert list(undecided_outside()) == [state_dossier]
    client = sign_in(specialist)
    given = {"number": "55/QĐ-TTg", "signer_title": "Thủ tướng Chính phủ", "dossiers": [state_dossier.pk]}

    nameless = words(client.post(reverse("decisions:new"), filled(upload, **given)))
    assert "Ghi hình thức như trên quyết định của cấp Nhà nước." in nameless
    client.post(reverse("decisions:new"), filled(upload, state_form=STATE_FORM, **given))

    found = Decision.objects.get(number="55/QĐ-TTg")
    assert STATE_FORM in words(client.get(reverse("decisions:bonus", args=[found.pk]))), "while it waits"
    acknowledge_apart(by=leader, at=at, decision=found)
    confirm_decision(by=head, at=at, decision=found)
    award = AwardRecord.objects.get(award="state.individual")
    assert (award.person_name, award.title) == ("Lê Thị Hoa", STATE_FORM)
    for address in (
        reverse("decisions:register"),
        reverse("decisions:award", args=[award.pk]),
        reverse("decisions:decision", args=[found.pk]),
    ):
        assert STATE_FORM in words(client.get(address)), address
    assert [one.award for one in lines_from(found, Conference(pk=0), at.date())] == [STATE_FORM]
    assert not undecided_outside().exists()
    with pytest.raises(DecisionRefused, match="của thành phố"):
        ask_for_certificates(by=head, at=at, decision=found, address="")
    assert listed(as_lines(outcomes_of(found), found)) == []
    assert client.get(reverse("decisions:paper", args=[found.pk, "pdf"])).status_code == 404
    page = words(client.get(reverse("decisions:decision", args=[found.pk])))
    assert reverse("decisions:certificates", args=[found.pk]) not in page
    assert reverse("decisions:paper", args=[found.pk, "pdf"]) not in page


def test_a_mistyped_form_is_put_right_by_two_people(
    chosen, state_dossier, record_it, specialist, head, leader, officer, at
):
    found = record_it(None, "55/QĐ-TTg", outcomes=drafted_for([state_dossier]))
    acknowledge_apart(by=leader, at=at, decision=found)
    confirm_decision(by=head, at=at, decision=found)
    told = Notification.objects.filter(kind="decisions.awarded", user=officer).latest("pk")
    assert f"{state_dossier.code}: {STATE_FORM}, Lê Thị Hoa" in told.body
    client, right = sign_in(specialist), "Huân chương Lao động hạng Ba"
    address = reverse("decisions:correct", args=[found.pk])
    assert f'value="{STATE_FORM}"' in client.get(address).content.decode()
    said = {"number": found.number, "decided_on": at.date().isoformat(), "signer_name": found.signer_name,
            "signer_title": found.signer_title, "reason": "Chọn nhầm"}  # fmt: skip
    assert client.post(address, said | {"state_form": right}).status_code == 302
    row = Correction.objects.get()
    assert changes_in(row) == [("Hình thức cấp Nhà nước", STATE_FORM, right)]

    confirm_correction(by=head, at=at, correction=row)

    found.refresh_from_db()
    assert (found.state_form, AwardRecord.objects.get(award="state.individual").title) == (right, right)


def test_without_its_form_nothing_of_the_state_is_recorded(chosen, state_dossier, specialist, signed, at):
    new = services.NewDecision("55/QĐ-TTg", at.date(), "Phạm Minh Chính", "THỦ TƯỚNG")
    with pytest.raises(DecisionRefused, match="Chưa ghi hình thức cấp Nhà nước"):
        services.record_decision(
            by=specialist, at=at, new=new, outcomes=drafted_for([state_dossier]), file=signed()
        )


def test_until_it_is_confirmed_nothing_of_the_state_is_offered(record_it, mixed):
    record_it(mixed)

    assert not undecided_outside().exists()
