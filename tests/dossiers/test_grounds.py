"""Written grounds of what stands outside the limits: a paper, its number, what was contributed."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils.translation import override
from tests.dossiers.conftest import PERSON
from tests.dossiers.grounds import GROUND

from thidua.core.facts import PERIOD_CYCLE
from thidua.dossiers.checklist.items import Need
from thidua.dossiers.checklist.selectors import entries_on
from thidua.dossiers.checklist.standing import need_of
from thidua.dossiers.contributions import contribution_words
from thidua.dossiers.enums import Proposer
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, DossierPart
from thidua.dossiers.pages import part_lines
from thidua.dossiers.papers import letter_paper
from thidua.dossiers.sending.gaps import asked_of, gaps_of
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.services import Attested, attest
from thidua.movement.selectors import programme_for


@pytest.mark.parametrize(
    ("award", "asked"), [("discretionary.collective", ["lĩnh vực"]), ("adhoc.collective", [])]
)
def test_a_letter_is_no_ground(published, start, fill, officer, at, award, asked):
    row = start(award)
    ground_of = Attested(justification="x")
    attest(by=officer, at=at, dossier=row, facts=ground_of, edition=row.edition)
    with pytest.raises(DossierRefused) as refusal:
        hand_over(by=officer, at=at, dossier=row)
    of_both = ("Căn cứ ngắn hơn 30 ký tự", "số, ngày, nơi ban hành", "Chưa kèm tài liệu: Văn bản căn cứ")
    for words in (*of_both, *asked):
        assert words in str(refusal.value)
    assert "loại đóng góp" not in str(refusal.value)  # in a year there is one kind alone
    row = fill(row)
    assert hand_over(by=officer, at=at, dossier=row).state == "waiting"


def test_in_the_period_the_kind_is_asked_and_only_the_index_has_areas(published, start, officer, at):
    row = start("discretionary.collective", cycle=PERIOD_CYCLE)
    assert row.contribution == ""
    row = attest(by=officer, at=at, dossier=row, facts=replace(GROUND, contribution=""), edition=row.edition)
    with pytest.raises(DossierRefused, match="Chưa chọn loại đóng góp"):
        hand_over(by=officer, at=at, dossier=row)
    said = replace(GROUND, contribution="publicity")
    row = attest(by=officer, at=at, dossier=row, facts=said, edition=row.edition)
    assert (row.contribution, row.raised_area) == ("publicity", "")
    with pytest.raises(DossierRefused, match="trong danh sách"):
        attest(by=officer, at=at, dossier=row, facts=replace(GROUND, raised_area="x"), edition=row.edition)


def test_a_year_knows_the_index_alone(published, start, officer, at):
    row = start("discretionary.collective")
    assert row.contribution == "index"
    with pytest.raises(DossierRefused, match="không có trong đợt xét 2026"):
        attest(by=officer, at=at, dossier=row, facts=replace(GROUND, contribution="digital"), edition=1)
    adhoc = start("adhoc.collective")
    adhoc = attest(by=officer, at=at, dossier=adhoc, facts=GROUND, edition=1)
    assert (adhoc.contribution, adhoc.raised_area) == ("", "")


def test_the_page_asks_what_the_route_and_the_cycle_ask(published, start, client, officer, at):
    client.force_login(officer)

    def shown(row):
        return client.get(reverse("dossiers:facts", args=[row.pk])).content.decode()

    year = start("discretionary.individual", PERSON)
    assert 'name="contribution"' not in shown(year)
    assert 'name="raised_area"' in shown(year)
    period = start("discretionary.individual", PERSON, cycle=PERIOD_CYCLE)
    assert 'name="contribution"' in shown(period)
    assert 'name="raised_area"' not in shown(start("adhoc.individual", PERSON))
    said = {"version": 1, "justification": GROUND.justification, "ground_source": GROUND.ground_source}
    answer = client.post(
        reverse("dossiers:facts", args=[period.pk]), said | {"contribution": "index", "raised_area": "impact"}
    )
    assert answer.status_code == 302
    period.refresh_from_db()
    assert (period.contribution, period.raised_area) == ("index", "impact")
    client.post(reverse("dossiers:facts", args=[year.pk]), said | {"raised_area": "finance"})
    year.refresh_from_db()
    assert (year.contribution, year.raised_area) == ("index", "finance")


def test_it_is_frozen_and_stands_in_the_letter(published, start, wait, send, client, head, unit, at):
    row = wait(start("discretionary.collective"))
    client.force_login(head)
    shown = client.get(reverse("dossiers:check", args=[row.pk])).content.decode()
    submission = send(row)
    [frozen] = submission.content["dossiers"]
    facts = frozen["facts"]
    assert (facts["contribution"], facts["raised_area"]) == ("index", "procedures")
    assert facts["ground_source"] == GROUND.ground_source
    words = "duy trì, nâng cao Chỉ số cải cách hành chính thành phố: cải cách thủ tục hành chính"
    assert contribution_words("index", "procedures") == words
    assert words in shown
    assert GROUND.ground_source in shown
    with override("en"):
        printed = str(letter_paper(row.filing, [row], unit, at.date(), is_demo=False))
    assert words in printed
    assert GROUND.ground_source in printed
    assert "Phường Hồng Bàng: " in printed


def test_outside_the_limits_the_whole_report_and_the_units_minutes_are_asked(start, fill, officer, at):
    """As the table of plan-clauses 7.5 has it: only an ad hoc dossier is short."""
    row = fill(start("discretionary.collective"))
    assert words_of(row, at) == []
    Dossier.objects.filter(pk=row.pk).update(selected=None)
    DossierPart.objects.filter(dossier=row, section="general").delete()
    told = words_of(Dossier.objects.get(pk=row.pk), at)
    assert len(told) == 2
    assert "mục I." in told[0]
    assert "biên bản hội đồng" in told[1]
    assert "minutes" in [line.code for line in part_lines(row, award_of(row, at), gaps_of_it(row, at), None)]
    row.proposer = Proposer.OFFICE
    assert need_of(row, award_of(row, at), "minutes", entries_on(at.date())) == Need.MAY


def gaps_of_it(row, at):
    return gaps_of(row, award_of(row, at), asked_of([row], at.date()))


def words_of(row, at):
    return [gap.words for gap in gaps_of_it(row, at)]


def award_of(row, at):
    return programme_for(row.filing.cycle, at.date()).award_by_id[row.award]
