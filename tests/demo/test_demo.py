"""The demonstration as a whole, stage by stage."""

import re
from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from django.test import TestCase
from django.urls import reverse

from thidua.awards.models import AwardRecord, Candidate
from thidua.awards.snapshot import snapshot_on
from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.decisions.models import Decision
from thidua.demo.accounts import CAST, PASSWORD, describe
from thidua.demo.build import build
from thidua.demo.command import main
from thidua.demo.stages import STAGE_BY_ID, STAGES
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.moment import current_installation
from thidua.index_results.models import Publication
from thidua.index_results.standings import standings_of
from thidua.index_results.verifying import standing_of
from thidua.index_rounds.models import Round
from thidua.index_rounds.selectors import phases_at
from thidua.initiatives.models import Initiative
from thidua.movement.selectors import deadlines_on, readings_on
from thidua.par_index.enums import IndexKind
from thidua.par_index.models import IndexRelease
from thidua.par_index.selectors import published_rows
from thidua.people.models import Delegation, User
from thidua.units.models import Unit
from thidua.units.selectors import history

pytestmark = pytest.mark.django_db
HONG_BANG = "11311"
AWARDS = ("annual.collective", "annual.individual", "period.collective", "period.individual", "period.flag")


def _build(stage, seed=2162):
    on = STAGE_BY_ID[stage].on
    build(stage=stage, on=on, seed=seed)
    return on


def _told(on):
    """Everything invented, in plain values without row numbers."""
    return (
        [published_rows(on, kind) for kind in IndexKind],
        list(Initiative.objects.order_by("code").values_list("code", "unit__code", "title", "recognised_on")),
        list(
            Candidate.objects.order_by("pk").values_list(
                "unit__code", "award", "cycle", "person_name", "rating"
            )
        ),
        list(AwardRecord.objects.order_by("pk").values_list("unit__code", "award", "cycle", "decided_on")),
        # Some labels name a row by its number, which a rolled-back PostgreSQL does not give again.
        [
            (event.at, event.action, re.sub(r"\d+", "#", event.subject_label))
            for event in AuditEvent.objects.order_by("sequence")
        ],
    )


def _told_and_undone(stage, seed):
    with transaction.atomic():
        told = _told(_build(stage, seed=seed))
        transaction.set_rollback(True)
    return told


class OneStage:
    """What is the same of every stage; each is built once for all of its tests.

    `years` have a published ranking on its day, `cycles_awarded` have their awards.
    """

    stage: str
    years: list[int]
    cycles_awarded: set[str]

    @classmethod
    def setUpTestData(cls):
        cls.on = _build(cls.stage)

    def test_the_stage_has_what_is_known_on_its_day_and_nothing_later(self):
        assert sorted({row[0] for row in published_rows(self.on)}) == self.years
        assert sorted({row[0] for row in published_rows(date(2099, 1, 1))}) == self.years
        in_turn = AwardRecord.objects.exclude(award__startswith="adhoc.")
        assert set(in_turn.values_list("cycle", flat=True)) == self.cycles_awarded
        assert not AuditEvent.objects.filter(at__date__gt=self.on).exists()
        installation = current_installation()
        told = (installation.is_demo, installation.demo_date, installation.stage)
        assert told == (True, self.on, self.stage)
        assert installation.seed == 2162


class TheStart(OneStage, TestCase):
    stage, years, cycles_awarded = "start", [2025], set()

    def test_the_start_is_only_the_real_city_and_its_accounts(self):
        assert Unit.objects.count() == 139
        assert set(IndexRelease.objects.values_list("year", flat=True)) == {2025}
        assert not Initiative.objects.exists()
        assert not Candidate.objects.exists()


@pytest.mark.sqlite
class TheFirstIndex(OneStage, TestCase):
    stage, years, cycles_awarded = "first-index", [2025, 2026], set()

    @classmethod
    def setUpTestData(cls):
        cls.of_another_seed = _told_and_undone(cls.stage, 6)
        super().setUpTestData()

    def test_another_seed_gives_another_city(self):
        assert _told(self.on)[0] != self.of_another_seed[0]


