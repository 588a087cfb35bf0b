"""Jobs by name: done once, tried again, found again when their worker died, seen by the administrator."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.jobs import enqueue, registry
from thidua.foundation.jobs.models import DueRun
from thidua.foundation.jobs.registry import MOST_TRIES
from thidua.foundation.jobs.worker import LOST_AFTER, main, recover_lost, run_due, run_queue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work(monkeypatch):
    """A job that notes what it was given, and fails as often as it is told."""
    done: list[str] = []
    failures = {"left": 0}

    def note(word: str) -> None:
        if failures["left"]:
            failures["left"] -= 1
            raise RuntimeError("máy in hết giấy")
        done.append(word)

    monkeypatch.setitem(registry._jobs, "tests.note", note)
    note.done, note.failures = done, failures
    return note


@pytest.fixture
def clock(monkeypatch):
    """clock(f, g) → exactly these are done every minute."""

    def use(**works):
        monkeypatch.setattr(registry, "_due", {f"tests.{name}": work for name, work in works.items()})

    return use


def statuses() -> list[str]:
    return [row.status for row in DBTaskResult.objects.order_by("enqueued_at")]


def let_time_pass() -> None:
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())


def test_a_job_is_done_once(work):
    enqueue("tests.note", word="một")
    run_queue()
    run_queue()

    assert work.done == ["một"]
    assert statuses() == [TaskResultStatus.SUCCESSFUL]


def test_a_name_nobody_registered_is_a_fault_at_once(db):
    with pytest.raises(KeyError):
        enqueue("tests.nothing")


def test_an_act_that_is_rolled_back_leaves_no_job(work):
    with transaction.atomic():
        enqueue("tests.note", word="không")
        transaction.set_rollback(True)
    run_queue()

    assert work.done == []


def test_a_failed_job_waits_and_is_tried_again(work):
    work.failures["left"] = 1
    enqueue("tests.note", word="lại")
    run_queue()
    assert statuses() == [TaskResultStatus.FAILED, TaskResultStatus.READY]
    run_queue()
    assert work.done == [], "the pause is kept"

    let_time_pass()
    run_queue()
    assert work.done == ["lại"]


def test_a_job_that_always_fails_is_given_up(work):
    work.failures["left"] = 99
    enqueue("tests.note", word="hỏng")
    for _try in range(MOST_TRIES + 2):
        run_queue()
        let_time_pass()

    assert statuses() == [TaskResultStatus.FAILED] * MOST_TRIES


def test_one_failure_does_not_hold_up_the_others(work):
    work.failures["left"] = 1
    enqueue("tests.note", word="hỏng")
    enqueue("tests.note", word="tốt")
    run_queue()

    assert work.done == ["tốt"]


def dead_worker(attempt: int = 1) -> None:
    registry.run_job.enqueue("tests.note", {"word": "mất"}, attempt)
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, started_at=timezone.now() - LOST_AFTER - timedelta(seconds=1)
    )


def test_a_job_of_a_dead_worker_is_done_by_the_next(work):
    dead_worker()

    assert recover_lost(timezone.now()) == 1
    assert recover_lost(timezone.now()) == 0
    run_queue()
    assert work.done == ["mất"]


def test_a_job_that_kills_its_workers_is_given_up(work):
    dead_worker(attempt=MOST_TRIES)
    recover_lost(timezone.now())
    run_queue()

    assert work.done == []
    assert statuses() == [TaskResultStatus.FAILED]


def test_a_job_that_is_still_running_is_left_alone(work):
    enqueue("tests.note", word="dài")
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=timezone.now())

    assert recover_lost(timezone.now()) == 0


def test_a_failure_by_the_clock_is_noted_and_stops_nothing_else(clock, db):
    seen = []

    def breaks(_now):
        raise RuntimeError("mất mạng")

    clock(breaks=breaks, works=seen.append)
    run_due()
    run_due()

    assert len(seen) == 2
    broken, fine = DueRun.objects.get(pk="tests.breaks"), DueRun.objects.get(pk="tests.works")
    assert broken.failures == 2
    assert "mất mạng" in broken.error
    assert (fine.failures, fine.error) == (0, "")

    clock(breaks=seen.append)
    run_due()
    assert DueRun.objects.get(pk="tests.breaks").failures == 0


def test_the_clock_is_that_of_the_installation(clock, demo_day):
    seen = []
    clock(look=seen.append)
    run_due()

    assert seen[0].date() == demo_day


def test_once_does_what_waits_and_ends(work, clock, monkeypatch):
    monkeypatch.setattr("signal.signal", lambda *_: None)
    clock()
    enqueue("tests.note", word="một")

    assert main(["--once"]) == 0
    assert work.done == ["một"]


def test_a_worker_whose_server_is_gone_ends(clock, db, monkeypatch):
    monkeypatch.setattr("signal.signal", lambda *_: None)
    clock()

    assert main(["--beside", "1000000000"]) == 0


def test_the_administrator_sees_a_failed_job_and_runs_it_again(work, client, demo_day, make_person):
    work.failures["left"] = 99
    enqueue("tests.note", word="lại")
    for _try in range(MOST_TRIES):
        run_queue()
        let_time_pass()
    client.force_login(make_person("quan.tri", Role.TECHNICAL_ADMIN))
    html = client.get(reverse("jobs:list")).content.decode()
    assert "tests.note" in html
    assert "máy in hết giấy" in html

    work.failures["left"] = 0
    last = DBTaskResult.objects.order_by("-enqueued_at").first()
    address = reverse("jobs:retry", kwargs={"pk": last.pk})
    assert client.post(address).status_code == 302
    run_queue()

    assert work.done == ["lại"]
    assert AuditEvent.objects.filter(action="foundation.job_retried").count() == 1
    assert client.post(address).status_code == 404, "a second click finds it gone"


def test_an_auditor_sees_the_queue_and_cannot_run_it(work, client, demo_day, make_person):
    work.failures["left"] = 1
    enqueue("tests.note", word="lại")
    run_queue()
    client.force_login(make_person("giam.sat", Role.AUDITOR))

    assert "Chạy lại</button>" not in client.get(reverse("jobs:list")).content.decode()
    failed = DBTaskResult.objects.get(status=TaskResultStatus.FAILED)
    assert client.post(reverse("jobs:retry", kwargs={"pk": failed.pk})).status_code == 403
