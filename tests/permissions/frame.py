"""Who may open what in the rooms of the foundation issue."""

from datetime import datetime

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.permission_world import World
from tests.permissions.vocabulary import (
    ADMIN,
    ANONYMOUS,
    APPRAISERS,
    AUDIT,
    DOMAIN,
    DRAFT_READERS,
    EVERYBODY,
    HEAD,
    OFFICE_HEAD,
    PEOPLE,
    RECEIVER,
    SIGNED_IN,
    STANDING,
    Row,
    only,
)

from thidua.core.roles import Role
from thidua.foundation.jobs.registry import run_job
from thidua.foundation.notify.models import MailState, Notification


def make_things(world: World, at: datetime) -> dict[str, object]:
    """A job that failed, and an e-mail that may have gone out."""
    job = run_job.enqueue("foundation.nothing", {}, 3)
    DBTaskResult.objects.filter(pk=job.id).update(status=TaskResultStatus.FAILED, finished_at=at)
    somebody = world.personas["no_role"]
    somebody.email = "khong.vai@haiphong.example"
    somebody.save(update_fields=["email"])
    mail = Notification.objects.create(
        user=somebody, kind="tests", key="tests", title="Thư", created_at=at, mail_state=MailState.UNSURE
    )
    return {"failed_job": job.id, "unsure_mail": mail}


ROWS: tuple[Row, ...] = (
    # web
    Row("home", EVERYBODY),
    Row("healthz", EVERYBODY),
    Row("readyz", EVERYBODY),
    Row("web:palette", EVERYBODY),
    Row("web:components", ADMIN),
    Row("set_language", EVERYBODY, ok=302, method="post", data={"language": "en", "next": "/"}),
    # sign-in
    Row("account_login", SIGNED_IN, ok=302, other={ANONYMOUS: 200}),
    Row("account_logout", SIGNED_IN),
    Row("account_inactive", EVERYBODY),
    Row("account_reauthenticate", SIGNED_IN),
    Row("account_change_password", SIGNED_IN),
    Row("account_reset_password", EVERYBODY),
    Row("account_reset_password_done", EVERYBODY),
    Row("account_reset_password_from_key", EVERYBODY, args={"uidb36": "wrong_uid", "key": "wrong_key"}),
    Row("account_reset_password_from_key_done", EVERYBODY),
    Row("account_signup", EVERYBODY, ok=404),
    Row("account_email", SIGNED_IN, ok=302),
    # people
    Row("people:accounts", AUDIT),
    Row("people:account", AUDIT, args={"pk": "somebody.pk"}, foreign=SIGNED_IN, case="somebody else"),
    Row("people:account", SIGNED_IN, args={"pk": "self.pk"}, case="oneself"),
    Row("people:account_new", ADMIN),
    Row("people:account_edit", ADMIN, args={"pk": "somebody.pk"}),
    Row("people:account_close", ADMIN, args={"pk": "somebody.pk"}),
    Row("people:account_open", ADMIN, ok=302, method="post", args={"pk": "closed.pk"}),
    Row("people:password_link", ADMIN, method="post", args={"pk": "somebody.pk"}),
    Row("people:role_grant", ADMIN, args={"pk": "somebody.pk"}),
    Row("people:role_end", ADMIN, args={"pk": "somebodys_hat.pk"}),
    Row("people:delegations", PEOPLE),
    Row(
        "people:delegation_new",
        HEAD,
        args={"pk": "head_hat.pk"},
        foreign=only(Role.STANDING_HEAD),
        case="the head's own hat",
    ),
    Row(
        "people:delegation_end",
        HEAD | RECEIVER | ADMIN,
        ok=302,
        method="post",
        args={"pk": "delegation.pk"},
        foreign=PEOPLE - only(Role.AUDITOR),
    ),
    # foundation
    Row("foundation:audit", AUDIT),
    # units: everybody reads, the standing office's head changes
    Row("units:list", PEOPLE),
    Row("units:history", PEOPLE, args={"code": "unit.code"}),
    Row("units:register", OFFICE_HEAD),
    *(
        Row(f"units:{act}", OFFICE_HEAD, args={"code": "unit.code"})
        for act in ("rename", "change_block", "merge", "split", "dissolve")
    ),
    # movement
    Row("movement:plan", PEOPLE),
    Row("movement:decide_reading", OFFICE_HEAD, args={"switch": "switch"}),
    # par_index: what is published everybody reads, drafts are the standing office's
    Row("par_index:ranking", PEOPLE),
    Row("par_index:ranking_chart", PEOPLE),
    Row("par_index:ranking_csv", PEOPLE),
    Row("par_index:ranking_xlsx", PEOPLE),
    Row("par_index:releases", DRAFT_READERS),
    Row("par_index:upload", STANDING),
    Row("par_index:release", DRAFT_READERS, args={"pk": "draft.pk"}),
    Row("par_index:release_file", DRAFT_READERS, args={"pk": "draft.pk"}),
    Row("par_index:release_store", STANDING, ok=302, method="post", args={"pk": "received.pk"}),
    Row(
        "par_index:release_confirm",
        OFFICE_HEAD,
        ok=302,
        method="post",
        args={"pk": "draft.pk"},
        case="by another person than who brought it in",
    ),
    Row(
        "par_index:release_discard",
        STANDING,
        ok=302,
        method="post",
        args={"pk": "draft.pk"},
        data={"reason": "Nhập nhầm"},
    ),
    # portal: everybody
    Row("portal:ranking", EVERYBODY),
    Row("portal:ranking_csv", EVERYBODY),
    # awards
    Row("awards:unit", DOMAIN, args={"code": "unit.code"}),
    Row("awards:unit_sheet", DOMAIN, args={"code": "unit.code"}),
    Row("awards:outlook", APPRAISERS),
    Row("awards:what_if", APPRAISERS),
    # jobs and notifications
    Row("jobs:list", AUDIT),
    Row("jobs:retry", ADMIN, args={"pk": "failed_job"}, ok=302, method="post"),
    Row("notify:troubles", AUDIT),
    Row(
        "notify:trouble_send",
        ADMIN,
        args={"pk": "unsure_mail.pk"},
        ok=302,
        method="post",
        data={"da-kiem-tra": "1"},
    ),
    Row("notify:list", SIGNED_IN),
    Row("notify:follow", SIGNED_IN, args={"pk": "some_number"}, ok=404, case="what was told to another"),
    Row("notify:read_all", SIGNED_IN, ok=302, method="post"),
    Row("notify:choose", SIGNED_IN, ok=302, method="post"),
    Row("notify:refuse", EVERYBODY, ok=404, args={"token": "wrong_key"}, case="an address not made here"),
)
