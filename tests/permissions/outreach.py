"""Who may open what of publicity and good examples; the public pages of the latter."""

from datetime import datetime

from django.core.files.base import ContentFile
from tests.outreach.pictures import png
from tests.permission_world import World
from tests.permissions.vocabulary import DOMAIN, EVERYBODY, HEAD, OTHER_OFFICER, RECEIVER, STANDING, Row, only

from thidua.core.roles import Role
from thidua.foundation.files import Kind, inspect_upload
from thidua.outreach import activity_services, photo_services, story_services
from thidua.outreach.activity_services import NewActivity
from thidua.outreach.enums import Channel, Side
from thidua.outreach.story_services import NewStory

OTHER = frozenset({OTHER_OFFICER})
OWN = HEAD | RECEIVER
PRESS, FRONT = only(Role.PUBLICITY), only(Role.FRONT_ORGANISATION)
WRITERS = OWN | OTHER | PRESS | FRONT
REVIEWERS = STANDING | PRESS
DONE = {
    "side": "unit",
    "title": "Loa thôn",
    "done_on": "2027-02-01",
    "channel": "phat_thanh",
    "content": "ND4",
}
CONSENT = {"what": "name", "way": "van_ban", "given_on": "2027-02-01"}

ROWS = (
    Row("outreach:log", DOMAIN),
    Row("outreach:log_csv", DOMAIN),
    Row("outreach:log_xlsx", DOMAIN),
    Row("outreach:figures", DOMAIN),
    Row("outreach:activity_new", WRITERS),
    Row("outreach:activity", DOMAIN, args={"pk": "activity.pk"}),
    Row("outreach:activity_file", DOMAIN, args={"pk": "activity.pk"}),
    Row("outreach:activity_change", OWN, args={"pk": "activity.pk"}),
    Row(
        "outreach:activity_remove",
        OWN,
        ok=302,
        method="post",
        args={"pk": "activity.pk"},
        data={"reason": "Ghi nhầm"},
    ),
    Row("outreach:stories", DOMAIN),
    Row("outreach:story_new", WRITERS),
    Row("outreach:story", DOMAIN, args={"pk": "told_story.pk"}),
    Row("outreach:story", OWN, args={"pk": "draft_story.pk"}, foreign=DOMAIN - OWN, case="draft"),
    Row(
        "outreach:story",
        OWN | REVIEWERS,
        args={"pk": "sent_story.pk"},
        foreign=DOMAIN - OWN - REVIEWERS,
        case="sent",
    ),
    Row("outreach:story_change", OWN, args={"pk": "draft_story.pk"}, foreign=WRITERS - OWN),
    Row(
        "outreach:story_send",
        OWN,
        ok=302,
        method="post",
        args={"pk": "draft_story.pk"},
        foreign=WRITERS - OWN,
    ),
    Row("outreach:story_publish", REVIEWERS, ok=302, method="post", args={"pk": "sent_story.pk"}),
    Row(
        "outreach:story_return",
        REVIEWERS,
        ok=302,
        method="post",
        args={"pk": "sent_story.pk"},
        data={"reason": "Thêm số liệu"},
    ),
    Row(
        "outreach:story_withdraw",
        OWN | REVIEWERS,
        ok=302,
        method="post",
        args={"pk": "told_story.pk"},
        data={"reason": "Số liệu sai"},
    ),
    Row("outreach:photo", DOMAIN, args={"pk": "told_photo.pk"}),
    Row(
        "outreach:photo_add",
        OWN,
        ok=422,
        method="post",
        args={"pk": "draft_story.pk"},
        foreign=WRITERS - OWN,
    ),
    Row("outreach:photo_remove", OWN | REVIEWERS, ok=302, method="post", args={"pk": "told_photo.pk"}),
    Row(
        "outreach:consent_add",
        OWN,
        ok=302,
        method="post",
        args={"pk": "draft_story.pk"},
        data=CONSENT,
        foreign=WRITERS - OWN,
    ),
    Row("outreach:consent_withdraw", OWN | REVIEWERS, ok=302, method="post", args={"pk": "told_consent.pk"}),
    Row("portal:stories", EVERYBODY),
    Row("portal:story", EVERYBODY, args={"pk": "told_story.pk"}),
    Row(
        "portal:story", frozenset(), args={"pk": "sent_story.pk"}, foreign=EVERYBODY, case="not yet published"
    ),
    Row("portal:story_photo", EVERYBODY, args={"pk": "told_photo.pk"}),
)


def make_things(world: World, at: datetime) -> dict[str, object]:
    """An activity with its file; a draft, a sent and a published story of the unit."""
    officer, head = world.personas[Role.UNIT_OFFICER.value], world.personas[Role.STANDING_HEAD.value]
    paper = inspect_upload(ContentFile(b"%PDF-1.4\n%%EOF", name="bai-bao.pdf"), kinds={Kind.PDF})
    done = NewActivity(Side.UNIT, "Phát thanh", at.date(), Channel.RADIO, unit=world.unit)
    activity = activity_services.record_activity(by=officer, at=at, activity=done, file=paper)
    draft = _story(world, at, "person", "Trần Văn Tư")
    sent = _story(world, at)
    story_services.send_story(by=officer, at=at, story=sent)
    told = _story(world, at)
    picture = inspect_upload(ContentFile(png(), name="anh.png"), kinds={Kind.PNG})
    photo = photo_services.add_photo(
        by=officer, at=at, story=told, upload=picture, alt="Bàn tiếp nhận", shows_people=True
    )
    consent = photo_services.record_consent(
        by=officer, at=at, story=told, photo=photo, person="Lê Thị Năm", way="van_ban", given_on=at.date()
    )
    story_services.send_story(by=officer, at=at, story=told)
    story_services.publish_story(by=head, at=at, story=told)
    return {
        "activity": activity,
        "draft_story": draft,
        "sent_story": sent,
        "told_story": told,
        "told_photo": photo,
        "told_consent": consent,
    }


def _story(world: World, at: datetime, about: str = "unit", person: str = "") -> object:
    officer = world.personas[Role.UNIT_OFFICER.value]
    said = NewStory(world.unit, about, "Hẹn giờ", "Không chờ.", "Nhận lịch hẹn.", "5 phút.", person)
    return story_services.write_story(by=officer, at=at, side=Side.UNIT, story=said)
