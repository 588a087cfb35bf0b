"""Two xã, people of every side, and a story to send."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from tests.outreach.pictures import exif, jpeg

from thidua.core.blocks import Block
from thidua.core.roles import UNIT_ROLES, Role
from thidua.foundation.files import Kind, inspect_upload
from thidua.outreach import photo_services, story_services
from thidua.outreach.activity_services import NewActivity, record_activity
from thidua.outreach.enums import About, Channel, ConsentWay, Side
from thidua.outreach.story_services import NewStory
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def make_unit(db, at):
    def make(code, name):
        new = NewUnit(code=code, kind=UnitKind.XA, name=name, full_name=f"Xã {name}", block=Block.XA)
        return register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))

    return make


@pytest.fixture
def giang(make_unit):
    return make_unit("10888", "Cẩm Giang")


@pytest.fixture
def giàng(make_unit):
    return make_unit("10903", "Cẩm Giàng")


@pytest.fixture
def officer(make_person, giang):
    return make_person("can.bo", (Role.UNIT_OFFICER, giang), full_name="Hà Thanh Yến")


@pytest.fixture
def press(make_person):
    return make_person("bao.chi", Role.PUBLICITY, full_name="Bùi Diệu Linh")


@pytest.fixture
def front(make_person):
    return make_person("mat.tran", Role.FRONT_ORGANISATION, full_name="Ngô Hữu Thắng")


@pytest.fixture
def specialist(make_person):
    return make_person("chuyen.vien", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên")


@pytest.fixture
def note(at):
    """note(unit) or note(side=Side.PRESS, organisation="…") → an activity of 10/02/2027."""

    def act(unit=None, by=None, **change):
        said = {
            "side": Side.UNIT,
            "unit": unit,
            "title": "Phát thanh về nộp hồ sơ trực tuyến",
            "done_on": date(2027, 2, 10),
            "channel": Channel.RADIO,
        } | change
        return record_activity(by=by, at=at, activity=NewActivity(**said))

    return act


@pytest.fixture
def tell(at, officer, giang):
    """tell(person_name="…") → a complete draft of the officer; about a person when one is named."""

    def act(by=None, side=Side.UNIT, **change):
        said = {
            "unit": giang,
            "about": About.PERSON if change.get("person_name") else About.UNIT,
            "title": "Trả kết quả tại nhà văn hóa thôn",
            "summary": "Người già không phải đi xa.",
            "done": "Mỗi thứ sáu, tổ lưu động về một thôn.",
            "results": "Từ 7 ngày còn 3 ngày; 1.240 hồ sơ.",
        } | change
        return story_services.write_story(by=by or officer, at=at, side=side, story=NewStory(**said))

    return act


@pytest.fixture
def upload():
    """upload(content, "anh.jpg") → an inspected picture; a JPEG with a place in it by default."""

    def act(content=None, name="IMG_2034 ông Tư.jpg"):
        content = jpeg(640, 480, exif()) if content is None else content
        return inspect_upload(ContentFile(content, name=name), kinds={Kind.JPEG, Kind.PNG})

    return act


@pytest.fixture
def show(at, officer, upload):
    """show(story) → a picture in it; of people unless told otherwise."""

    def act(story, content=None, shows_people=True, name="anh.jpg"):
        return photo_services.add_photo(
            by=officer,
            at=at,
            story=story,
            upload=upload(content, name),
            alt="Tổ lưu động ở nhà văn hóa thôn Đông",
            shows_people=shows_people,
        )

    return act


@pytest.fixture
def agree(at, officer):
    """agree(story, photo) → somebody's consent to be seen; agree(story) → to be named."""

    def act(story, photo=None, person="Trần Văn Tư"):
        return photo_services.record_consent(
            by=officer,
            at=at,
            story=story,
            photo=photo,
            person=person,
            way=ConsentWay.PAPER,
            given_on=date(2027, 2, 1),
        )

    return act


@pytest.fixture
def publish(at, officer, press):
    """publish(story) → sent by the officer, published by the press."""

    def act(story):
        story_services.send_story(by=officer, at=at, story=story)
        return story_services.publish_story(by=press, at=at, story=story)

    return act


@pytest.fixture
def sign_in(client, demo_day, make_person, giang):
    """sign_in(Role.AUDITOR) → a browser of somebody with that hat; unit hats are of Xã Cẩm Giang."""

    def act(role):
        unit = giang if role in UNIT_ROLES else None
        client.force_login(make_person(f"khach.{role.value}", (role, unit)))
        return client

    return act
