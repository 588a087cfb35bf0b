"""The demonstration's publicity: some activities every month, and good examples in every state."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from django.core.files.base import ContentFile

from thidua.demo.dice import dice
from thidua.demo.illustration import draw
from thidua.demo.names import INVENTED, invent_name
from thidua.demo.stages import moment
from thidua.demo.titles import MATTERS
from thidua.foundation.files import Kind, inspect_upload
from thidua.movement.contents import Content
from thidua.outreach.activity_services import NewActivity, record_many
from thidua.outreach.enums import About, Channel, ConsentWay, Side
from thidua.outreach.models import Story
from thidua.outreach.photo_services import add_photo, record_consent
from thidua.outreach.story_services import NewStory, publish_story, return_story, send_story, write_story
from thidua.people.models import User
from thidua.units.models import Unit
from thidua.units.selectors import history

YEARS = range(2026, 2031)
OWN_UNIT = "11311"
PRESS = ("Báo và Phát thanh, Truyền hình Hải Phòng", "Sở Văn hóa, Thể thao và Du lịch")
FRONTS = (
    "Ủy ban MTTQ Việt Nam thành phố",
    "Hội Liên hiệp Phụ nữ thành phố",
    "Thành đoàn Hải Phòng",
    "Hội Cựu chiến binh thành phố",
)
_REACHES = {
    Channel.PAPER: (2_000, 12_000),
    Channel.RADIO: (500, 5_000),
    Channel.TELEVISION: (10_000, 80_000),
    Channel.PORTAL: (300, 9_000),
    Channel.SOCIAL: (200, 20_000),
    Channel.MEETING: (30, 250),
    Channel.POSTER: (100, 900),
}
_PRESS_TITLES = ("Phóng sự về", "Chuyên mục hỏi đáp:", "Tin, bài về", "Gương người tốt trong")
_FRONT_TITLES = (
    "Sinh hoạt chi hội, hướng dẫn",
    "Ra quân Ngày Chủ nhật số, hỗ trợ",
    "Vận động hội viên trong",
)
_UNIT_TITLES = ("Phát thanh ở tổ dân phố về", "Đăng bài trên trang của đơn vị về", "Hội nghị đối thoại về")
_HEADLINES = (
    "Bớt một lần đi lại khi",
    "Người giữ nhịp trong việc",
    "Cả thôn cùng học cách",
    "Đoàn viên về tận ngõ giúp dân",
)
_THINGS = (
    "nộp hồ sơ dịch vụ công trực tuyến",
    "thanh toán lệ phí không dùng tiền mặt",
    "làm thủ tục đất đai",
    "chứng thực bản sao điện tử",
    "đăng ký khai sinh, khai tử",
    "nhận trợ cấp bảo trợ xã hội",
)
_OUTCOMES = (
    "Thời gian chờ giảm từ 40 phút còn 12 phút; 96,4\u00a0% hồ sơ trả đúng hoặc sớm hạn.",
    "1.240 hồ sơ nộp trực tuyến trong ba tháng, tăng gấp rưỡi; không có hồ sơ trễ hạn.",
    "380 lượt người cao tuổi được phục vụ tại nhà văn hóa; mức hài lòng 98\u00a0%.",
)


def outreach_acts(
    people: dict[str, User], units: dict[str, Unit], seed: int
) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): the activities of each month, and four stories a year from draft to publication."""
    for year in YEARS:
        for month in range(12 if year == YEARS[0] else 1, 13):
            day = date(year, month, 26)
            yield day, partial(_month, people, units, day, seed)
    for year in YEARS[1:]:
        for number, (month, writer) in enumerate(
            ((2, "canbo.hongbang"), (4, "truyenthong"), (7, "canbo.anlao"), (10, "mattran"))
        ):
            yield from _Telling(people, units, seed, year, number, month, writer).acts()
        back = date(year, 2, 9)
        yield back, partial(_returned, people, units, back, seed)
        yield date(year, 3, 5), partial(_mended, people, date(year, 3, 5))


def _month(people: dict[str, User], units: dict[str, Unit], day: date, seed: int) -> None:
    chance = dice(seed, "publicity", day)
    living = history(day).living()

    def said(
        side: Side, words: tuple[str, ...], channels: tuple[Channel, ...], **doer: object
    ) -> NewActivity:
        channel = chance.choice(channels)
        title = f"{chance.choice(words)} {chance.choice(MATTERS)} (trình diễn)"
        return NewActivity(
            side=side,
            title=title,
            done_on=day - timedelta(days=chance.randint(0, 24)),
            channel=channel,
            content=chance.choice((Content.PUBLICITY, Content.PUBLICITY, *Content)),
            reach=chance.randint(*_REACHES[channel]) if chance.random() < 0.75 else None,
            **doer,  # type: ignore[arg-type]
        )

    press = [
        said(
            Side.PRESS,
            _PRESS_TITLES,
            (Channel.TELEVISION, Channel.PAPER, Channel.PORTAL, Channel.RADIO),
            organisation=chance.choice(PRESS),
        )
        for _ in range(chance.randint(2, 5))
    ]
    fronts = [
        said(
            Side.FRONT, _FRONT_TITLES, (Channel.MEETING, Channel.SOCIAL, Channel.POSTER),
            organisation=chance.choice(FRONTS),
        )
        for _ in range(chance.randint(1, 3))
    ]  # fmt: skip
    doers = [units[OWN_UNIT], *(units[chance.choice(living).code] for _ in range(chance.randint(4, 9)))]
    own = [
        said(
            Side.UNIT,
            _UNIT_TITLES,
            (Channel.RADIO, Channel.SOCIAL, Channel.PORTAL, Channel.MEETING),
            unit=unit,
        )
        for unit in doers
    ]
    at = moment(day, 16)
    for writer, activities in (("truyenthong", press), ("mattran", fronts), ("canbo.hongbang", own)):
        record_many(by=people[writer], at=at, activities=activities)


