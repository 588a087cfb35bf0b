"""On the State's level the office begins, by the law's own list; a unit is told whom to write to."""

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON

from thidua.core.facts import PERIOD_CYCLE
from thidua.core.roles import Role
from thidua.dossiers.checklist.items import DEFAULT, ITEM_OF, Kind, Need
from thidua.dossiers.checklist.selectors import completed
from thidua.dossiers.enums import Proposer
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.services import Subject, describe_subject, start_dossier


def routes(client, query):
    return client.get(reverse("dossiers:routes") + query).content.decode()


def test_a_unit_does_not_begin_it_and_is_told_what_it_can_do(start, client, officer):
    with pytest.raises(DossierRefused, match="gửi văn bản về Sở Nội vụ"):
        start("state.collective", cycle=PERIOD_CYCLE)
    client.force_login(officer)
    shown = routes(client, f"?dot={PERIOD_CYCLE}")
    assert "đơn vị không tự lập hồ sơ" in shown
    assert reverse("dossiers:start", args=["state.collective"]) not in shown
    expected = client.get(reverse("dossiers:expected") + f"?dot={PERIOD_CYCLE}").content.decode()
    assert "period.collective" in expected
    assert "state.collective" not in expected


def test_the_office_begins_it_with_a_whole_report_and_a_ground(unit, customs, client, specialist, fill, at):
    client.force_login(specialist)
    address = reverse("dossiers:start", args=["state.collective"])
    assert address in routes(client, f"?don-vi=HQ&dot={PERIOD_CYCLE}")
    row = start_dossier(
        by=specialist, at=at, unit=customs, cycle=PERIOD_CYCLE, award_id="state.collective",
        proposer=Proposer.OFFICE,
    )  # fmt: skip
    with pytest.raises(DossierRefused) as refusal:
        hand_over(by=specialist, at=at, dossier=row)
    for words in ("mục I.", "mục II.2", "Văn bản căn cứ", "số, ngày, nơi ban hành"):
        assert words in str(refusal.value)
    assert hand_over(by=specialist, at=at, dossier=fill(row, by=specialist)).state == "waiting"


def test_what_the_office_still_writes_is_in_no_number_of_what_was_sent(customs, client, specialist, at):
    row = start_dossier(
        by=specialist, at=at, unit=customs, cycle=PERIOD_CYCLE, award_id="state.collective",
        proposer=Proposer.OFFICE,
    )  # fmt: skip
    client.force_login(specialist)

    def told():
        shown = client.get(reverse("dossiers:list") + f"?dot={PERIOD_CYCLE}").context
        return [line.row.pk for line in shown["lines"]], [number for _kind, number in shown["by_route"]]

    assert told() == ([row.pk], [])
    Dossier.objects.filter(pk=row.pk).update(state="sent")
    assert told() == ([row.pk], [1])


def test_its_list_is_the_laws():
    asked = {code for code in DEFAULT if DEFAULT[code][Kind.STATE] == Need.MUST}
    assert asked == {"letter", "report", "bars", "awards", "ground"}
    may = {code for code in DEFAULT if DEFAULT[code][Kind.STATE] == Need.MAY}
    assert {"city_minutes", "endorsed_report", "related", "consulted"} <= may
    assert "Điều 42" in ITEM_OF["city_minutes"].source
    assert "chưa đối chiếu" in ITEM_OF["consulted"].source
    others = [kind for kind in Kind if kind != Kind.STATE]
    assert {DEFAULT["related"][kind] for kind in others} == {Need.NO}


def test_a_list_of_before_asks_of_the_state_level_what_it_asked_outside_the_limits():
    before = {"ground": {"discretionary": "may", "adhoc": "may"}}
    assert completed(before)["ground"][Kind.STATE] == Need.MAY
    assert completed(before)["related"] == DEFAULT["related"]


def test_who_works_for_a_unit_and_the_office_proposes_for_others_too(unit, customs, client, make_person):
    both = make_person("cahai", (Role.UNIT_OFFICER, unit), Role.STANDING_SPECIALIST)
    client.force_login(both)
    own = routes(client, "?dot=2026")
    assert "Bằng khen hằng năm" in own
    assert "Đề xuất cho đơn vị khác" in own
    assert "Chi cục Hải quan khu vực III" in routes(client, "?chon-don-vi=1&dot=2026")
    assert "Bằng khen hằng năm" not in routes(client, "?don-vi=HQ&dot=2026")
    begin = reverse("dossiers:start", args=["discretionary.collective"]) + "?don-vi=HQ&dot=2026"
    assert client.post(begin, {"name": ""}).status_code == 302
    assert Dossier.objects.get().proposer == Proposer.OFFICE


