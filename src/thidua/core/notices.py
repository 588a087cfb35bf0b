"""What a reader should know beside the verdict (contract, "Notices are also given for")."""

from collections.abc import Collection, Iterable

from thidua.core.blocks import Block
from thidua.core.criteria import AllOf, Leader, OneOf, RankWithin, Rule, YearsInTop
from thidua.core.eligibility import RANKED_FAMILIES, Verdict
from thidua.core.facts import Nomination
from thidua.core.labels import BLOCK_NAMES
from thidua.core.programme import Programme
from thidua.core.text import format_count, join_words
from thidua.core.trace import leaves
from thidua.core.truth import NOT_MET


def notices_for(verdict: Verdict, shared: Iterable[str] = ()) -> list[str]:
    """The notices of one verdict, in a fixed order, each once.

    `shared`: initiatives that the case names for both a collective and a person of this unit.
    """
    told = [
        *_cycle_notices(verdict),
        *_outside_notices(verdict),
        *_rank_notices(verdict),
        *_waived_notices(verdict),
        *_leader_notices(verdict),
        *(
            f"Sáng kiến {id_} được nêu cho cả tập thể và cá nhân của {verdict.subject.unit.name} (B18): "
            "một sáng kiến không dùng cho cả hai trong một lần xét."
            for id_ in shared
        ),
    ]
    return list(dict.fromkeys(told))


def shared_initiatives(nominations: Iterable[Nomination], programme: Programme) -> set[tuple[str, str]]:
    """(unit, initiative) named for both a collective and a person of the unit (reading B18)."""
    by_kind: dict[str, set[tuple[str, str]]] = {"collective": set(), "individual": set()}
    for one in nominations:
        kind = programme.award_by_id[one.award].subject
        by_kind[kind].update((one.unit, id_) for id_ in one.initiatives)
    return by_kind["collective"] & by_kind["individual"]


def notices_among(verdict: Verdict, shared: Collection[tuple[str, str]]) -> list[str]:
    """The notices of one verdict, where these `shared_initiatives` are named."""
    mine = verdict.nomination
    return notices_for(
        verdict, [id_ for id_ in dict.fromkeys(mine.initiatives) if (mine.unit, id_) in shared]
    )


def _cycle_notices(verdict: Verdict) -> Iterable[str]:
    cycle = verdict.nomination.cycle
    period = verdict.assessor.programme.period
    if isinstance(cycle, int) and cycle not in period.years:
        yield (
            f"Năm {cycle} nằm ngoài giai đoạn {period.label} của phong trào (C05): "
            "kết quả chỉ để tham khảo, không phải đợt xét của Kế hoạch này."
        )


def _outside_notices(verdict: Verdict) -> Iterable[str]:
    unit = verdict.subject.unit
    if unit.block_in(verdict.subject.cycle) is Block.NONE and verdict.award.family in RANKED_FAMILIES:
        kind = verdict.award.subject
        yield (
            f"{unit.name} không thuộc ba khối xếp hạng: chuyển sang diện “ngoài ra” do Chủ tịch Ủy ban nhân "
            f"dân thành phố xem xét (discretionary.{kind}, điều khoản {verdict.award.outside_clause})."
        )


def _rank_notices(verdict: Verdict) -> Iterable[str]:
    for truth, rule, _ in leaves(verdict.judged):
        if isinstance(rule, RankWithin):
            yield from _year_notices(verdict, rule, [int(verdict.subject.cycle)])
        elif isinstance(rule, YearsInTop):
            yield from _year_notices(verdict, rule, rule.years)
            if truth is NOT_MET:
                yield from _still_open(verdict, rule)


def _year_notices(verdict: Verdict, rule: RankWithin | YearsInTop, years: Iterable[int]) -> Iterable[str]:
    subject = verdict.subject
    for year in years:
        place = subject.standings.get(year)
        if place is None or not place.is_ranked:
            continue
        top = rule.top[place.block]
        if place.block is not subject.unit.block:
            yield (
                f"Năm {year} tính theo {BLOCK_NAMES[place.block]} (tốp {top}), không phải khối hiện nay của "
                f"{subject.unit.name} (B09)."
            )
        if verdict.assessor.is_tied_at_cut(year, place.block, place.rank, top):
            count = verdict.assessor.sharing[place.block, year, place.rank]
            yield (
                f"Năm {year} có {format_count(count)} đơn vị đồng hạng {place.rank} "
                f"{BLOCK_NAMES[place.block]} tại ngưỡng tốp {top}: tất cả được tính (B07)."
            )


def _still_open(verdict: Verdict, rule: YearsInTop) -> Iterable[str]:
    for option in verdict.assessor.would_stay_open(rule, verdict.subject):
        reading = verdict.assessor.programme.reading_by_switch["period_years"]
        label = next(choice.label for choice in reading.options if choice.id == option)
        yield (
            "Điều kiện số năm trong tốp vẫn còn khả năng đạt nếu chọn cách hiểu khác "
            f"({reading.id}: {label})."
        )


def _waived_notices(verdict: Verdict) -> Iterable[str]:
    """An individual whose unit would fail the rank condition that this reading does not ask for."""
    for rule in _waived(verdict.judged[1]):
        if rule.judge(verdict.subject)[0] is NOT_MET:
            yield (
                f"{verdict.subject.unit.name} không trong tốp xếp hạng: cá nhân vẫn được xét vì cách hiểu "
                "đang dùng không đặt điều kiện về hạng của đơn vị (B11, B12)."
            )


def _waived(rule: Rule) -> Iterable[Rule]:
    if isinstance(rule, AllOf | OneOf):
        yield from rule.waived
        for part in rule.parts:
            yield from _waived(part)


def _leader_notices(verdict: Verdict) -> Iterable[str]:
    for _, rule, finding in leaves(verdict.judged):
        if isinstance(rule, Leader) and finding.tied:
            names = join_words([unit.name for unit in finding.tied])
            block = BLOCK_NAMES[verdict.subject.unit.block]
            yield f"Đồng hạng tuyệt đối ở vị trí dẫn đầu {block}: {names} (B20)."