@dataclass(frozen=True, slots=True)
class _Telling:
    """One story: written and sent on the 12th, published on the 20th."""

    people: dict[str, User]
    units: dict[str, Unit]
    seed: int
    year: int
    number: int
    month: int
    writer: str

    def acts(self) -> Iterator[tuple[date, Callable[[], object]]]:
        yield date(self.year, self.month, 12), self._send
        yield date(self.year, self.month, 20), self._publish

    @property
    def title(self) -> str:
        """Also how the second act finds what the first one wrote."""
        return f"{_HEADLINES[self.number]} {self.thing} năm {self.year} (trình diễn)"

    @property
    def thing(self) -> str:
        """What people get done more easily."""
        return dice(self.seed, "stories", self.year).sample(_THINGS, len(_HEADLINES))[self.number]

    def _send(self) -> None:
        day = date(self.year, self.month, 12)
        at, by = moment(day, 9), self.people[self.writer]
        side = {"truyenthong": Side.PRESS, "mattran": Side.FRONT}.get(self.writer, Side.UNIT)
        chance = dice(self.seed, "story text", self.year, self.number)
        code = {"canbo.hongbang": OWN_UNIT, "canbo.anlao": "11629"}.get(self.writer) or chance.choice(
            history(day).living()
        ).code
        person = invent_name(chance) if self.number % 2 else ""
        story = write_story(
            by=by, at=at, side=side, story=_told(self.units[code], self.title, self.thing, person, chance)
        )
        if person:
            record_consent(
                by=by, at=at, story=story, photo=None, person="", way=ConsentWay.PAPER, given_on=day
            )
        if self.number != 1:
            _illustrate(by, story, day, chance)
        send_story(by=by, at=at, story=story)

    def _publish(self) -> None:
        story = Story.objects.get(title=self.title)
        publish_story(
            by=self.people["chuyenvien"], at=moment(date(self.year, self.month, 20), 10), story=story
        )


def _returned(people: dict[str, User], units: dict[str, Unit], day: date, seed: int) -> None:
    """A story of phường Hồng Bàng that came back, so that its officer has something to put right."""
    chance, by = dice(seed, "returned story", day), people["canbo.hongbang"]
    title = _returned_title(day.year)
    story = write_story(
        by=by, at=moment(day, 8), side=Side.UNIT, story=_told(units[OWN_UNIT], title, _THINGS[0], "", chance)
    )
    send_story(by=by, at=moment(day, 9), story=story)
    reason = "Nêu rõ số hồ sơ trước và sau khi làm, thêm một ảnh có mô tả (trình diễn)."
    return_story(by=people["truyenthong"], at=moment(day, 15), story=story, reason=reason)


def _mended(people: dict[str, User], day: date) -> None:
    """The same story, sent again and published."""
    story = Story.objects.get(title=_returned_title(day.year))
    send_story(by=people["canbo.hongbang"], at=moment(day, 9), story=story)
    publish_story(by=people["truyenthong"], at=moment(day, 15), story=story)


def _returned_title(year: int) -> str:
    return f"Một cửa không giấy, chuyện năm {year} (trình diễn)"


def _told(unit: Unit, title: str, thing: str, person: str, chance: Random) -> NewStory:
    return NewStory(
        unit=unit,
        about=About.PERSON if person else About.UNIT,
        title=title,
        summary=f"Người dân bớt đi lại, cán bộ bớt sổ sách khi {thing}.",
        done=(
            f"Trước đây, muốn {thing} phải đi lại nhiều lần vì thiếu giấy tờ.\n\n"
            "Đơn vị rà lại từng bước, bỏ giấy tờ đã có trong cơ sở dữ liệu, cử người hướng dẫn ở nhà văn hóa "
            "vào chiều thứ sáu, dán mã QR dẫn đến biểu mẫu điền sẵn ở từng quầy.\n\n"
            "Nơi khác làm theo được ngay: cần một máy quét, hai người trực và danh sách giấy tờ được bỏ. "
            "Chuyện này được dựng lên để trình diễn."
        ),
        results=chance.choice(_OUTCOMES),
        person_name=person,
        position=f"Công chức ({INVENTED})" if person else "",
    )


def _illustrate(by: User, story: Story, day: date, chance: Random) -> None:
    upload = inspect_upload(ContentFile(draw(chance), name="minh-hoa.png"), kinds={Kind.PNG})
    add_photo(
        by=by,
        at=moment(day, 9),
        story=story,
        upload=upload,
        alt="Hình vẽ minh họa cho bản trình diễn: dãy nhà bên bờ nước",
        shows_people=False,
    )
