"""What was decided stays: without a list a decision freezes its verdicts; differences are told."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.amending import amend_plan, approve_plan
from tests.decisions.test_pages import words

from thidua.core.frozen import content_of, fingerprint
from thidua.core.frozen_proposal import mismatches
from thidua.core.programme_versions import fingerprint_of
from thidua.core.text import format_date
from thidua.decisions.apart import acknowledge_apart
from thidua.decisions.correcting.services import Corrected, ask_for_correction, confirm_correction
from thidua.decisions.drafting import drafted_for
from thidua.decisions.models import Decision, Outcome
from thidua.decisions.services import confirm_decision
from thidua.decisions.verdicts import differences_since
from thidua.dossiers.models import Dossier
from thidua.foundation.audit.models import AuditEvent
from thidua.movement.selectors import programme_for
from thidua.proposals.content import content_of as list_content
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.models import Proposal

pytestmark = pytest.mark.django_db
GOOD = {"selected": True, "outstanding": True, "conduct": True, "rating": "excellent", "par_role": "advise",
        "par_months": 40, "barred": False, "justification": "Văn bản 12/UBND"}  # fmt: skip


@pytest.fixture
def adhoc(make_dossier, unit):
    """Three for an achievement of the day: two are awarded, one is not."""
    return [make_dossier(unit, "adhoc.individual", name, **GOOD) for name in ("Một", "Hai", "Ba")]


@pytest.fixture
def decide(record_it, specialist, head, leader, at):
    """decide(rows, refused) → a confirmed decision without a list."""

    def act(rows, refused=(), number="1300/QĐ-UBND"):
        outcomes = drafted_for(rows, refused, "Chưa đủ thành tích")
        found = record_it(None, number, outcomes=outcomes)
        acknowledge_apart(by=leader, at=at, decision=found)
        return confirm_decision(by=head, at=at, decision=found)

    return act


@pytest.fixture
def new_version(specialist, head, at):
    """Another edition of the plan."""

    def act(moment=at):
        draft = amend_plan({"III.2.1.2.a.TT.1": 2}, by=specialist, at=moment)
        approve_plan(draft, by=head, at=moment)

    return act


def test_the_confirmation_freezes_facts_and_verdicts_in_the_form_of_a_list(adhoc, decide):
    found = decide(adhoc[:2], adhoc[2:])

    content = found.content
    assert found.content_sha256 == fingerprint(content)
    assert (
        AuditEvent.objects.get(action="decisions.confirmed").after["content_sha256"] == found.content_sha256
    )
    assert [(row["id"], row["choice"]["is_proposed"]) for row in content["dossiers"]] == [
        (adhoc[0].pk, True),
        (adhoc[1].pk, True),
        (adhoc[2].pk, False),
    ]
    assert content["dossiers"][2]["choice"]["reason"] == "Chưa đủ thành tích"
    assert content["programme"]["fingerprint"]
    assert content["readings"]
    assert mismatches(content) == []


def test_what_held_on_the_day_of_signing_is_frozen(adhoc, record_it, leader, head, new_version, at):
    """A version that came between signing and confirming changes nothing of what was decided."""
    before = fingerprint_of(programme_for("2026", at.date()))
    found = record_it(None, "1301/QĐ-UBND", outcomes=drafted_for(adhoc))
    acknowledge_apart(by=leader, at=at, decision=found)
    later = at + timedelta(days=3)
    new_version(later)
    assert fingerprint_of(programme_for("2026", later.date())) != before

    made = confirm_decision(by=head, at=later, decision=found)

    assert made.content["day"] == made.decided_on.isoformat()
    assert made.content["programme"]["fingerprint"] == before


def test_a_decision_by_a_list_freezes_nothing_twice(confirmed):
    assert confirmed.content is None
    assert confirmed.content_sha256 == ""


def test_other_dossiers_of_the_cycle_are_not_in_it(adhoc, decide, dossiers):
    found = decide(adhoc[:1])

    assert [row["id"] for row in found.content["dossiers"]] == [adhoc[0].pk]


def test_what_changed_since_is_told_and_nothing_is_rewritten(adhoc, decide, new_version, head, at):
    found = decide(adhoc[:2], adhoc[2:])
    keys = [row.pk for row in adhoc]
    assert differences_since(found, keys, at.date()).told.is_empty
    kept = list(Decision.objects.values()), list(Outcome.objects.values())

    new_version()
    Dossier.objects.filter(pk=adhoc[0].pk).update(justification="")
    since = differences_since(found, keys, at.date())

    assert [one.what for one in since.causes] == ["Phiên bản của Kế hoạch"]
    [moved] = since.moved
    assert (moved.code, moved.before) == (adhoc[0].code, "met")
    assert moved.after != "met"
    assert since.unchanged == 2
    assert (list(Decision.objects.values()), list(Outcome.objects.values())) == kept
    client = Client()
    client.force_login(head)
    page = words(client.get(reverse("decisions:differences", args=[found.pk])))
    assert adhoc[0].code in page
    assert "được tặng" in page
    assert "2 hồ sơ của quyết định hôm nay xét vẫn như lúc quyết định" in page
    assert reverse("decisions:differences", args=[found.pk]) in words(
        client.get(reverse("decisions:decision", args=[found.pk]))
    )


def test_a_decision_by_a_list_is_held_against_what_the_list_froze(
    proposal, record_it, dossiers, new_version, head, at
):
    content = list_content(CycleSet("2026", at.date()))
    Proposal.objects.update(content=content, sha256=fingerprint(content))
    proposal.refresh_from_db()
    found = confirm_decision(by=head, at=at, decision=record_it(proposal))
    client = Client()
    client.force_login(head)
    address = reverse("decisions:differences", args=[found.pk])
    assert "Không có gì khác" in words(client.get(address))

    new_version()

    assert "Phiên bản của Kế hoạch" in words(client.get(address))


def test_nothing_frozen_is_said(confirmed, head):
    client = Client()
    client.force_login(head)

    assert "Chưa có kết quả xét được khóa" in words(
        client.get(reverse("decisions:differences", args=[confirmed.pk]))
    )
    assert client.get(reverse("decisions:content_json", args=[confirmed.pk])).status_code == 404


def test_the_file_proves_itself(adhoc, decide, auditor):
    found = decide(adhoc[:2])
    client = Client()
    client.force_login(auditor)

    answer = client.get(reverse("decisions:content_json", args=[found.pk]))

    told = content_of(answer.content)
    assert fingerprint(told) == found.content_sha256
    assert mismatches(told) == []


def test_the_file_is_known_where_files_of_lists_are_checked(adhoc, decide, head):
    client = Client()
    client.force_login(head)
    found = decide(adhoc[:2])
    raw = client.get(reverse("decisions:content_json", args=[found.pk])).content

    def check(content):
        file = SimpleUploadedFile("ket-qua-xet.json", content, content_type="application/json")
        return words(client.post(reverse("proposals:check"), {"file": file}))

    assert "Đúng là kết quả xét đã chốt: Quyết định số 1300/QĐ-UBND" in check(raw)
    changed = check(raw.replace("Một".encode(), "Mốt".encode()))
    assert "Không phải bản đã khóa nào" in changed
    assert "Đúng là" not in changed.partition("Không phải bản")[2]


def test_the_page_asks_as_often_for_one_dossier_as_for_many(make_dossier, unit, decide, head):
    client = Client()
    client.force_login(head)

    def asked(number, names):
        rows = [make_dossier(unit, "adhoc.individual", name, **GOOD) for name in names]
        address = reverse("decisions:differences", args=[decide(rows, number=number).pk])
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as told:
            client.get(address)
        return len(told)

    assert asked("1/QĐ-UBND", ["Một"]) == asked("2/QĐ-UBND", ["Hai", "Ba", "Bốn", "Năm"])


def test_a_correction_of_the_day_says_by_which_day_the_verdicts_were_frozen(
    adhoc, decide, specialist, head, at
):
    found = decide(adhoc)
    client = Client()
    client.force_login(specialist)
    address = reverse("decisions:differences", args=[found.pk])
    assert "trước khi đính chính" not in words(client.get(address))
    right = at.date() - timedelta(days=3)
    said = Corrected(found.number, right, found.signer_name, found.signer_title)
    row = ask_for_correction(by=specialist, at=at, decision=found, said=said, reason="Gõ nhầm ngày")

    confirm_correction(by=head, at=at, correction=row)

    told = words(client.get(address))
    assert "Xét theo ngày đã ghi trước khi đính chính" in told
    assert f"sửa ngày ký thành {format_date(right)}" in told
    frozen = Decision.objects.get(pk=found.pk)
    assert (frozen.content, frozen.content_sha256) == (found.content, found.content_sha256)
