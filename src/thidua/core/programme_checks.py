"""What types cannot say about a programme: what refers to what, what covers what, which dates exist."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.programme_faults import Fault, join_path
from thidua.core.programme_model import Award, Deadline, LegalBasis, Programme, Reading
from thidua.core.programme_nodes import (
    AllOf,
    Attested,
    ByReading,
    FactIn,
    Initiatives,
    Leader,
    Months,
    Node,
    OneOf,
    RankWithin,
    SameAs,
    Written,
    YearsInTop,
)

Path = tuple[str | int, ...]


def check_programme(programme: Programme) -> list[Fault]:
    """Every fault of a programme whose types are right, in the order of the file's parts."""
    return _Checker(programme).run()


def walk_nodes(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """A criteria node and all below it, each with its path; the criteria behind `same_as` are not entered."""
    yield path, node
    if isinstance(node, AllOf):
        for n, part in enumerate(node.all):
            yield from walk_nodes(part, (*path, "all", n))
    elif isinstance(node, OneOf):
        for n, part in enumerate(node.one_of):
            yield from walk_nodes(part, (*path, "one_of", n))
    elif isinstance(node, ByReading):
        for option, part in node.options.items():
            yield from walk_nodes(part, (*path, "options", option))


class _Checker:
    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.faults: list[Fault] = []
        self.clauses = {clause.id for clause in programme.clauses}
        self.awards = {award.id for award in programme.awards}
        self.facts = {fact.key: fact for fact in programme.facts}
        self.switches: dict[str, Reading] = {}
        for reading in programme.readings:
            if reading.switch:
                self.switches.setdefault(reading.switch, reading)

    def run(self) -> list[Fault]:
        self.check_ids()
        self.check_period()
        self.check_blocks()
        self.check_facts()
        self.check_readings()
        for n, deadline in enumerate(self.programme.deadlines):
            self.check_deadline(deadline, ("deadlines", n))
        for n, award in enumerate(self.programme.awards):
            self.check_award(award, ("awards", n))
        self.check_cycles_of_same_as()
        self.check_quotas()
        self.check_reuse()
        self.check_legal()
        return self.faults

    # --- small words ---

    def tell(self, path: Path, message: str) -> None:
        self.faults.append(Fault(join_path(path), message))

    def need_clause(self, clause: str | None, path: Path) -> None:
        if clause is not None and clause not in self.clauses:
            self.tell(path, f"không có điều khoản “{clause}” trong clauses")

    def need_clauses(self, clauses: Iterable[str], path: Path) -> None:
        for n, clause in enumerate(clauses):
            self.need_clause(clause, (*path, n))

    def need_award(self, award: str, path: Path) -> None:
        if award not in self.awards:
            self.tell(path, f"không có giải thưởng “{award}” trong awards")

    def need_reading(self, switch: str, path: Path) -> bool:
        if switch in self.switches:
            return True
        self.tell(path, f"không có cách hiểu nào với switch “{switch}” trong readings")
        return False

    def need_fact(self, key: str, kind: str, path: Path) -> None:
        fact = self.facts.get(key)
        if fact is None:
            self.tell(path, f"không có dữ kiện “{key}” trong facts")
        elif fact.type != kind:
            self.tell(path, f"dữ kiện “{key}” là loại {fact.type}, ở đây cần loại {kind}")

    def need_every_block(self, mapping: Mapping[Block, object], path: Path) -> None:
        for block in INDEX_BLOCKS:
            if block not in mapping:
                self.tell(path, f"thiếu khối {block.value}")

    def no_twins(self, values: Iterable[str], path: Path, field: str | None) -> None:
        first: dict[str, int] = {}
        for n, value in enumerate(values):
            if value in first:
                where = (*path, n) if field is None else (*path, n, field)
                self.tell(where, f"“{value}” đã có ở {join_path((*path, first[value]))}")
            else:
                first[value] = n

    # --- the parts of the file ---

    def check_ids(self) -> None:
        plan = self.programme
        self.no_twins((b.id.value for b in plan.blocks), ("blocks",), "id")
        self.no_twins((f.key for f in plan.facts), ("facts",), "key")
        self.no_twins((c.id for c in plan.clauses), ("clauses",), "id")
        self.no_twins((r.id for r in plan.readings), ("readings",), "id")
        self.no_twins((d.id for d in plan.deadlines), ("deadlines",), "id")
        self.no_twins((a.id for a in plan.awards), ("awards",), "id")
        self.no_twins((b.id for b in plan.legal_bases), ("legal_bases",), "id")
        self.no_twins((e.id for e in plan.errata), ("errata",), "id")
        switches: set[str] = set()
        for n, reading in enumerate(plan.readings):
            if reading.switch in switches:
                self.tell(("readings", n, "switch"), f"“{reading.switch}” đã dùng cho một cách hiểu khác")
            if reading.switch:
                switches.add(reading.switch)

    def check_period(self) -> None:
        period = self.programme.period
        if period.last_year < period.first_year:
            self.tell(("period",), f"giai đoạn đảo ngược: {period.first_year} đến {period.last_year}")
            return
        for field in ("counts_from", "duties_from"):
            day: date = getattr(period, field)
            if not period.first_year <= day.year <= period.last_year:
                self.tell(("period", field), f"ngày {day:%d/%m/%Y} nằm ngoài giai đoạn {period.label}")

    def check_blocks(self) -> None:
        present = {info.id for info in self.programme.blocks}
        for block in Block:
            if block not in present:
                self.tell(("blocks",), f"thiếu khối {block.value}")

    def check_facts(self) -> None:
        for n, fact in enumerate(self.programme.facts):
            path: Path = ("facts", n)
            self.need_clauses(fact.clauses, (*path, "clauses"))
            self.no_twins((v.id for v in fact.values), (*path, "values"), "id")
            if (fact.type == "choice") != bool(fact.values):
                self.tell((*path, "values"), "chỉ dữ kiện loại choice có values, và phải có")

    def check_readings(self) -> None:
        for n, reading in enumerate(self.programme.readings):
            path: Path = ("readings", n)
            options = [option.id for option in reading.options]
            self.no_twins(options, (*path, "options"), "id")
            if reading.default not in options:
                listed = ", ".join(options)
                self.tell((*path, "default"), f"“{reading.default}” không có trong options: {listed}")
            if reading.switch and len(options) < 2:
                self.tell((*path, "options"), "cách hiểu có switch phải có ít nhất hai lựa chọn")
            self.need_clauses(reading.clauses, (*path, "clauses"))
        for n, clause in enumerate(self.programme.clauses):
            if n and clause.row < self.programme.clauses[n - 1].row:
                self.tell(("clauses", n, "row"), "các điều khoản phải theo thứ tự của Kế hoạch")

    def check_deadline(self, deadline: Deadline, path: Path) -> None:
        self.need_clause(deadline.clause, (*path, "clause"))
        self.need_reading(deadline.last_day_reading, (*path, "last_day_reading"))
        yearly = ("month", "day", "year_offset", "first_cycle", "last_cycle")
        wanted, foreign = (yearly, ("date",)) if deadline.per == "cycle" else (("date",), yearly)
        missing = [field for field in wanted if getattr(deadline, field) is None]
        for field in missing:
            self.tell((*path, field), f"thiếu, phải có khi per là {deadline.per}")
        for field in foreign:
            if getattr(deadline, field) is not None:
                self.tell((*path, field), f"không dùng khi per là {deadline.per}")
        if missing or deadline.per == "period":
            return
        assert deadline.first_cycle is not None
        assert deadline.last_cycle is not None
        if deadline.last_cycle < deadline.first_cycle:
            self.tell(path, f"kỳ đảo ngược: {deadline.first_cycle} đến {deadline.last_cycle}")
        for cycle in deadline.cycles:
            try:
                deadline.named_day(cycle)
            except ValueError:
                assert deadline.year_offset is not None
                day = f"{deadline.day}/{deadline.month}/{cycle + deadline.year_offset}"
                self.tell((*path, "day"), f"không có ngày {day} (kỳ {cycle})")

    def check_award(self, award: Award, path: Path) -> None:
        self.need_clause(award.clause, (*path, "clause"))
        self.need_clause(award.outside_clause, (*path, "outside_clause"))
        if award.open_to_unranked == (award.outside_clause is not None):
            self.tell((*path, "outside_clause"), "phải có khi và chỉ khi open_to_unranked là false")
        for inner, node in walk_nodes(award.criteria, (*path, "criteria")):
            self.check_node(node, award, inner)

    def check_node(self, node: Node, award: Award, path: Path) -> None:
        if isinstance(node, ByReading):
            if self.need_reading(node.reading, (*path, "reading")):
                declared = {option.id for option in self.switches[node.reading].options}
                for option in sorted(declared - set(node.options)):
                    self.tell((*path, "options"), f"thiếu lựa chọn “{option}” của cách hiểu {node.reading}")
                for option in sorted(set(node.options) - declared):
                    self.tell((*path, "options", option), f"không phải lựa chọn của cách hiểu {node.reading}")
        elif isinstance(node, SameAs):
            self.need_award(node.same_as, (*path, "same_as"))
        elif isinstance(node, RankWithin | YearsInTop):
            ranked = isinstance(node, RankWithin)
            numbers = node.rank_within if isinstance(node, RankWithin) else node.years_in_top
            self.need_every_block(numbers, (*path, "rank_within" if ranked else "years_in_top"))
            self.need_every_block(node.clauses, (*path, "clauses"))
            for block, clause in node.clauses.items():
                self.need_clause(clause, (*path, "clauses", block.value))
            if ranked and award.cycle != "year":
                self.tell((*path, "rank_within"), "chỉ dùng cho giải thưởng có cycle là year")
            if isinstance(node, YearsInTop) and node.at_least > len(self.programme.period.years):
                self.tell((*path, "at_least"), f"{node.at_least} năm nhiều hơn số năm của giai đoạn")
        else:
            self.check_leaf(node, award, path)

    def check_leaf(self, node: Node, award: Award, path: Path) -> None:
        if isinstance(node, Written):
            self.need_fact(node.written, "text", (*path, "written"))
            for cycle, clause in node.clauses.items():
                self.need_clause(clause, (*path, "clauses", cycle))
            kinds = ("year", "period") if award.cycle == "either" else (award.cycle,)
            for kind in kinds:
                if kind not in node.clauses:
                    self.tell((*path, "clauses"), f"thiếu điều khoản cho {kind}, vì cycle là {award.cycle}")
        elif isinstance(node, Initiatives | Attested | FactIn | Months | Leader):
            self.need_clause(node.clause, (*path, "clause"))
        if isinstance(node, Initiatives):
            self.no_twins(node.initiatives, (*path, "initiatives"), None)
            if award.window is None:
                self.tell((*path, "initiatives"), "giải thưởng xét sáng kiến phải có window")
        elif isinstance(node, Attested):
            for n, key in enumerate(node.attested):
                self.need_fact(key, "yes_no", (*path, "attested", n))
        elif isinstance(node, FactIn):
            self.need_fact(node.fact, "choice", (*path, "fact"))
            fact = self.facts.get(node.fact)
            values = {value.id for value in fact.values} if fact else set()
            for n, value in enumerate(node.among):
                if values and value not in values:
                    self.tell((*path, "among", n), f"“{value}” không phải giá trị của dữ kiện {node.fact}")
        elif isinstance(node, Months):
            self.need_fact(node.months, "count", (*path, "months"))
        elif isinstance(node, Leader):
            self.need_reading(node.leader, (*path, "leader"))

    def check_cycles_of_same_as(self) -> None:
        follows = {
            award.id: [node.same_as for _, node in walk_nodes(award.criteria) if isinstance(node, SameAs)]
            for award in self.programme.awards
        }
        for n, award in enumerate(self.programme.awards):
            seen: set[str] = set()
            front = list(follows[award.id])
            while front:
                other = front.pop()
                if other == award.id:
                    self.tell(("awards", n, "criteria"), f"same_as quay vòng về chính “{award.id}”")
                    break
                if other not in seen:
                    seen.add(other)
                    front.extend(follows.get(other, ()))

    def check_quotas(self) -> None:
        for n, quota in enumerate(self.programme.quotas):
            path: Path = ("quotas", n)
            self.need_award(quota.award, (*path, "award"))
            self.need_clause(quota.clause, (*path, "clause"))
            if quota.per == "unit" and (quota.clause is None or quota.clauses is not None):
                self.tell(path, "hạn mức theo đơn vị phải có clause, không có clauses")
            if quota.per == "block":
                if quota.clauses is None or quota.clause is not None:
                    self.tell(path, "hạn mức theo khối phải có clauses, không có clause")
                self.need_every_block(quota.clauses or {}, (*path, "clauses"))
            for block, clause in (quota.clauses or {}).items():
                self.need_clause(clause, (*path, "clauses", block.value))
            if quota.raised:
                self.need_award(quota.raised.by_award, (*path, "raised", "by_award"))
                self.need_clause(quota.raised.clause, (*path, "raised", "clause"))
                if quota.raised.at_most <= quota.at_most:
                    self.tell((*path, "raised", "at_most"), f"phải hơn {quota.at_most}")
        one_award = self.programme.one_award
        self.need_clause(one_award.clause, ("one_award", "clause"))
        for n, pair in enumerate(one_award.excluding):
            for k, award in enumerate(pair):
                self.need_award(award, ("one_award", "excluding", n, k))

    def check_reuse(self) -> None:
        reuse = self.programme.initiative_reuse
        self.need_clause(reuse.clause, ("initiative_reuse", "clause"))
        if self.need_reading(reuse.reading, ("initiative_reuse", "reading")):
            declared = {option.id for option in self.switches[reuse.reading].options}
            for option in sorted(declared - set(reuse.effects)):
                self.tell(("initiative_reuse", "effects"), f"thiếu lựa chọn “{option}” của {reuse.reading}")
            for option in sorted(set(reuse.effects) - declared):
                self.tell(("initiative_reuse", "effects", option), f"không phải lựa chọn của {reuse.reading}")

    def check_legal(self) -> None:
        for n, basis in enumerate(self.programme.legal_bases):
            self.need_clause(basis.clause, ("legal_bases", n, "clause"))
            if basis.valid_from and basis.valid_to and basis.valid_to < basis.valid_from:
                self.tell(("legal_bases", n, "valid_to"), "hiệu lực đảo ngược: hết hạn trước khi có hiệu lực")
            self.no_twins(basis.grounds_for or (), ("legal_bases", n, "grounds_for"), None)
            self.check_replaces(n, basis)
        readings = {reading.id for reading in self.programme.readings}
        for n, erratum in enumerate(self.programme.errata):
            self.need_clauses(erratum.clauses, ("errata", n, "clauses"))
            if erratum.reading and erratum.reading not in readings:
                self.tell(("errata", n, "reading"), f"không có cách hiểu “{erratum.reading}” trong readings")

    def check_replaces(self, n: int, basis: LegalBasis) -> None:
        """What replaces another begins after it, so none can replace itself, directly or in a circle."""
        self.no_twins(basis.replaces, ("legal_bases", n, "replaces"), None)
        known = {one.id: one for one in self.programme.legal_bases}
        for k, former in enumerate(basis.replaces):
            path = ("legal_bases", n, "replaces", k)
            if former not in known:
                self.tell(path, f"không có căn cứ “{former}” trong legal_bases")
            elif basis.valid_from is None:
                self.tell(
                    ("legal_bases", n, "valid_from"), f"thiếu, phải có để biết từ ngày nào thay “{former}”"
                )
            elif (begun := known[former].valid_from) is not None and basis.valid_from <= begun:
                self.tell(path, f"có hiệu lực không sau “{former}” nên không thể thay văn bản ấy")
