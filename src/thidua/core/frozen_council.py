"""A frozen session of the council counted again from its file alone: no database, no network, no Django.

The file carries who was there, the rule, the ballots as far as they may be known and what was said to come of
them. A secret ballot is never in it: there the sums are held against the number of voters and receipts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.core.frozen import Mismatch
from thidua.core.majority import AT_LEAST, HALF, reaches

FORM = "thidua.council/2"
"""Stands in the file, so that a reader knows what it holds."""

WAYS = ("open", "secret", "paper")
CHOICES = ("agree", "against", "blank")


class NotCouncil(ValueError):
    """The file is no frozen session; the text names the place and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Session:
    """What the counts are made from, read once. Seats are numbers of the file's own."""

    way: str
    rule: Mapping[str, str]
    voters: frozenset[int]
    there: frozenset[int]
    """Voters who were present."""
    voted: frozenset[int]
    """Seats from which a ballot was cast on the screen."""
    counts: Sequence[Mapping[str, Any]]
    receipts: Sequence[str]

    @property
    def ballots(self) -> int:
        """How many ballots were given; on paper as the last counting sheet says."""
        if self.way != "paper":
            return len(self.voted)
        return self.counts[-1]["ballots"] if self.counts else 0


def mismatches(content: Mapping[str, Any]) -> list[Mismatch]:
    """Everything that does not stand, in the order of the file. NotCouncil."""
    try:
        session = _session(content)
        found = [*_of_attendance(session, content["members"]), *_of_ballots(session)]
        places = Counter(item["place"] for item in content["items"])
        found += [
            Mismatch(f"mục {place}", "số lần trong chương trình", str(times), "1")
            for place, times in places.items()
            if times > 1
        ]
        for item in content["items"]:
            found += _of_item(session, item)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise NotCouncil(f"thiếu hoặc sai kiểu ở {error}") from error
    return found


def _session(content: Mapping[str, Any]) -> Session:
    way, members = content["way"]["code"], content["members"]
    rule = {key: content["rule"][key]["code"] for key in ("quorum", "majority", "flag_majority", "counts")}
    if way not in WAYS:
        raise NotCouncil(f"way: không có cách biểu quyết “{way}”")
    for key in ("quorum", "majority", "flag_majority"):
        if rule[key] != HALF and rule[key] not in AT_LEAST:
            raise NotCouncil(f"rule.{key}: không có tỷ lệ “{rule[key]}”")
    if rule["counts"] not in ("members", "present"):
        raise NotCouncil(f"rule.counts: không có cách tính “{rule['counts']}”")
    if len({one["seat"] for one in members}) != len(members):
        raise NotCouncil("members: một ghế ghi hai lần")
    voters = frozenset(one["seat"] for one in members if one["has_vote"] is True)
    return Session(
        way,
        rule,
        voters,
        frozenset(one["seat"] for one in members if one["is_present"] is True) & voters,
        frozenset(one["seat"] for one in members if one["has_voted"] is True),
        content["counts"],
        content["receipts"],
    )


def _of_attendance(session: Session, members: Sequence[Mapping[str, Any]]) -> Iterator[Mismatch]:
    there, all_of_them = len(session.there), len(session.voters)
    if not reaches(there, all_of_them, session.rule["quorum"]):
        yield Mismatch("phiên họp", "điều kiện họp", "đủ", f"{there} trên {all_of_them} có mặt, không đủ")
    for one in members:
        if one["seat"] in session.voted - session.there:
            yield Mismatch(one["name"], "bỏ phiếu", "đã bỏ", "vắng mặt, hoặc không được biểu quyết")


def _of_ballots(session: Session) -> Iterator[Mismatch]:
    if session.ballots > len(session.there):
        yield Mismatch(
            "phiên họp", "số phiếu", str(session.ballots), f"không quá {len(session.there)} người có mặt"
        )
    receipts, wanted = len(set(session.receipts)), session.ballots if session.way == "secret" else 0
    if receipts != wanted or receipts != len(session.receipts):
        yield Mismatch("phiên họp", "số biên nhận khác nhau", str(receipts), str(wanted))
    if session.way == "paper" and not _is_counted_twice(session.counts):
        yield Mismatch("phiên họp", "kiểm phiếu", "đã khớp", "không có hai người nhập khớp nhau")
    if session.way != "paper" and session.counts:
        yield Mismatch("phiên họp", "số lần nhập phiếu giấy", str(len(session.counts)), "0")


def _is_counted_twice(counts: Sequence[Mapping[str, Any]]) -> bool:
    """Somebody else typed the same as stands in the last sheet."""
    if not counts:
        return False
    last = counts[-1]
    return any(
        one["typist"] != last["typist"] and (one["ballots"], one["items"]) == (last["ballots"], last["items"])
        for one in counts[:-1]
    )


def _of_item(session: Session, item: Mapping[str, Any]) -> Iterator[Mismatch]:
    where = f"mục {item['place']} ({item['code']})"
    aside = frozenset(one["seat"] for one in item["recused"])
    tally = (item["agreed"], item["against"], item["blank"])
    members = len((session.there if session.rule["counts"] == "present" else session.voters) - aside)
    if item["members"] != members:
        yield Mismatch(where, "tính trên số thành viên", str(item["members"]), str(members))
    given = _given(session, aside)
    if sum(tally) != given or min(tally) < 0:
        told = " + ".join(map(str, tally))
        yield Mismatch(where, "đồng ý + không đồng ý + không chọn", told, f"cộng lại phải là {given} phiếu")
    yield from _of_sources(session, item, where, aside)
    majority = session.rule["flag_majority" if item["is_flag"] is True else "majority"]
    is_passed = reaches(item["agreed"], members, majority)
    if item["is_passed"] is not is_passed:
        yield Mismatch(where, "kết quả", _result(item["is_passed"] is True), _result(is_passed))


def _given(session: Session, aside: frozenset[int]) -> int:
    """How many ballots count for an item from which the seats `aside` stay away."""
    if session.way == "paper":
        return min(session.ballots, len(session.there - aside))
    return len(session.voted - aside)


def _of_sources(
    session: Session, item: Mapping[str, Any], where: str, aside: frozenset[int]
) -> Iterator[Mismatch]:
    """The tally against the names of an open vote, or against the counting sheet."""
    votes = item["votes"]
    if session.way == "open":
        seats = [vote["seat"] for vote in votes]
        if sorted(seats) != sorted(session.voted - aside):
            yield Mismatch(where, "người biểu quyết", _seats(seats), _seats(session.voted - aside))
        said = Counter(vote["choice"]["code"] for vote in votes)
        counted = [said[choice] for choice in CHOICES]
    elif votes:
        yield Mismatch(where, "phiếu ghi tên", str(len(votes)), "0")
        return
    elif session.way == "paper" and session.counts:
        sheet = {one["place"]: one for one in session.counts[-1]["items"]}[item["place"]]
        counted = [sheet["agreed"], sheet["against"], item["blank"]]
    else:
        return
    stored = [item["agreed"], item["against"], item["blank"]]
    if stored != counted:
        yield Mismatch(
            where, "phiếu đồng ý, không đồng ý, không chọn",
            ", ".join(map(str, stored)), ", ".join(map(str, counted)),
        )  # fmt: skip


def _seats(seats: Sequence[int] | frozenset[int]) -> str:
    return "ghế " + ", ".join(map(str, sorted(seats))) if seats else "không có ai"


def _result(is_passed: bool) -> str:
    return "thông qua" if is_passed else "không thông qua"
