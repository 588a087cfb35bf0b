"""A frozen list of proposals judged again from its file alone: no database, no network, no Django.

The file carries the plan, the facts and what was said and chosen. Verdicts and limits are counted anew from
the facts; who is proposed is held against the limits and the conditions, together with what earlier decisions
of the cycle awarded (`awarded_before`, absent in older files); the counts against the lines. People of one
name in one unit are told apart by `namesakes`, their years of birth (absent in older files).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from thidua.core.blocks import Block
from thidua.core.casefile import parse_case
from thidua.core.eligibility import Assessor
from thidua.core.facts import Case, Initiative, Ledger
from thidua.core.frozen import Mismatch, canonical
from thidua.core.limits import find_violations, is_asked_now
from thidua.core.plain_yaml import Bare
from thidua.core.programme import Programme, ProgrammeFaults, read_programme
from thidua.core.programme_versions import fingerprint_of
from thidua.core.records import DataFaults

FORM = "thidua.proposal.1"
"""Stands in the file, so that a reader knows what it holds."""


class NotProposal(ValueError):
    """The file is no frozen list; the text names the place and what is wrong there."""


def mismatches(content: Mapping[str, Any]) -> list[Mismatch]:
    """Everything that does not stand, in the order of the file. NotProposal."""
    programme = _programme(_part(content, "programme", dict))
    case = _case(_part(content, "case", dict))
    dossiers, before = _part(content, "dossiers", list), content.get("awarded_before", [])
    assessor = _assessor(case, programme)
    found = [*_of_programme(content["programme"], programme, case)]
    try:
        found += _of_verdicts(dossiers, before, case, assessor)
        found += _of_limits(content, dossiers, case, assessor)
        found += _of_choices(dossiers, before, programme)
        found += _of_counts(content, dossiers)
    except (KeyError, TypeError, AttributeError) as error:
        raise NotProposal(f"thiếu hoặc sai kiểu ở {error}") from error
    return found


def _part(content: Mapping[str, Any], key: str, kind: type) -> Any:
    value = content.get(key)
    if not isinstance(value, kind):
        raise NotProposal(f"{key}: thiếu, hoặc không đúng kiểu")
    return value


def _programme(part: Mapping[str, Any]) -> Programme:
    try:
        return read_programme(canonical(_part(part, "plan", dict)), source="programme.plan")
    except ProgrammeFaults as error:
        raise NotProposal(f"programme.plan: {error}") from error


def _case(data: Mapping[str, Any]) -> Case:
    rows = data.get("index")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise NotProposal("case.index: thiếu, hoặc không đúng kiểu")
    exact = [
        row | {"score": Bare(row["score"])} if isinstance(row.get("score"), str) else row for row in rows
    ]
    try:
        return parse_case({**data, "index": exact})
    except DataFaults as error:
        raise NotProposal(f"case: {error}") from error


def _assessor(case: Case, programme: Programme) -> Assessor:
    ledger = Ledger(as_of=case.as_of, units=case.units, index=case.index, initiatives=case.initiatives)
    return Assessor(programme, ledger, readings=case.readings, notices=case.notices)


def _of_programme(part: Mapping[str, Any], programme: Programme, case: Case) -> Iterator[Mismatch]:
    stored, actual = str(part.get("fingerprint")), fingerprint_of(programme)
    if stored != actual:
        yield Mismatch("programme", "dấu vân tay của Kế hoạch", stored, actual)
    if programme.id != case.programme:
        yield Mismatch("programme", "chương trình", programme.id, case.programme)


def _of_verdicts(
    dossiers: Iterable[Any], before: Iterable[Any], case: Case, assessor: Assessor
) -> Iterator[Mismatch]:
    nominations = {one.id: one for one in case.nominations}
    for row in before:
        nomination = nominations.pop(str(row["id"]), None)
        told = (row["award"], row["name"], row["unit"]["code"])
        if nomination is None or told != (nomination.award, nomination.name, nomination.unit):
            yield Mismatch(row["code"], "đã được tặng trước", "không theo dữ kiện", "phải có trong case")
    for row in dossiers:
        nomination = nominations.pop(str(row["id"]), None)
        if nomination is None:
            yield Mismatch(row["code"], "dữ kiện", "không có", "phải có trong case.nominations")
            continue
        for key, actual in (
            ("award", nomination.award),
            ("name", nomination.name),
            ("unit", nomination.unit),
        ):
            stored = {"award": row["award"], "name": row["subject"]["name"], "unit": row["unit"]["code"]}[key]
            if stored != actual:
                yield Mismatch(row["code"], key, str(stored), str(actual))
        verdict = assessor.assess(nomination)
        if row["verdict"]["truth"] != verdict.truth.word:
            yield Mismatch(row["code"], "kết quả xét", str(row["verdict"]["truth"]), verdict.truth.word)
        elif row["verdict"]["clauses"] != list(verdict.clauses):
            yield Mismatch(
                row["code"], "điều khoản", ", ".join(row["verdict"]["clauses"]), ", ".join(verdict.clauses)
            )
        elif _truths(row["verdict"]["trace"]) != _truths(verdict.trace.as_dict()):
            yield Mismatch(row["code"], "giải thích", "không theo dữ kiện", "cây lý do khác")
    for left in nominations:
        yield Mismatch(left, "dữ kiện", "có trong case.nominations", "không có hồ sơ")


def _truths(trace: Mapping[str, Any]) -> tuple[Any, ...]:
    """The truths of a tree of reasons, without its words: those may be put better in a later version."""
    return trace["truth"], trace["clause"], *map(_truths, trace.get("parts", ()))


def _of_limits(
    content: Mapping[str, Any], dossiers: Iterable[Any], case: Case, assessor: Assessor
) -> Iterator[Mismatch]:
    proposed = {str(row["id"]): row["family"] for row in dossiers if row["choice"]["is_proposed"] is True}
    before = {str(row["id"]) for row in content.get("awarded_before", [])}
    kinds = assessor.programme.award_by_id
    born = content.get("namesakes", {})
    broken = find_violations(
        assessor.programme,
        [
            replace(one, born=born.get(one.id))
            for one in case.nominations
            if one.id in proposed or one.id in before
        ],
        units=assessor.ledger.units,
        initiatives=_told_same(assessor.ledger.initiatives, content.get("same_initiatives", {})),
        readings=assessor.readings,
        parts=[one.id for one in case.nominations if one.name and kinds[one.award].subject == "collective"],
    )
    settled = {(one["rule"], one["text"]) for one in content["limits"] if one["is_settled"] is True}
    for one in broken:
        if not is_asked_now(one, proposed, assessor.programme):
            continue
        if one.effect == "block" or (one.rule, one.text) not in settled:
            yield Mismatch(one.clause, "hạn mức", "không nêu", one.text)


def _told_same(initiatives: Mapping[str, Initiative], same: Mapping[str, str]) -> dict[str, Initiative]:
    """With what the list says of initiatives that are the same. A list of before says it here alone: its
    verdicts were made without, and are judged so.
    """
    told = {
        id_: replace(initiatives[id_], same_as=first) for id_, first in same.items() if id_ in initiatives
    }
    return {**initiatives, **told}


def _of_choices(dossiers: list[Any], before: list[Any], programme: Programme) -> Iterator[Mismatch]:
    quota = next((one for one in programme.quotas if one.rule == "quota.flag"), None)
    proposed = [row["unit"] for row in dossiers if row["family"] == "flag" and row["choice"]["is_proposed"]]
    given = [row["unit"] for row in before if row["family"] == "flag"]
    flags = Counter(unit["block"] for unit in (*proposed, *given))
    for block in dict.fromkeys(unit["block"] for unit in proposed):
        count = flags[block]
        if quota is not None and count > quota.at_most and block != Block.NONE:
            yield Mismatch(block, "số Cờ của khối", str(count), f"không quá {quota.at_most}")
    flagged = {unit["code"] for unit in (*proposed, *given)}
    for row in dossiers:
        choice = row["choice"]
        if row["is_conditional"] and choice["is_proposed"] and row["unit"]["code"] not in flagged:
            yield Mismatch(row["code"], "điều kiện được tặng Cờ", "vẫn đề nghị", "không còn Cờ")
        if not choice["is_proposed"] and not choice["reason"]:
            yield Mismatch(row["code"], "lý do không đề nghị", "trống", "phải có")


def _of_counts(content: Mapping[str, Any], dossiers: list[Any]) -> Iterator[Mismatch]:
    counts = content["counts"]
    proposed = [row for row in dossiers if row["choice"]["is_proposed"]]
    actual = {
        "handed_in": len(dossiers),
        "proposed": len(proposed),
        "apart": sum(1 for row in proposed if row["is_apart"]),
    }
    for key, number in actual.items():
        if counts[key] != number:
            yield Mismatch("counts", key, str(counts[key]), str(number))
