"""What a dossier asks of the initiatives it stands on: their papers, and what they are beside look-alikes."""

from datetime import date

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON, scan, sign

from thidua.dossiers.checklist.items import DEFAULT
from thidua.dossiers.checklist.models import ChecklistVersion
from thidua.dossiers.checklist.selectors import entries_on
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.models import Dossier
from thidua.dossiers.pages import award_of, checklist, unit_of
from thidua.dossiers.sending.gaps import asked_of, gaps_of
from thidua.dossiers.services import name_initiatives
from thidua.initiatives.enums import Level
from thidua.initiatives.models import LikenessRuling
from thidua.initiatives.proofs.services import add_proof
from thidua.initiatives.recognition.services import attach_file
from thidua.units.models import Unit

pytestmark = pytest.mark.usefixtures("demo_day")


@pytest.fixture
def prove(officer, at):
    """prove(initiative): the scan of its decision and a proof of its use."""

    def act(row):
        attach_file(
            by=officer, at=at, initiative=row, level=Level.BASE, certificate="", file=scan(f"qd-{row.code}")
        )
        add_proof(
            by=officer, at=at, initiative=row, place="Một cửa", since=row.applied_on, until=None,
            file=scan(f"xac-nhan-{row.code}"),
        )  # fmt: skip

    return act


@pytest.fixture
def named(start, officer, at):
    """named(initiative, …, award=…) → a draft that stands on them."""

    def act(*rows, award="annual.collective", subject=None):
        found = start(award, subject)
        return name_initiatives(by=officer, at=at, dossier=found, initiatives=rows)

    return act


def papers_of(row, at):
    standing = checklist(row, award_of(row, at), unit_of(row, at), at)
    return next(one for one in standing if one.item.code == "initiative")


def asked(row, at):
    return [gap.words for gap in gaps_of(row, award_of(row, at), asked_of([row], at.date()))]


def rows_of(keys):
    return list(Dossier.objects.filter(pk__in=keys).select_related("filing__unit").order_by("pk"))


