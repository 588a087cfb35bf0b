"""The demonstration's conferences: one held with awards, one to which units are invited. All invented."""

from collections.abc import Callable, Iterator
from datetime import date, time
from functools import partial

from thidua.conferences import award_services, invitation_services, services
from thidua.conferences.award_services import NewAward
from thidua.conferences.enums import Kind, Scope
from thidua.conferences.models import Conference
from thidua.conferences.pack_services import draw_pack
from thidua.conferences.services import ConferenceWords
from thidua.demo.accounts import HEAD, SPECIALIST
from thidua.demo.stages import moment
from thidua.demo.steering import LABEL
from thidua.people.models import User
from thidua.units.models import Unit

PROGRAMME = (
    (time(8), "Ổn định tổ chức, giới thiệu đại biểu", "Văn phòng Sở Nội vụ"),
    (time(8, 15), "Báo cáo kết quả Phong trào thi đua và số liệu của các đơn vị", "Phòng CCHC và pháp chế"),
    (time(9), "Tham luận của các đơn vị tiêu biểu", "Phường Hồng Bàng, xã Cẩm Giang"),
    (time(10), "Công bố quyết định và trao khen thưởng", "Lãnh đạo UBND thành phố"),
    (time(11), "Phát biểu chỉ đạo, kết luận", "Lãnh đạo UBND thành phố"),
)
MERIT = "Bằng khen của Chủ tịch UBND thành phố"


def conference_acts(
    people: dict[str, User], units: dict[str, Unit]
) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): the mid-period conference of 2028, and the yearly one at the beginning of 2030."""
    yield date(2028, 6, 12), partial(_prepare, people, 2028, date(2028, 7, 6))
    yield date(2028, 6, 20), partial(_answer, people, date(2028, 6, 20), 2028)
    yield date(2028, 7, 6), partial(_hold, people, units, date(2028, 7, 6), 2028)
    yield date(2030, 2, 7), partial(_prepare, people, 2029, date(2030, 2, 26))
    yield date(2030, 2, 11), partial(_answer, people, date(2030, 2, 11), 2029)


def _prepare(people: dict[str, User], year: int, day: date) -> None:
    """Programme, figures and invitations, some days before."""
    by, on = people[SPECIALIST], date(2028, 6, 12) if year == 2028 else date(2030, 2, 7)
    words = ConferenceWords(
        title=f"Hội nghị sơ kết Phong trào thi đua năm {year} {LABEL}",
        kind=Kind.YEAR,
        year=year,
        starts_at=moment(day, 8),
        place="Hội trường tầng 2, Trung tâm Hội nghị thành phố",
        chair="Lãnh đạo Ủy ban nhân dân thành phố",
        scope=Scope.DUTY,
    )
    found = services.begin(by=by, at=moment(on, 8), words=words)
    for at, item, who in PROGRAMME:
        services.add_line(
            by=by, at=moment(on, 9), conference=found, time_of_day=at, item=item, who=f"{who} {LABEL}"
        )
    draw_pack(by=by, at=moment(on, 10), conference=found)
    services.invite(by=people[HEAD], at=moment(on, 14), conference=found)


def _found(year: int) -> Conference:
    return Conference.objects.get(year=year)


def _answer(people: dict[str, User], on: date, year: int) -> None:
    """One unit comes, one cannot; the others have still to say."""
    invitations = _found(year).invitations
    at = moment(on, 10)
    invitation_services.accept(
        by=people["canbo.anlao"],
        at=at,
        invitation=invitations.get(unit__code="11629"),
        people=f"Vương Thị Nhung, Chủ tịch UBND\nChu Văn Hòa, công chức {LABEL}",
    )
    reason = f"Lãnh đạo dự họp Hội đồng nhân dân cùng ngày. {LABEL}"
    sender = people["canbo.camgiang"]
    invitation_services.decline(
        by=sender, at=at, invitation=invitations.get(unit__code="10888"), reason=reason
    )


def _hold(people: dict[str, User], units: dict[str, Unit], on: date, year: int) -> None:
    """It took place: awards handed over, one of them confirmed by its unit."""
    by, found = people[SPECIALIST], _found(year)
    lines = (
        ("Phường Hồng Bàng", "11311"),
        ("Lê Thu Hạnh, công chức phường Hồng Bàng", "11311"),
        ("Phường An Lão", "11629"),
        ("Bưu điện thành phố Hải Phòng", ""),
    )
    awards = [
        NewAward(
            recipient=f"{recipient} {LABEL}",
            award=MERIT,
            decision=f"1234/QĐ-UBND {LABEL}",
            decided_on=date(year, 6, 15),
            unit_id=units[code].pk if code else None,
        )
        for recipient, code in lines
    ]
    rows = award_services.add_awards(by=by, at=moment(on, 7), conference=found, awards=awards)
    for row, name in zip(rows, ("Đỗ Quang Lâm", "Lê Thu Hạnh", "Vương Thị Nhung"), strict=False):
        award_services.present(by=by, at=moment(on, 12), row=row, received_by=name, received_on=on)
    award_services.confirm(by=people["canbo.anlao"], at=moment(on, 15), row=rows[2])
    text = (
        "Phong trào đã đi vào nền nếp; các đơn vị tập trung khắc phục việc ghi tiến độ chậm, báo cáo thiếu "
        f"số liệu; Sở Nội vụ theo dõi, hướng dẫn các đơn vị có tồn tại qua kiểm tra. {LABEL}"
    )
    services.hold(by=people[HEAD], at=moment(on, 16), conference=found, conclusions=text, file=None)