@pytest.mark.long
@pytest.mark.sqlite
class TheMiddle(OneStage, TestCase):
    stage, years, cycles_awarded = "mid", [2025, 2026, 2027], {"2026"}

    @classmethod
    def setUpTestData(cls):
        cls.told_before = _told_and_undone(cls.stage, 2162)
        super().setUpTestData()

    def test_the_same_seed_gives_the_same_city(self):
        assert _told(self.on) == self.told_before

    def test_awards_went_only_to_those_whom_the_rules_let_through(self):
        snapshot = snapshot_on(date(2027, 3, 30))
        met = {
            (nomination.unit, nomination.award, nomination.name)
            for slot, nominations in snapshot.candidates.items()
            if slot[2] == "2026"
            for nomination in nominations
            if snapshot.assess(nomination).word == "met"
        }
        given = set(AwardRecord.objects.values_list("unit__code", "award", "person_name"))
        assert given == met != set()


@pytest.mark.long
@pytest.mark.sqlite
class TheClosedPeriod(OneStage, TestCase):
    stage = "closed"
    years = [2025, 2026, 2027, 2028, 2029, 2030]
    cycles_awarded = {"2026", "2027", "2028", "2029", "2026-2030"}


@pytest.mark.long
class TheDefaultDay(OneStage, TestCase):
    """The day that `make run` shows."""

    stage = "period"
    years = [2025, 2026, 2027, 2028, 2029]
    cycles_awarded = {"2026", "2027", "2028"}

    def test_the_default_day_has_a_story_to_tell_about_hong_bang(self):
        snapshot = snapshot_on(self.on)
        words = {
            award: {
                snapshot.assess(nomination).word
                for nomination in snapshot.nominations(
                    HONG_BANG, award, 2029 if award.startswith("annual") else "2026-2030"
                )
            }
            for award in AWARDS
        }
        assert {"met", "not_met", "unknown"} <= set().union(*words.values()), words

    def test_names_and_blocks_have_a_past(self):
        an_lao = history(self.on)["11629"]
        assert an_lao.full_name == "Phường An Lão"
        assert [an_lao.block_in(year) for year in (2026, 2027, 2028)] == [Block.XA, Block.XA, Block.PHUONG]
        assert history(date(2027, 6, 1))["11629"].full_name == "Xã An Lão"
        assert history(date(2027, 6, 1))["BQLKKT"].name == "Ban Quản lý Khu kinh tế"
        assert history(self.on)["BQLKKT"].name != "Ban Quản lý Khu kinh tế"
        assert "11948" not in {row[1] for row in published_rows(self.on)}

    def test_a_reading_was_decided_by_a_document_and_is_in_force(self):
        assert readings_on(self.on)["initiative_reuse"] == "never"
        assert readings_on(date(2027, 3, 9))["initiative_reuse"] == "ask"

    def test_every_release_was_confirmed_by_a_second_person(self):
        made = IndexRelease.objects.exclude(origin="reference")
        assert Counter(made.values_list("origin", flat=True)) == {"upload": 7, "round": 1}
        assert all(release.confirmed_by_id not in (None, release.imported_by_id) for release in made)
        assert all("trình diễn" in release.decision_number for release in made)

    def test_the_index_tool_came_to_the_ranking_that_it_published(self):
        publication = Publication.objects.get(state="confirmed")
        published = {
            (code, rank, score) for year, code, rank, score, *_ in published_rows(self.on) if year == 2029
        }
        for row in publication.round.blocks.all():
            standings = standings_of(publication.round, Block(row.block))
            units = history(self.on).by_id()
            now = {(units[int(place.unit)].code, place.rank, place.score) for place in standings.places}
            assert now <= published
            published -= now
        assert published == set()
        assert standing_of(publication).stands

    def test_a_trial_is_open_for_self_scoring_and_labelled(self):
        trial = Round.objects.get(year=2030)
        moment = current_installation().now()
        assert [kind for kind, now in phases_at(trial, moment).items() if now.is_open] == ["survey", "self"]
        states = trial.sheets.order_by("state").values_list("state", flat=True)
        assert Counter(states) == {"draft": 3, "waiting": 1, "sent": 1}
        assert all(row.criteria_set.is_sample for row in trial.blocks.all())

    def test_a_notice_moved_a_deadline_and_the_old_day_is_kept(self):
        moved = {(day.deadline, day.cycle): day for day in deadlines_on(self.on) if day.notice}
        assert list(moved) == [("annual_report", 2028)]
        day = moved["annual_report", 2028]
        assert (day.planned, day.date) == (date(2028, 11, 30), date(2028, 12, 15))
        assert "trình diễn" in day.notice

    def test_a_decision_carries_the_signature_of_whoever_it_names_on_its_day(self):
        decision = Decision.objects.get(number="2310/QĐ-UBND")
        [signature] = decision.signatures
        assert signature["signer"] == decision.signer_name
        assert signature["signed_at"].startswith("2029-10-22")

    def test_every_role_has_an_account_that_can_sign_in(self):
        assert {role for part in CAST for role, _ in part.hats} == set(Role)
        worn = {hat.role for user in User.objects.all() for hat in user.hats(self.on)}
        assert worn == set(Role)
        assert User.objects.get(username="chuyenvien").check_password(PASSWORD)
        assert all("trình diễn" in user.position_title for user in User.objects.all())
        assert Delegation.objects.in_force(self.on).count() == 1

    def test_the_main_pages_stand_on_the_default_day(self):
        self.client.force_login(User.objects.get(username="chuyenvien"))
        pages = {
            "ranking": reverse("par_index:ranking"),
            "releases": reverse("par_index:releases"),
            "outlook": reverse("awards:outlook"),
            "unit": reverse("awards:unit", args=[HONG_BANG]),
            "sheet": reverse("awards:unit_sheet", args=[HONG_BANG]),
            "what if": reverse("awards:what_if") + "?annual_collective_logic=any",
            "plan": reverse("movement:plan"),
        }

        answers = {name: self.client.get(address) for name, address in pages.items()}

        assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(pages, 200)
        assert [
            name for name, answer in answers.items() if "DỮ LIỆU TRÌNH DIỄN" not in answer.content.decode()
        ] == []


