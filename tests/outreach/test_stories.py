"""IV.3: good examples, told with consent, reviewed by somebody else, withdrawn at once."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.outreach.pictures import GPS, png

from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.files.models import StoredFile
from thidua.foundation.notify.models import Notification
from thidua.foundation.todo import TaskState
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.outreach import photo_services, story_services
from thidua.outreach.enums import Side, StoryState
from thidua.outreach.errors import OutreachRefused
from thidua.outreach.models import Story
from thidua.outreach.selectors import (
    consents_in_force,
    missing_for,
    publicity_counts,
    published_stories,
)
from thidua.outreach.story_services import NewStory
from thidua.outreach.todo import tasks_for


def test_a_story_is_written_sent_and_published_by_another(tell, publish, giang):
    story = publish(tell())
    assert story.state == StoryState.PUBLISHED
    assert [one.pk for one in published_stories(year=2027, unit_id=giang.pk)] == [story.pk]
    assert publicity_counts(date(2027, 1, 1), date(2027, 12, 31))[giang.pk].stories == 1


def test_nobody_publishes_what_they_wrote_or_sent(tell, press, officer, at):
    story = tell(by=press, side=Side.PRESS)
    story_services.send_story(by=press, at=at, story=story)
    with pytest.raises(OutreachRefused, match="không tự duyệt"):
        story_services.publish_story(by=press, at=at, story=story)
    with pytest.raises(OutreachRefused, match="không tự duyệt"):
        story_services.return_story(by=press, at=at, story=story, reason="Thiếu")
    with pytest.raises(IntegrityError):
        Story.objects.filter(pk=story.pk).update(reviewed_by=press)


def test_a_returned_story_says_why_and_comes_back(tell, officer, press, at):
    story = tell()
    story_services.send_story(by=officer, at=at, story=story)
    with pytest.raises(OutreachRefused, match="lý do"):
        story_services.return_story(by=press, at=at, story=story, reason="  ")
    story_services.return_story(by=press, at=at, story=story, reason="Thêm số hồ sơ")
    [task] = tasks_for(officer, at)
    assert (task.state, task.reason) == (TaskState.RETURNED, "Thêm số hồ sơ")
    assert Notification.objects.get(user=officer).body == "Thêm số hồ sơ"
    story_services.send_story(by=officer, at=at, story=story)
    [task] = tasks_for(press, at)
    assert "1 gương tốt chờ duyệt" in task.title


@pytest.mark.parametrize("field", ["summary", "done", "results"])
def test_an_unfinished_story_cannot_be_sent(tell, officer, at, field):
    with pytest.raises(OutreachRefused, match="Chưa"):
        story_services.send_story(by=officer, at=at, story=tell(**{field: ""}))


def test_a_person_is_named_only_with_consent(tell, agree, publish, officer, at):
    story = tell(person_name="Trần Văn Tư", position="Trưởng thôn")
    with pytest.raises(OutreachRefused, match="được nêu tên"):
        story_services.send_story(by=officer, at=at, story=story)
    agree(story)
    assert publish(story).state == StoryState.PUBLISHED


def test_another_name_needs_a_consent_of_its_own(tell, agree, officer, at, giang):
    story = tell(person_name="Trần Văn Tư")
    agree(story)
    changed = NewStory(giang, "person", story.title, story.summary, story.done, story.results, "Lê Thị Năm")
    story_services.rewrite_story(by=officer, at=at, row=story, version=story.edition, story=changed)
    story.refresh_from_db()
    assert missing_for(story) == ["Chưa ghi sự đồng ý của người được nêu tên."]


def test_a_named_person_who_no_longer_agrees_takes_the_story_off(tell, agree, publish, officer, at):
    story = tell(person_name="Trần Văn Tư")
    consent = agree(story)
    publish(story)
    photo_services.withdraw_consent(by=officer, at=at, consent=consent)
    assert published_stories() == []
    story.refresh_from_db()
    assert "không còn đồng ý" in story.reason


def test_a_picture_of_people_needs_their_consent(tell, show, agree, officer, at):
    story = tell()
    photo = show(story)
    with pytest.raises(OutreachRefused, match="người trong ảnh"):
        story_services.send_story(by=officer, at=at, story=story)
    agree(story, photo)
    assert missing_for(story) == []


def test_a_picture_of_nobody_needs_no_consent(tell, show):
    story = tell()
    show(story, shows_people=False)
    assert missing_for(story) == []


def test_a_kept_picture_has_no_place_no_name_and_its_size(tell, show):
    photo = show(tell())
    with default_storage.open(photo.file.path, "rb") as kept:
        content = kept.read()
    assert GPS not in content
    assert (photo.width, photo.height) == (640, 480)
    assert photo.file.name.startswith("guong-tot-")
    assert photo.file.size == len(content)


def test_a_withdrawn_consent_removes_the_picture_and_its_bytes_at_once(
    tell, show, agree, publish, officer, at, client, demo_day, django_capture_on_commit_callbacks
):
    story = tell()
    photo = show(story)
    consent = agree(story, photo)
    publish(story)
    path, address = photo.file.path, reverse("portal:story_photo", args=[photo.pk])
    assert client.get(address).getvalue().startswith(b"\xff\xd8")
    with django_capture_on_commit_callbacks(execute=True):
        photo_services.withdraw_consent(by=officer, at=at, consent=consent)
    assert client.get(address).status_code == 404
    assert address not in client.get(reverse("portal:story", args=[story.pk])).content.decode()
    assert not default_storage.exists(path)
    assert not StoredFile.objects.filter(path=path).exists()
    assert published_stories()[0].kept_photos == []
    assert "Trần Văn Tư" not in str(
        list(AuditEvent.objects.values("subject_label", "before", "after", "note"))
    )


def test_a_picture_taken_away_asks_for_no_consent_any_more(tell, show, agree, officer, at):
    story = tell()
    photo = show(story)
    agree(story, photo)
    agree(story, show(story), person="Lê Thị Năm")
    photo_services.remove_photo(by=officer, at=at, photo=photo)
    photo_services.remove_photo(by=officer, at=at, photo=photo)
    assert [one.person for one in consents_in_force(story)] == ["Lê Thị Năm"]
    assert missing_for(story) == []


def test_too_many_too_small_and_broken_pictures_are_refused(tell, show, monkeypatch):
    story = tell()
    with pytest.raises(OutreachRefused, match="cạnh ngắn"):
        show(story, png(100, 300), name="anh.png")
    with pytest.raises(OutreachRefused, match="bị hỏng"):
        show(story, png()[:-20], name="anh.png")
    monkeypatch.setattr(photo_services, "MAX_PHOTOS", 1)
    show(story, png(), name="anh.png")
    with pytest.raises(OutreachRefused, match="nhiều nhất"):
        show(story)


def test_a_sent_story_is_not_written_on(tell, officer, at, show, giang):
    story = tell()
    story_services.send_story(by=officer, at=at, story=story)
    with pytest.raises(OutreachRefused, match="rút bài"):
        show(story)
    with pytest.raises(OutreachRefused, match="không sửa được"):
        story_services.rewrite_story(
            by=officer, at=at, row=story, version=story.edition, story=NewStory(giang, "unit", "Khác")
        )
    with pytest.raises(OutreachRefused, match="chờ duyệt"):
        story_services.send_story(by=officer, at=at, story=story)


def test_an_initiative_is_of_the_same_unit(tell, giang, giàng, at):
    def invent(unit, code):
        new = NewInitiative(code=code, unit=unit, title="Tổ lưu động")
        return register_initiative(by=None, at=at, initiative=new)

    assert tell(initiative=invent(giang, "SK-1")).initiative.code == "SK-1"
    with pytest.raises(OutreachRefused, match="đơn vị khác"):
        tell(initiative=invent(giàng, "SK-2"))


def test_the_whole_journey_on_the_pages(client, demo_day, officer, specialist, giang):
    client.force_login(officer)
    data = {
        "side": "unit", "unit": giang.pk, "about": "unit", "title": "Hẹn giờ qua điện thoại",
        "summary": "Không phải chờ.", "done": "Tổng đài nhận lịch hẹn.", "results": "Chờ 5 phút thay vì 40.",
    }  # fmt: skip
    page = client.post(reverse("outreach:story_new"), data)["Location"]
    story = Story.objects.get()
    picture = {"photo": _file(png()), "alt": "Bàn tiếp nhận", "shows_people": "yes"}
    assert client.post(reverse("outreach:photo_add", args=[story.pk]), picture).status_code == 302
    shown = client.get(page).content.decode()
    assert "Chưa gửi duyệt được, còn thiếu" in shown
    agreed = {
        "what": story.photos.get().pk,
        "person": "Lê Thị Năm",
        "way": "van_ban",
        "given_on": "2027-02-10",
    }
    assert client.post(reverse("outreach:consent_add", args=[story.pk]), agreed).status_code == 302
    client.post(reverse("outreach:story_send", args=[story.pk]))
    assert "Đang chờ người khác duyệt" in client.get(page).content.decode()
    client.force_login(specialist)
    assert "Đăng bài" in client.get(page).content.decode()
    client.post(reverse("outreach:story_publish", args=[story.pk]))
    client.logout()
    public = client.get(reverse("portal:story", args=[story.pk])).content.decode()
    assert "Chờ 5 phút thay vì 40." in public
    assert "Lê Thị Năm" not in public
    assert "Hà Thanh Yến" not in public, "the author is no part of the public story"
    assert "Hẹn giờ qua điện thoại" in client.get(reverse("portal:stories")).content.decode()


def test_a_bad_picture_and_a_bad_consent_say_so_on_the_page(client, demo_day, officer, tell):
    story = tell()
    client.force_login(officer)
    answer = client.post(
        reverse("outreach:photo_add", args=[story.pk]),
        {"photo": _file(b"GIF89a..."), "alt": "x", "shows_people": "no"},
    )
    assert answer.status_code == 422
    assert "không phải loại nhận được" in answer.content.decode()
    answer = client.post(reverse("outreach:consent_add", args=[story.pk]), {"what": "999"})
    assert answer.status_code == 422


def test_a_unit_tells_of_itself_only(sign_in, giàng):
    client = sign_in(Role.UNIT_OFFICER)
    data = {"side": "unit", "unit": giàng.pk, "about": "unit", "title": "Của người khác"}
    assert client.post(reverse("outreach:story_new"), data).status_code == 422
    assert not Story.objects.exists()


def test_drafts_are_nobody_elses(tell, sign_in, client):
    story = tell()
    client = sign_in(Role.AUDITOR)
    assert client.get(reverse("outreach:story", args=[story.pk])).status_code == 404
    assert client.get(reverse("portal:story", args=[story.pk])).status_code == 404
    assert story.title not in client.get(reverse("outreach:stories")).content.decode()


def test_readers_see_no_consents(tell, show, agree, publish, sign_in):
    story = tell()
    agree(story, show(story))
    publish(story)
    page = sign_in(Role.AUDITOR).get(reverse("outreach:story", args=[story.pk])).content.decode()
    assert story.title in page
    assert "Trần Văn Tư" not in page


def test_lists_ask_a_constant_number_of_questions(tell, show, publish, sign_in):
    client = sign_in(Role.AUDITOR)

    def one_more(number):
        story = tell(title=f"Bài số {number}")
        show(story, shows_people=False)
        publish(story)

    one_more(1)
    counted = []
    for number in (2, 3):
        for name in ("outreach:stories", "portal:stories"):
            client.get(reverse(name))
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse(name))
            counted.append(len(asked))
        one_more(number)
    assert counted[:2] == counted[2:]


def _file(content: bytes):
    return ContentFile(content, name="anh.png")
