"""The demonstration's Giấy khen: what units gave themselves each December, some of it twice on purpose."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from thidua.awards.base_level.enums import BaseForm, Subject
from thidua.awards.base_level.services import record_many
from thidua.awards.base_level.words import NewBaseAward
from thidua.demo.dice import dice
from thidua.demo.names import MEN_MIDDLE, WOMEN_MIDDLE, invent_name, invent_position
from thidua.demo.stages import moment
from thidua.demo.titles import MATTERS, PEOPLE
from thidua.initiatives.models import Initiative
from thidua.people.models import User
from thidua.units.enums import UnitKind
from thidua.units.models import Unit
from thidua.units.selectors import UnitRecord, history

YEARS = range(2026, 2031)
SHOWN = "11311"
"""Phường Hồng Bàng: its officer is the account most people open first, so it always has awards."""
_COLLECTIVES = (
    "Trung tâm Phục vụ hành chính công",
    "Phòng Văn hóa – Xã hội",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Văn phòng HĐND và UBND",
    "Tổ công nghệ số cộng đồng",
)
_AGENCY_COLLECTIVES = ("Văn phòng", "Phòng Tổ chức – Hành chính", "Bộ phận một cửa", "Phòng Pháp chế")
_MEN, _WOMEN = set(MEN_MIDDLE) - set(WOMEN_MIDDLE), set(WOMEN_MIDDLE) - set(MEN_MIDDLE)
_DEEDS = (
    "Tham mưu rút ngắn thời gian {matter}{people}, không để hồ sơ trễ hạn",
    "Trực tiếp hướng dẫn người dân trong việc {matter}{people}",
    "Tổ chức thực hiện tốt việc {matter}{people}, được người dân đánh giá cao",
)


def base_award_acts(
    by: User, units: dict[str, Unit], seed: int
) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): the awards of each year enter the register on 22 December."""
    for year in YEARS:
        yield date(year, 12, 22), _December(by, units, year, seed)


@dataclass(frozen=True, slots=True)
class _December:
    """All units' awards of one year."""

    by: User
    units: dict[str, Unit]
    year: int
    seed: int

    def __call__(self) -> None:
        day = date(self.year, 12, 22)
        ideas: dict[int, list[Initiative]] = {}
        for initiative in Initiative.objects.filter(recognised_on__year=self.year).order_by("code"):
            ideas.setdefault(initiative.unit_id, []).append(initiative)
        awards = [
            (self.units[unit.code], award)
            for unit in history(day).living()
            for award in self._of_unit(unit, day, ideas.get(unit.id, []))
        ]
        record_many(by=self.by, at=moment(day, 15), awards=awards)

    def _of_unit(self, unit: UnitRecord, day: date, ideas: list[Initiative]) -> Iterator[NewBaseAward]:
        chance = dice(self.seed, "base award", self.year, unit.code)
        if unit.code != SHOWN and chance.random() < 0.35:
            return
        agency = unit.kind is UnitKind.AGENCY
        number = f"{chance.randint(40, 900)}/QĐ-{'SỞ' if agency else 'UBND'} (trình diễn)"
        decided = day - timedelta(days=chance.randint(1, 15))

        def award(subject: Subject, name: str, deed: str, **more: object) -> NewBaseAward:
            return NewBaseAward(self.year, subject, name, BaseForm.MERIT, number, decided, deed, **more)  # type: ignore[arg-type]

        if chance.random() < 0.7:
            collective = chance.choice(_AGENCY_COLLECTIVES if agency else _COLLECTIVES)
            yield award(Subject.COLLECTIVE, collective, _deed(chance))
        idea = ideas[0] if ideas and chance.random() < 0.6 else None
        for place in range(chance.randint(1, 3) + (unit.code == SHOWN)):
            position = invent_position(chance, agency=agency)
            name, deed = invent_name(chance), _deed(chance)
            one = award(
                Subject.INDIVIDUAL,
                name,
                deed,
                position=position,
                is_leader=position.startswith(("Phó", "Trưởng", "Chánh")) if chance.random() < 0.9 else None,
                is_woman=_woman(name),
                initiative=idea if place == 0 or chance.random() < 0.2 else None,
            )
            yield one
            if place == 0 and (unit.code == SHOWN or chance.random() < 0.05):
                # The same deed rewarded once more: what the register is there to show.
                again = f"{deed}, đạt kết quả tốt"
                yield NewBaseAward(
                    self.year,
                    Subject.INDIVIDUAL,
                    name,
                    BaseForm.FIGHTER,
                    f"{chance.randint(900, 990)}/QĐ-UBND (trình diễn)",
                    decided,
                    again,
                    position=position,
                    is_leader=one.is_leader,
                    is_woman=one.is_woman,
                )


def _deed(chance: Random) -> str:
    return chance.choice(_DEEDS).format(matter=chance.choice(MATTERS), people=chance.choice(PEOPLE))


def _woman(name: str) -> bool | None:
    """What the middle name says; many say nothing, and then it is not known."""
    words = set(name.split()[1:-1])
    return True if words & _WOMEN else False if words & _MEN else None