def test_the_accounts_are_told_with_their_password():
    told = describe()
    assert PASSWORD in told
    assert len(told.splitlines()) == len(CAST) + 1
    assert all(part.username in told for part in CAST)


def test_the_command_builds_and_tells(capsys):
    assert main(["--stage", "start", "--seed", "9"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"ngày 24/11/2026 \(gieo số 9\)", told)
    assert PASSWORD in told


@pytest.mark.sqlite
def test_the_command_takes_a_day_between_the_stages_and_can_be_quiet(capsys):
    assert main(["--as-of", "2027-07-01", "--quiet"]) == 0

    [told] = capsys.readouterr().out.splitlines()
    assert told.startswith("Đã dựng bản trình diễn ngày 01/7/2027 (gieo số 2162)")
    on = current_installation().demo_date
    assert on == date(2027, 7, 1)
    assert {row[0] for row in published_rows(on)} == {2025, 2026}
    assert set(AwardRecord.objects.values_list("cycle", flat=True)) == {"2026"}


def test_the_command_refuses_a_database_that_holds_something(capsys):
    _build("start")
    assert main([]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "THIDUA_STATE_DIR" in captured.err


def test_the_command_refuses_a_production_system(capsys, settings, monkeypatch):
    from dataclasses import replace

    monkeypatch.setattr(settings, "ENV", replace(settings.ENV, production=True))
    assert main([]) == 1
    assert "chính thức" in capsys.readouterr().err
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "wrong", [["--as-of", "2031-13-01"], ["--as-of", "2020-01-01"], ["--stage", "later"]]
)
def test_the_command_tells_a_wrong_call(wrong, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(wrong)
    assert stopped.value.code == 2
    assert capsys.readouterr().err


def test_a_failure_at_the_very_end_leaves_the_database_empty(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("at the end")

    monkeypatch.setattr("thidua.demo.build.lend_a_hat", fail)
    with pytest.raises(RuntimeError, match="at the end"):
        _build("start")
    assert not Unit.objects.exists()
    assert not User.objects.exists()


def test_stages_follow_each_other():
    assert [stage.on for stage in STAGES] == sorted(stage.on for stage in STAGES)
