"""What the home page asks of those who write and review good examples."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.outreach.access import stories
from thidua.outreach.enums import StoryState
from thidua.outreach.story_flow import REVIEWERS


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Stories that came back to this person, and how many of others wait for a review; two queries."""
    on = moment.date()
    visible = stories.visible_to(user, on)
    back = visible.filter(state=StoryState.RETURNED, author_id=user.pk).order_by("-changed_at")
    tasks = [
        Task(
            title=_("Gương tốt “%(title)s”") % {"title": story.title},
            action=_("Sửa theo lý do trả lại rồi gửi lại"),
            url=reverse("outreach:story", args=[story.pk]),
            state=TaskState.RETURNED,
            clause="IV.3",
            reason=story.reason,
        )
        for story in back
    ]
    if not user.has_role(on, *REVIEWERS):
        return tasks
    waiting = (
        visible.filter(state=StoryState.SENT).exclude(author_id=user.pk).exclude(sent_by_id=user.pk).count()
    )
    if waiting:
        words = ngettext("%(n)s gương tốt chờ duyệt", "%(n)s gương tốt chờ duyệt", waiting)
        tasks.append(
            Task(
                title=words % {"n": waiting},
                action=_("Đọc rồi đăng hoặc trả lại"),
                url=reverse("outreach:stories") + "?trang-thai=sent",
                state=TaskState.TO_DO,
                clause="IV.3",
            )
        )
    return tasks
