"""The minutes of a session as a paper: drafted from what is known at any moment."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import override

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.frozen import in_groups
from thidua.core.numerals import date_in_full_words
from thidua.councils.agenda import Group, groups_of
from thidua.councils.closing import ballots_cast
from thidua.councils.content import council_words
from thidua.councils.enums import Choice, Denominator, Duty, Majority, SessionState, Way
from thidua.councils.models import Attendee, CouncilSession, OpenVote, Recusal
from thidua.documents.papers import Block, Heading, Items, Paper, Signer, Table, Text, dated
from thidua.documents.papers.paper import paragraphs

DOTS = "……………………………………"


def minutes_of(session: CouncilSession, *, is_demo: bool) -> Paper:
    """The paper; what is not known yet stays dotted. Vietnamese, whoever asks."""
    with override("vi"):
        people = list(session.attendees.all())
        rows = session.items.select_related("dossier__filing__unit")
        held = session.held_at.astimezone(VIETNAM_TIME)
        groups = groups_of(rows, session.cycle, held.date(), session.content)
        return Paper(
            kind="Biên bản",
            above="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG",
            issuer=_council(session)["name"].upper(),
            symbol="BB-HĐTĐKT",
            subject=f"Họp xét khen thưởng phong trào thi đua cải cách hành chính, đợt {session.cycle}",
            on=held.date(),
            body=[
                *_opening(session, people, held),
                *_agenda(groups),
                *_discussion(session),
                *_voting(session, groups, people),
                Heading("V. Kết luận", 1),
                *_told(session.conclusions),
                Text(_ending(session)),
            ],
            signer=Signer(("CHỦ TRÌ",), _named(people, Duty.CHAIR) or _named(people, Duty.DEPUTY)),
            other_signer=Signer(("THƯ KÝ",), _named(people, Duty.SECRETARY)),
            marks=_marks(session, is_demo=is_demo),
            is_suggested_form=True,
        )


def _marks(session: CouncilSession, *, is_demo: bool) -> tuple[str, ...]:
    draft = () if session.state == SessionState.CLOSED else ("DỰ THẢO",)
    return (*draft, *(("DỮ LIỆU TRÌNH DIỄN",) if is_demo else ()))


def _named(people: Sequence[Attendee], duty: str) -> str:
    return next((one.name for one in people if one.duty == duty and one.is_present), "")


def _council(session: CouncilSession) -> dict[str, str]:
    """The council by its decision: as it was frozen, once the session is closed."""
    told: dict[str, str] = session.content["council"] if session.content else council_words(session.council)
    return told


def _opening(session: CouncilSession, people: Sequence[Attendee], held: datetime) -> list[Block]:
    council = _council(session)
    there = [one for one in people if one.is_present]
    absent = [one for one in people if not one.is_present]
    voters = sum(one.has_vote for one in people)
    body: list[Block] = [
        Heading("I. Thời gian, địa điểm, thành phần", 1),
        Text(
            f"Hồi {held:%H} giờ {held:%M} phút, {date_in_full_words(held.date())}, tại {session.place}, "
            f"{council['name']} (thành lập theo Quyết định số {council['decision']} "
            f"{dated(date.fromisoformat(council['date']))}) họp phiên thứ {session.ordinal} "
            f"của đợt xét {session.cycle}."
        ),
    ]
    if not people:
        return [*body, Text(f"Có mặt: {DOTS}")]
    present_voters = sum(one.has_vote for one in there)
    body.append(Text(f"Có mặt {present_voters} trên {voters} thành viên được biểu quyết:"))
    body.append(Items([_person(one) for one in there] or [DOTS]))
    if absent:
        body += [Text("Vắng mặt:"), Items([_person(one) for one in absent])]
    return body


def _person(one: Attendee) -> str:
    words = f"{one.name}, {Duty(one.duty).label}"
    words += f" ({one.position})" if one.position else ""
    return words if one.has_vote else f"{words}, không biểu quyết"


def _agenda(groups: Sequence[Group]) -> list[Block]:
    total = sum(len(group.items) for group in groups)
    return [
        Heading("II. Nội dung", 1),
        Text(f"Hội đồng xem xét {total} hồ sơ đã thẩm định:"),
        Items([f"{group.heading}: {len(group.items)} hồ sơ" for group in groups] or [DOTS]),
    ]


def _discussion(session: CouncilSession) -> list[Block]:
    return [Heading("III. Diễn biến, ý kiến", 1), *_told(session.discussion)]


def _told(text: str) -> list[Block]:
    return [Text(part) for part in paragraphs(text)] or [Text(DOTS)]


def _voting(session: CouncilSession, groups: Sequence[Group], people: Sequence[Attendee]) -> list[Block]:
    body: list[Block] = [Heading("IV. Biểu quyết", 1)]
    if not session.way:
        return [*body, Text(DOTS)]
    body.append(
        Text(
            f"Cách biểu quyết: {str(Way(session.way).label).lower()}. Điều kiện họp: "
            f"{Majority(session.quorum).label} thành viên có mặt. Thông qua khi có "
            f"{Majority(session.majority).label} đồng ý (Cờ thi đua: "
            f"{Majority(session.flag_majority).label}), tính trên {Denominator(session.counts).label}. "
            f"Căn cứ: {session.rule_source}."
        )
    )
    aside = list(Recusal.objects.filter(item__session=session).select_related("item", "attendee"))
    if aside:
        body.append(Text("Không tham gia xét và không tính trong số biểu quyết của hồ sơ:"))
        body.append(Items([f"Mục {one.item.place}: {one.attendee.name} ({one.reason})" for one in aside]))
    if session.state == SessionState.CLOSED:
        body.append(Text(_ballots(session, people)))
    for group in groups:
        body.append(Heading(group.heading, 3))
        body.append(_table(group))
    if session.state == SessionState.CLOSED and session.way == Way.OPEN:
        body += _by_name(session)
    return body


def _ballots(session: CouncilSession, people: Sequence[Attendee]) -> str:
    voters = [one for one in people if one.has_vote]
    there, cast = sum(one.is_present for one in voters), ballots_cast(session, voters)
    if session.way == Way.OPEN:
        return f"Đã biểu quyết: {cast} trên {there} thành viên được biểu quyết có mặt."
    return f"Số phiếu phát ra: {there}; số phiếu thu về: {cast}."


def _table(group: Group) -> Table:
    rows = []
    for item, line in group.items:
        who = f"{line.subject}, {line.unit}" if line.subject else line.unit
        if item.members is None:
            result = ("", "", "", "", "")
        else:
            said = "Thông qua" if item.is_passed else "Không thông qua"
            result = (
                str(item.agreed),
                str(item.against),
                str(item.blank),
                f"{item.agreed}/{item.members}",
                said,
            )
        rows.append((str(item.place), who, *result))
    return Table(
        ("TT", "Đối tượng", "Đồng ý", "Không đồng ý", "Không chọn", "Tỷ lệ", "Kết quả"),
        rows,
        widths=(7, 35, 10, 11, 10, 10, 17),
        numbers=frozenset({2, 3, 4, 5}),
    )


def _by_name(session: CouncilSession) -> list[Block]:
    """Who did not agree to what, in an open vote."""
    said: dict[int, list[str]] = {}
    rows = OpenVote.objects.filter(item__session=session).exclude(choice=Choice.AGREE)
    for vote in rows.select_related("item", "attendee"):
        words = f"{vote.attendee.name} ({str(Choice(vote.choice).label).lower()})"
        said.setdefault(vote.item.place, []).append(words)
    if not said:
        return [Text("Mọi thành viên tham gia biểu quyết đều đồng ý ở tất cả các mục.")]
    told = [f"Mục {place}: {', '.join(names)}" for place, names in sorted(said.items())]
    return [Text("Ý kiến khác với đồng ý:"), Items(told)]


def _ending(session: CouncilSession) -> str:
    if session.closed_at is None:
        return "Phiên họp kết thúc hồi …… giờ …… phút cùng ngày."
    closed = session.closed_at.astimezone(VIETNAM_TIME)
    return (
        f"Phiên họp kết thúc hồi {closed:%H} giờ {closed:%M} phút, {dated(closed.date())}. "
        f"Kết quả biểu quyết được khóa với dấu vân tay {in_groups(session.sha256)}."
    )