class TestWhatTheUnitHasNotSent:
    """The office proposes beside a unit that is putting something together itself."""

    BEGIN = "?don-vi=11311&dot=2026"

    def test_the_chooser_of_the_office_names_none_of_it(self, unit, client, specialist, officer, start, wait):
        draft = start("discretionary.individual", PERSON)
        waiting = wait(start("adhoc.individual", Subject("Đỗ Văn Nam", position="Công chức")))
        client.force_login(specialist)
        shown = routes(client, self.BEGIN)
        for row in (draft, waiting):
            assert row.subject_name not in shown
            assert reverse("dossiers:dossier", args=[row.pk]) not in shown
        client.force_login(officer)
        assert PERSON.name in routes(client, "?dot=2026")
        Dossier.objects.update(state="sent")
        client.force_login(specialist)
        assert PERSON.name in routes(client, self.BEGIN)

    def test_the_office_is_told_whom_to_ask_when_it_stands_in_the_way(self, unit, client, specialist, start):
        row = start("discretionary.individual", PERSON)
        begin = reverse("dossiers:start", args=["discretionary.individual"]) + self.BEGIN
        said = {"name": PERSON.name, "gender": "female", "birth_year": "1988", "position": "Công chức"}
        client.force_login(specialist)
        answer = client.post(begin, said)
        assert answer.status_code == 422
        assert "Đề nghị đơn vị gửi hoặc rút hồ sơ đó" in answer.content.decode()
        assert "Mở hồ sơ đó" not in answer.content.decode()
        Dossier.objects.filter(pk=row.pk).update(state="sent")
        assert "Mở hồ sơ đó để làm tiếp" in client.post(begin, said).content.decode()

    def test_the_office_cannot_give_its_own_dossier_to_that_subject(
        self, unit, specialist, standing_head, start, at
    ):
        start("discretionary.individual", PERSON)
        other = Subject("Đỗ Văn Nam", position="Công chức")
        row = start("discretionary.individual", other, by=specialist, proposer=Proposer.OFFICE)
        with pytest.raises(DossierRefused, match=r"đang lập hồ sơ .* Đề nghị đơn vị gửi hoặc rút"):
            describe_subject(by=specialist, at=at, dossier=row, subject=PERSON, edition=row.edition)


def test_the_minutes_of_the_unit_s_council_are_no_part_of_what_the_office_proposes(
    start, fill, specialist, client, unit, at
):
    fill(start("annual.individual", PERSON))
    said = {"award_id": "discretionary.individual", "subject": PERSON, "proposer": Proposer.OFFICE}
    row = start_dossier(by=specialist, at=at, unit=unit, cycle="2026", **said)
    client.force_login(specialist)
    shown = client.get(reverse("dossiers:dossier", args=[row.pk]))
    for line in shown.context["lines"]:
        assert client.get(line.url).status_code == 200, line.code


def test_who_works_for_a_unit_alone_has_no_chooser(unit, customs, client, officer):
    client.force_login(officer)
    shown = routes(client, "?chon-don-vi=1&dot=2026")
    assert "Bằng khen hằng năm" in shown
    assert "Đề xuất cho đơn vị khác" not in shown


def test_outside_the_limits_the_reading_and_the_clause_of_the_cycle_are_told(unit, client, officer, start):
    client.force_login(officer)
    year, period = routes(client, "?dot=2026"), routes(client, f"?dot={PERIOD_CYCLE}")
    for shown in (year, period):
        assert "B27" in shown
        assert "chưa có ý kiến của Sở Nội vụ" in shown
        assert "thư giới thiệu" in shown
    here = '<span class="td-clause">III.2.2.b.NGOAI</span>'
    assert here in period
    assert here not in year
    begin = reverse("dossiers:start", args=["discretionary.collective"])
    assert here in client.get(f"{begin}?dot={PERIOD_CYCLE}").content.decode()
    row = start("discretionary.collective", cycle=PERIOD_CYCLE)
    assert here in client.get(reverse("dossiers:dossier", args=[row.pk])).content.decode()