def shown(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


class TestPapers:
    def test_a_decision_without_its_file_is_not_complete(self, world, named, prove, client, officer, at):
        row = named(world)
        assert (papers_of(row, at).state, papers_of(row, at).need) == ("unfiled", "must")
        client.force_login(officer)
        page = shown(client, "dossiers:dossier", row.pk)
        assert "có trong sổ, thiếu tệp" in page
        assert "SK-1: thiếu tệp quyết định, giấy chứng nhận, tệp xác nhận áp dụng" in page
        gap = f'<a href="{reverse("initiatives:one", args=[world.pk])}">Sáng kiến SK-1: thiếu'
        assert gap in page
        refused = client.post(reverse("dossiers:hand_over", args=[row.pk]), follow=True).content.decode()
        assert "SK-1: thiếu tệp quyết định" in refused

        prove(world)
        row = Dossier.objects.get(pk=row.pk)
        assert papers_of(row, at).state == "system"
        assert not any("SK-1" in words for words in asked(row, at))

    def test_a_file_of_the_dossier_does_as_well(self, world, named, officer, at):
        row = named(world)
        add_file(by=officer, at=at, dossier=row, item="initiative", upload=scan("ban-sao"))
        row = Dossier.objects.get(pk=row.pk)
        assert papers_of(row, at).state == "file"
        assert not any("SK-1" in words for words in asked(row, at))

    def test_a_collective_of_a_year_needs_one_and_a_person_only_proves_what_is_named(
        self, world, named, start, at
    ):
        none = "Chưa có sáng kiến đã được công nhận"
        assert any(none in words for words in asked(start(), at))
        person = start("annual.individual", PERSON)
        assert papers_of(person, at).need == "may"
        assert not any(none in words for words in asked(person, at))
        relying = named(world, award="annual.individual", subject=type(PERSON)("Ngô Thị Lan"))
        assert papers_of(relying, at).need == "must"
        assert any("SK-1: thiếu" in words for words in asked(relying, at))

    def test_a_collective_of_the_period_has_a_way_without_an_initiative(self, published, start, at):
        row = start("period.collective", cycle="2026-2030")
        assert papers_of(row, at).need == "may"
        assert not any("đã được công nhận" in words for words in asked(row, at))

    def test_the_proof_of_the_rating_is_a_must_for_people_alone(self, published, start, at):
        words = "Chưa kèm tài liệu: Bằng chứng xếp loại năm."
        assert words in asked(start("annual.individual", PERSON), at)
        assert words not in asked(start(), at)

    def test_decisions_and_proofs_open_where_the_dossier_is_read(
        self, world, named, prove, wait, send, client, officer, specialist, head
    ):
        prove(world)
        row = named(world)
        wait(row)
        send(row)
        papers = [
            reverse("initiatives:decision_file", args=[world.recognitions.get().pk]),
            reverse("initiatives:proof_file", args=[world.proofs.get().pk]),
        ]
        client.force_login(officer)
        page = shown(client, "dossiers:dossier", row.pk)
        for address in papers:
            assert address in page
            assert client.get(address).getvalue().startswith(b"%PDF")
        assert "12/QĐ-UBND" in page
        assert "Nguyễn Thị An" in page.split(papers[0])[1], "who put it there stands beside it"


class TestChecklist:
    def test_a_list_from_before_the_column_asks_of_the_period_what_it_asked_of_a_year(
        self, standing_head, at
    ):
        old = {
            code: {kind: need for kind, need in needs.items() if kind != "period_collective"}
            for code, needs in DEFAULT.items()
        } | {"rating": dict.fromkeys(("collective", "person", "period_person", "flag"), "may")}
        ChecklistVersion.objects.create(
            valid_from=at.date(), document="5/HD", entries=old, decided_by=standing_head, decided_at=at
        )
        entries = entries_on(at.date())
        assert entries["rating"]["period_collective"] == "may"
        assert entries["initiative"]["period_collective"] == "must"

    def test_only_papers_of_initiatives_can_be_asked_where_relied_on(self, client, standing_head):
        client.force_login(standing_head)
        url = reverse("dossiers:checklist_new")
        fields = client.get(url).context["form"].fields
        offered = {name for name, field in fields.items() if "relied" in dict(getattr(field, "choices", ()))}
        assert {name.split("-")[0] for name in offered} == {"initiative"}
        data = {name: field.initial for name, field in fields.items() if field.initial}
        data |= {"valid_from": "2027-02-15", "document": "5/HD-SNV", "work-person": "relied", "keep": "1"}
        assert client.post(url, data).status_code == 422
        assert not ChecklistVersion.objects.exists()


class TestLookAlikes:
    @pytest.fixture
    def twin(self, world, make_unit, make_initiative):
        """What another unit had recognised before, in nearly the same words."""
        neighbour = Unit.objects.get(pk=make_unit("11629", "An Lão").id)
        return make_initiative("SK-9", unit=neighbour, recognised_on=date(2026, 2, 2))

    def test_each_is_spoken_of_before_the_dossier_is_handed_over(
        self, world, twin, named, fill, client, officer
    ):
        row = fill(named(world))
        client.force_login(officer)
        address = reverse("initiatives:likeness", args=[world.pk])
        page = shown(client, "dossiers:dossier", row.pk)
        assert f'<a href="{address}#sk-{twin.pk}">' in page
        hand_over = reverse("dossiers:hand_over", args=[row.pk])
        refused = client.post(hand_over, follow=True).content.decode()
        assert "Sáng kiến SK-1: 1 sáng kiến có trước rất giống" in refused
        assert "(SK-9)" in refused
        row.refresh_from_db()
        assert row.state == "draft"

        assert (
            "Hồ sơ khen thưởng dựa vào sáng kiến này chỉ trình ký được"
            in client.get(address).content.decode()
        )
        said = {"verdict": "different", "reason": "Nơi kia hướng dẫn qua điện thoại."}
        assert (
            client.post(reverse("initiatives:likeness_say", args=[world.pk, twin.pk]), said).status_code
            == 302
        )
        assert client.post(hand_over, follow=True).status_code == 200
        row.refresh_from_db()
        assert row.state == "waiting"

    def test_one_that_came_after_the_clerk_is_named_to_who_signs(
        self, world, named, wait, send, request, client, head
    ):
        row = named(world)
        wait(row)
        twin = request.getfixturevalue("twin")
        client.force_login(head)
        filing = reverse("dossiers:letter", args=[row.filing_id])
        assert client.post(filing, {"number": "15/TTr-UBND", "on": "2027-02-14"}).status_code == 302
        assert "(SK-9)" in sign(client, row.filing).content.decode()
        row.refresh_from_db()
        assert row.state == "waiting"
        said = {"verdict": "builds_on", "reason": "Thêm phần tra bản đồ."}
        client.post(reverse("initiatives:likeness_say", args=[world.pk, twin.pk]), said)
        sign(client, row.filing)
        row.refresh_from_db()
        assert row.state == "sent"
        assert LikenessRuling.objects.get().by == head

    def test_as_many_queries_for_three_dossiers_as_for_one(
        self, world, twin, named, make_initiative, django_assert_num_queries, django_assert_max_num_queries
    ):
        on = date(2027, 2, 15)
        keys = [named(world).pk]
        asked_of(rows_of(keys), on)
        rows = rows_of(keys)
        with django_assert_max_num_queries(10) as one:
            asked_of(rows, on)
        count = len(one)
        others = [make_initiative(f"SK-{number}") for number in (2, 3)]
        keys.append(named(world, award="annual.individual", subject=PERSON).pk)
        keys.append(named(*others, award="annual.individual", subject=type(PERSON)("Ngô Thị Lan")).pk)
        asked_of(rows_of(keys), on)
        rows = rows_of(keys)
        with django_assert_num_queries(count):
            found = asked_of(rows, on)
        assert found.untold[world.pk] == [twin]
        assert set(found.untold[others[1].pk]) == {twin, world, others[0]}
