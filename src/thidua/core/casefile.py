"""A case file (contract `evaluate`) → a checked `Case`, or every fault at once with its path."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.facts import Case, Cycle, Facts, IndexRow, Initiative, Nomination, Notice, Unit
from thidua.core.plain_yaml import Bare, Faults, YamlFault, decode, path_text, read_yaml
from thidua.core.programme import DEFAULT_PROGRAMME, Award, Programme, known_programmes, load_programme
from thidua.core.records import FIRST_YEAR, LAST_YEAR, DataFaults, Record, describe, records

CASE_KEYS = ("programme", "as_of", "readings", "notices", "units", "index", "initiatives", "nominations")
NOTICE_KEYS = ("deadline", "date", "number", "cycle", "issued")
UNIT_KEYS = ("code", "name", "block", "earlier")
EARLIER_KEYS = ("year", "block")
INDEX_KEYS = ("year", "unit", "rank", "score", "block", "published")
INITIATIVE_KEYS = ("id", "unit", "title", "recognised", "applied", "replicable", "used_for", "same_as")
NOMINATION_KEYS = ("id", "award", "cycle", "unit", "name", "initiatives", "facts")
FACT_KEYS = tuple(Facts.__dataclass_fields__)
_BLOCKS = {block.value: block for block in Block}
_INDEX_BLOCKS = {block.value: block for block in INDEX_BLOCKS}


def read_data(content: bytes, *, is_json: bool, faults: Faults | None = None) -> Any:
    """The plain data of a YAML or JSON file. Raises DataFaults.

    When a list of `faults` is given, those that leave the rest readable (a repeated key, a tag) are added to
    it instead, so that they can be told together with what is wrong in the data.
    """
    try:
        return _read_json(content, faults) if is_json else read_yaml(content, faults)
    except YamlFault as error:
        raise DataFaults(list(error.faults)) from None


def _read_json(content: bytes, faults: Faults | None) -> Any:
    text = decode(content)
    if not text.strip():
        raise DataFaults([("", "tệp trống")])
    repeated: list[tuple[dict[str, Any], str]] = []

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated.extend((made, key) for key, count in counts.items() if count > 1)
        return made

    try:
        data = json.loads(text, parse_float=Bare, parse_constant=Bare, object_pairs_hook=mapping)
    except json.JSONDecodeError as error:
        where = f"dòng {error.lineno}, cột {error.colno}"
        raise DataFaults([(where, f"không đọc được JSON: {error.msg}")]) from None
    except RecursionError:
        raise DataFaults([("", "các khóa lồng nhau quá sâu")]) from None
    except ValueError:  # a whole number of thousands of digits
        raise DataFaults([("", "có số quá dài, không đọc được")]) from None
    places = _places(data) if repeated else {}
    found = [
        (path_text([*places.get(id(owner), []), key]), "khóa lặp lại trong cùng một nhóm; hãy giữ một")
        for owner, key in repeated
    ]
    if faults is None and found:
        raise DataFaults(found)
    if faults is not None:
        faults += found
    return data


def _places(data: Any) -> dict[int, list[str | int]]:
    """The path of every mapping in `data`, by its identity."""
    found: dict[int, list[str | int]] = {}
    stack: list[tuple[Any, list[str | int]]] = [(data, [])]
    while stack:
        value, path = stack.pop()
        if isinstance(value, dict):
            found[id(value)] = path
            stack += [(part, [*path, key]) for key, part in value.items()]
        elif isinstance(value, list):
            stack += [(part, [*path, n]) for n, part in enumerate(value)]
    return found


def parse_case(data: Any, found: Iterable[tuple[str, str]] = ()) -> Case:
    """The case that plain data describes. Raises DataFaults with all faults, those `found` before first."""
    faults = [*found]
    if not isinstance(data, dict):
        faults.append(("", f"phải là một nhóm khóa: giá trị (units, index …), đang là {describe(data)}"))
        raise DataFaults(faults)
    case = _CaseReader(Record(data, "", faults)).read()
    if faults:
        raise DataFaults(faults)
    return case


def parse_notices(
    data: Any, programme: Programme, found: Iterable[tuple[str, str]] = ()
) -> tuple[Notice, ...]:
    """A list of notices on its own, as a case has it. Raises DataFaults, as `parse_case` does."""
    faults = [*found]
    if not isinstance(data, list):
        raise DataFaults([*faults, ("", f"phải là danh sách các thông báo, đang là {describe(data)}")])
    notices = tuple(
        notice for record in records(data, "", faults) if (notice := _notice(record, programme)) is not None
    )
    if faults:
        raise DataFaults(faults)
    return notices


class _CaseReader:
    """Reads one case; values of a faulty case are never used."""

    def __init__(self, case: Record) -> None:
        self.case = case
        self.programme = self._programme()
        self.units: dict[str, Block | None] = {}
        self.initiatives: set[str] = set()
        self.nominations: set[str] = set()

    def read(self) -> Case:
        case = self.case
        case.check_keys(CASE_KEYS)
        as_of = case.day("as_of", required=True)
        readings = self._readings()
        notices = tuple(
            notice for r in case.records("notices") if (notice := _notice(r, self.programme)) is not None
        )
        units = tuple(self._unit(record) for record in case.records("units"))
        index = self._index()
        listed = [(record, self._initiative(record)) for record in case.records("initiatives")]
        initiatives = tuple(item for _record, item in listed)
        self._check_same(listed)
        nominations = tuple(self._nomination(record) for record in case.records("nominations"))
        return Case(
            programme=self.programme.id,
            as_of=as_of,  # type: ignore[arg-type]  # None only beside a fault; so below
            readings=readings,
            notices=notices,
            units=units,
            index=index,
            initiatives=initiatives,
            nominations=nominations,
        )

    def _programme(self) -> Programme:
        named = self.case.code("programme", required=False)
        if named is not None and named not in known_programmes():
            known = ", ".join(known_programmes())
            self.case.fault("programme", f"không có chương trình “{named}”; đang có: {known}")
            named = None
        return load_programme(named or DEFAULT_PROGRAMME)

    def _readings(self) -> dict[str, str]:
        given = self.case.data.get("readings")
        if given is None:
            return {}
        if not isinstance(given, dict):
            self.case.fault("readings", f"phải là một nhóm khóa: giá trị, đang là {describe(given)}")
            return {}
        record = Record(given, "readings", self.case.faults)
        known = self.programme.reading_by_switch
        record.check_keys(known)
        chosen = {}
        for key in given:
            if key in known:
                option = record.choice(key, [option.id for option in known[key].options])
                if option is not None:
                    chosen[key] = option
        return chosen

    def _unit(self, record: Record) -> Unit:
        record.check_keys(UNIT_KEYS)
        code = record.code("code")
        name = record.text("name", required=True)
        block = _BLOCKS.get(record.choice("block", _BLOCKS) or "")
        if code is not None:
            if code in self.units:
                record.fault("code", f"đơn vị “{code}” đã khai ở trên; mỗi đơn vị một dòng")
            self.units.setdefault(code, block)
        return Unit(code or "", name or "", block or Block.NONE, self._earlier(record))

    def _earlier(self, record: Record) -> dict[int, Block]:
        """The years in which the unit was in another block than today's (B09)."""
        found: dict[int, Block] = {}
        for one in record.records("earlier"):
            one.check_keys(EARLIER_KEYS)
            year, block = one.year("year"), one.choice("block", _INDEX_BLOCKS)
            if year in found:
                one.fault("year", f"năm {year} đã ghi ở trên; mỗi năm một dòng")
            elif year is not None and block is not None:
                found[year] = _INDEX_BLOCKS[block]
        return found

    def _known_unit(self, record: Record) -> str:
        code = record.code("unit")
        if code is not None and code not in self.units:
            record.fault("unit", f"không có đơn vị “{code}” trong units")
        return code or ""

    def _index(self) -> tuple[IndexRow, ...]:
        seen: dict[tuple[str, int], str] = {}
        rows = []
        for record in self.case.records("index"):
            record.check_keys(INDEX_KEYS)
            year = record.year("year")
            code = self._known_unit(record)
            rank = record.whole("rank", least=1, required=True)
            block = self._row_block(record, code)
            if year is not None and (code, year) in seen:
                record.fault(
                    "unit", f"đơn vị “{code}” năm {year} đã có ở {seen[code, year]}; mỗi năm một dòng"
                )
            elif year is not None and code:
                seen[code, year] = record.path
            rows.append(
                IndexRow(year or 0, code, rank or 0, block, record.number("score"), record.day("published"))
            )
        return tuple(rows)

    def _row_block(self, record: Record, code: str) -> Block:
        given = record.choice("block", _INDEX_BLOCKS, required=False)
        if given is not None:
            return _INDEX_BLOCKS[given]
        block = self.units.get(code)
        if block is Block.NONE and record.data.get("block") is None:
            record.fault(
                "block", f"thiếu: đơn vị “{code}” ngoài ba khối, phải ghi khối đã được xếp hạng năm đó"
            )
        return block or Block.NONE

    def _initiative(self, record: Record) -> Initiative:
        record.check_keys(INITIATIVE_KEYS)
        id_ = record.code("id")
        if id_ is not None:
            if id_ in self.initiatives:
                record.fault("id", f"mã “{id_}” đã dùng ở trên; mỗi sáng kiến một mã")
            self.initiatives.add(id_)
        used_for = record.codes("used_for", self.programme.award_by_id, self._no_award)
        return Initiative(
            id=id_ or "",
            unit=self._known_unit(record),
            title=record.text("title") or "",
            recognised=record.day("recognised"),
            applied=record.day("applied"),
            replicable=record.flag("replicable"),
            used_for=used_for,
            same_as=record.code("same_as", required=False) or "",
        )

    def _check_same(self, listed: Sequence[tuple[Record, Initiative]]) -> None:
        """What an initiative is the same as stands in the file and is the first of them, no copy."""
        later = {item.id for _record, item in listed if item.same_as}
        for record, item in listed:
            if item.same_as and item.same_as not in self.initiatives:
                record.fault("same_as", f"không có sáng kiến “{item.same_as}” trong initiatives")
            elif item.same_as in later:
                record.fault(
                    "same_as", f"“{item.same_as}” không phải sáng kiến có trước nhất; hãy ghi mã sáng kiến đó"
                )

    def _no_award(self, award: str) -> str:
        return f"không có hình thức khen thưởng “{award}”; đang có: {', '.join(self.programme.award_by_id)}"

    def _nomination(self, record: Record) -> Nomination:
        record.check_keys(NOMINATION_KEYS)
        id_ = record.code("id")
        if id_ is not None:
            if id_ in self.nominations:
                record.fault("id", f"mã “{id_}” đã dùng ở trên; mỗi đề nghị một mã")
            self.nominations.add(id_)
        award_id = record.code("award")
        award = self.programme.award_by_id.get(award_id or "")
        if award_id is not None and award is None:
            record.fault("award", self._no_award(award_id))
        named = record.codes(
            "initiatives", self.initiatives, lambda id_: f"không có sáng kiến “{id_}” trong initiatives"
        )
        return Nomination(
            id=id_ or "",
            award=award_id or "",
            cycle=self._cycle(record, award),
            unit=self._known_unit(record),
            name=record.text("name") or "",
            initiatives=named,
            facts=self._facts(record),
        )

    def _cycle(self, record: Record, award: Award | None) -> Cycle:
        value = record.data.get("cycle")
        period = self.programme.period.label
        if value is None:
            record.fault("cycle", "thiếu, bắt buộc phải có")
            return ""
        year = value if isinstance(value, int) and not isinstance(value, bool) else None
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            record.fault("cycle", f"năm {year} nằm ngoài {FIRST_YEAR}..{LAST_YEAR}")
            return year
        if year is None and value != period:
            quoted = " (năm viết không có dấu nháy)" if str(value).isdigit() else ""
            record.fault("cycle", f"phải là một năm{quoted} hoặc {period}, đang là {describe(value)}")
            return ""
        kind = "year" if year is not None else "period"
        if award is not None and award.cycle not in (kind, "either"):
            asked = f"giai đoạn {period}" if award.cycle == "period" else "một năm"
            record.fault("cycle", f"{award.id} xét theo {asked}, đang là {describe(value)}")
        return year if year is not None else period

    def _facts(self, nomination: Record) -> Facts:
        given = nomination.data.get("facts")
        if given is None:
            return Facts()
        if not isinstance(given, dict):
            nomination.fault("facts", f"phải là một nhóm khóa: giá trị, đang là {describe(given)}")
            return Facts()
        record = Record(given, f"{nomination.path}.facts", nomination.faults)
        record.check_keys(FACT_KEYS)
        return Facts(
            selected=record.flag("selected"),
            outstanding=record.flag("outstanding"),
            conduct=record.flag("conduct"),
            rating=record.choice("rating", self._values("rating"), required=False),
            par_role=record.choice("par_role", self._values("par_role"), required=False),
            par_months=record.whole("par_months", least=0),
            barred=record.flag("barred"),
            justification=record.text("justification"),
        )

    def _values(self, fact: str) -> Collection[str]:
        return [option.id for option in self.programme.fact_by_key[fact].values]


def _notice(record: Record, programme: Programme) -> Notice | None:
    record.check_keys(NOTICE_KEYS)
    deadlines: Mapping[str, Any] = programme.deadline_by_id
    named = record.choice("deadline", deadlines)
    moved = record.day("date", required=True)
    if moved is not None and not FIRST_YEAR <= moved.year <= LAST_YEAR:
        record.fault("date", f"năm {moved.year} nằm ngoài {FIRST_YEAR}..{LAST_YEAR}")
    number = record.code("number")
    issued = record.day("issued")
    cycle: int | None = None
    if named is not None and deadlines[named].per == "cycle":
        cycle = record.year("cycle")
        cycles = deadlines[named].cycles
        if cycle is not None and cycle not in cycles:
            record.fault("cycle", f"{named} không có đợt {cycle}; chỉ có {cycles[0]}..{cycles[-1]}")
    elif named is not None and record.data.get("cycle") not in (None, programme.period.label):
        record.fault("cycle", f"{named} chỉ có một đợt {programme.period.label}; bỏ khóa này")
    if named is None or moved is None or number is None:
        return None
    return Notice(named, moved, number, cycle, issued)
