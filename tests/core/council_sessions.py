"""Closed sessions of the council as they are frozen, one for each way of voting."""

from typing import Any

from thidua.core.frozen_council import FORM

Content = dict[str, Any]


def coded(code: str) -> dict[str, str]:
    return {"code": code, "words": code}


def member(seat: int, *, is_present: bool = True, has_voted: bool = True) -> Content:
    told = {"seat": seat, "name": f"Ủy viên {seat}", "duty": "Ủy viên", "has_vote": True}
    return told | {"is_present": is_present, "has_voted": has_voted}


def item(place: int, agreed: int, against: int, blank: int, members: int, **more: Any) -> Content:
    said = ["agree"] * agreed + ["against"] * against + ["blank"] * blank
    out = [one["seat"] for one in more.get("recused", ())]
    seats = [seat for seat in range(1, 6) if seat not in out]
    votes = [{"seat": seat, "name": "", "choice": coded(choice)} for seat, choice in zip(seats, said)]  # noqa: B905
    told = {"place": place, "code": f"HS-{place}", "is_flag": False, "recused": [], "is_passed": True}
    tally = {"agreed": agreed, "against": against, "blank": blank, "members": members, "votes": votes}
    return told | tally | more


def session() -> Content:
    """Five of six vote in the open; the second steps aside at item 2; a flag falls at item 3."""
    return {
        "form": FORM,
        "way": coded("open"),
        "rule": {
            "quorum": coded("two_thirds"),
            "majority": coded("half"),
            "flag_majority": coded("nine_tenths"),
            "counts": coded("members"),
            "source": "",
        },
        "members": [*map(member, range(1, 6)), member(6, is_present=False, has_voted=False)],
        "items": [
            item(1, 4, 1, 0, 6),
            item(2, 3, 0, 1, 5, recused=[{"seat": 2, "name": "", "reason": "Người thân"}]),
            item(3, 5, 0, 0, 6, is_flag=True, is_passed=False),
        ],
        "receipts": [],
        "counts": [],
    }


def secret() -> Content:
    told = session() | {"way": coded("secret"), "receipts": [f"{n:064x}" for n in range(5)]}
    for one in told["items"]:
        one["votes"] = []
    return told


def on_paper() -> Content:
    told = session() | {"way": coded("paper")}
    for one in told["members"]:
        one["has_voted"] = False
    for one in told["items"]:
        one["votes"] = []
    sheet = [
        {"place": one["place"], "agreed": one["agreed"], "against": one["against"]} for one in told["items"]
    ]
    told["counts"] = [{"by": "An", "typist": n, "at": "", "ballots": 5, "items": sheet} for n in (1, 2)]
    return told
