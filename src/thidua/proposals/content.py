"""What is frozen of a list: plan, facts, verdicts, what was said, what was chosen, on what ground.

Always in Vietnamese, labels too, as they may change later. `core.frozen_proposal` judges it again.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import override

from thidua.appraising.selectors import stages_of
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.frozen_proposal import FORM
from thidua.core.programme_versions import fingerprint_of
from thidua.core.scoring import round_points
from thidua.dossiers.models import Dossier, DossierFile
from thidua.dossiers.nominations import handed_in
from thidua.dossiers.parts import BARS
from thidua.initiatives.models import Initiative
from thidua.initiatives.papers import PREFETCHED, adopting_units, frozen_papers
from thidua.movement.selectors import reading_register
from thidua.par_index.selectors import releases_on
from thidua.proposals.case import case_of
from thidua.proposals.cycle_set import CycleSet, Line
from thidua.proposals.leaders import LeaderTable
from thidua.proposals.rows import SetRow
from thidua.proposals.shares import as_dict, shares_of

Content = dict[str, Any]
SOURCES = ("rating_source", "par_role_source")


def content_of(whole: CycleSet) -> Content:
    """The set as it stands; a number of queries that does not grow with the dossiers."""
    with override("vi"):
        programme, files, sources = whole.assessor.programme, _files(whole), _sources(whole)
        proofs = _proofs(whole)
        return {
            "form": FORM,
            "cycle": whole.cycle,
            "day": whole.on.isoformat(),
            "programme": {
                "id": programme.id,
                "fingerprint": fingerprint_of(programme),
                "plan": programme.model_dump(mode="json"),
            },
            "readings": _readings(whole),
            "rankings": rankings_of(whole),
            "case": case_of(whole),
            "dossiers": [
                _dossier(whole, line, files.get(line.row.pk, []), sources[line.row.pk], proofs)
                for line in whole.lines
            ],
            "awarded_before": [_before(row) for row in whole.awarded],
            "limits": [
                {
                    "rule": one.violation.rule,
                    "clause": one.violation.clause,
                    "effect": one.violation.effect,
                    "text": one.violation.text,
                    "initiative": one.code,
                    "is_settled": one.is_settled,
                }
                for one in whole.limits_of_choice
            ],
            "leaders": [_leaders(table) for table in whole.leaders],
            "statistics": as_dict(shares_of(whole.lines, whole.cycle)),
            "counts": counts_of(whole),
            "same_initiatives": _same(whole),
            "namesakes": _namesakes(whole),
        }


def counts_of(whole: CycleSet) -> dict[str, int]:
    """How many were handed in, are proposed, and of those stand outside gate and limits."""
    proposed = [line for line in whole.lines if line.is_proposed]
    return {
        "handed_in": len(whole.lines),
        "proposed": len(proposed),
        "apart": sum(line.row.is_apart for line in proposed),
    }


def share_apart(counts: Mapping[str, int]) -> Decimal | None:
    """What stands apart in per cent of those who are proposed, one decimal, half up as everywhere; None when
    nobody is.
    """
    if not counts["proposed"]:
        return None
    return round_points(Decimal(counts["apart"]) * 100 / counts["proposed"], 1)


def rankings_of(whole: CycleSet) -> list[Content]:
    """The rankings that rules read, each with the fingerprint of its file; one query."""
    return [
        {
            "year": one.year,
            "block": one.block,
            "decision": one.release.decision_number,
            "published": one.release.published_on.isoformat(),
            "sha256": one.release.file.sha256 if one.release.file else "",
        }
        for one in sorted(releases_on(whole.on), key=lambda one: (one.year, one.block))
    ]


def _readings(whole: CycleSet) -> list[Content]:
    return [
        {
            "switch": entry.reading.switch,
            "question": entry.reading.question,
            "option": entry.chosen.id,
            "label": entry.chosen.label,
            "decided_by": entry.choice.decider if entry.choice else entry.reading.decided_by,
            "decided_on": str(entry.choice.decided_on if entry.choice else entry.reading.decided_on or ""),
            "document": entry.choice.document_number if entry.choice else "",
        }
        for entry in reading_register(whole.on, whole.assessor.programme)
        if entry.reading.switch
    ]


def _files(whole: CycleSet) -> dict[int, list[Content]]:
    """Dossier → its evidence, as it was sent, without what is about bars: more people read a list."""
    found: dict[int, list[Content]] = {}
    rows = DossierFile.objects.filter(
        dossier__in=handed_in(whole.cycle).order_by().values("pk"), removed_at=None
    ).exclude(item=BARS)
    for dossier, item, name, sha256 in rows.values_list("dossier_id", "item", "file__name", "file__sha256"):
        found.setdefault(dossier, []).append({"item": item, "name": name, "sha256": sha256})
    for pk, told in whole.given_back.items():
        found[pk] = [
            {key: one[key] for key in ("item", "name", "sha256")}
            for one in told.get("files", ())
            if one["item"] != BARS
        ]
    return found


def _sources(whole: CycleSet) -> dict[int, Content]:
    """Dossier → where its facts come from, as it was sent."""
    rows = Dossier.objects.filter(pk__in=handed_in(whole.cycle).order_by().values("pk"))
    found = {pk: dict(zip(SOURCES, said, strict=True)) for pk, *said in rows.values_list("pk", *SOURCES)}
    for pk, told in whole.given_back.items():
        found[pk] = {key: told["facts"].get(key, "") for key in SOURCES}
    return found


def _proofs(whole: CycleSet) -> dict[str, Content]:
    """Initiative → the decision that recognised it, who adopted it and its papers, as they are now. Those
    too that a dossier named when it was sent and its unit, which has it back, names no longer.
    """
    sent = {item["code"] for told in whole.given_back.values() for item in told["initiatives"]}
    named = Q(dossiers__in=handed_in(whole.cycle).order_by().values("pk"))
    rows = Initiative.objects.filter(named | Q(code__in=sent) if sent else named)
    return {
        row.code: {
            "decision": row.recognition_decision,
            "adoptions": adopting_units(row),
            "papers": frozen_papers(row),
        }
        for row in rows.distinct().prefetch_related(*PREFETCHED)
    }


def _same(whole: CycleSet) -> dict[str, str]:
    """Of the initiatives in the list: which counts as which other (III.1.2.2)."""
    return {code: one.same_as for code, one in sorted(whole.judged.initiatives.items()) if one.same_as}


def _namesakes(whole: CycleSet) -> dict[str, int]:
    """The years of birth of those alone who share unit and name with somebody of another year: without them
    nobody could tell from the file that they are two people.
    """
    known = [(one, one.born) for one in whole.nominations.values() if one.born is not None]
    years: dict[tuple[str, str], set[int]] = {}
    for one, born in known:
        years.setdefault((one.unit, one.name_key), set()).add(born)
    return {one.id: born for one, born in known if len(years[one.unit, one.name_key]) > 1}


def _dossier(
    whole: CycleSet, line: Line, files: list[Content], sources: Content, proofs: dict[str, Content]
) -> Content:
    row, named = line.row, whole.nominations[line.row.pk].initiatives
    return {
        "id": row.pk,
        "code": row.code,
        "unit": {"code": row.unit.code, "name": row.unit.name, "block": str(row.unit.block)},
        "award": row.award.id,
        "award_name": row.award.name,
        "family": row.award.family,
        "is_apart": row.is_apart,
        "is_conditional": row.is_conditional,
        "state": row.state,
        "ground": {"source": row.ground_source, "contribution": row.contribution_words}
        if row.is_apart
        else None,
        "subject": {
            "name": row.subject_name,
            "position": row.position,
            "gender": row.gender,
            "is_leader": row.is_leader,
        },
        "sent": {
            "receipt": row.receipt,
            "sha256": row.sha256,
            "timing": row.timing,
            "is_accepted": row.is_accepted,
        },
        "sources": sources,
        "initiatives": [
            {
                "code": code,
                **proofs.get(code, {"decision": "", "adoptions": 0, "papers": []}),
                "reuse_allowed": whole.rulings.get((row.pk, code)),
            }
            for code in named
        ],
        "evidence": files,
        "verdict": {
            "truth": line.verdict.truth.word,
            "clauses": list(line.verdict.clauses),
            "trace": line.verdict.trace.as_dict(),
        },
        "opinions": {
            "content": line.appraisal.content,
            "procedure": line.appraisal.procedure,
            "leader": line.appraisal.leader,
            "asked": [str(stage) for stage in stages_of(line.appraisal)],
        },
        "council": None
        if line.council is None
        else {
            "agreed": line.council.agreed,
            "against": line.council.against,
            "members": line.council.members,
            "is_passed": line.council.is_passed,
            "held_on": line.council.held_on.isoformat(),
        },
        "suggestion": {
            # The file is for anybody: as if nothing were known of bars.
            "is_proposed": line.open_suggestion.is_proposed,
            "reasons": [str(one) for one in line.open_suggestion.reasons],
        },
        "choice": _choice(line),
    }


def _before(row: SetRow) -> Content:
    """One that an earlier decision awarded: it stands against the limits of this list."""
    return {
        "id": row.pk,
        "code": row.code,
        "unit": {"code": row.unit.code, "name": row.unit.name, "block": str(row.unit.block)},
        "award": row.award.id,
        "family": row.award.family,
        "name": row.subject_name,
        "decision": row.decision,
    }


def _choice(line: Line) -> Content:
    made = line.choice
    return {
        "is_proposed": bool(line.is_proposed),
        "reason": line.reason,
        "is_dropped": bool(line.dropped),
        "flag_rank": made.flag_rank if made else None,
        "by": made.by.get_full_name() if made else "",
        "at": made.at.astimezone(VIETNAM_TIME).isoformat(timespec="seconds") if made else "",
    }


def _leaders(table: LeaderTable) -> Content:
    return {
        "block": str(table.block),
        "years": list(table.years),
        "metric": table.chosen,
        "rows": [
            {
                "code": one.code,
                "name": one.name,
                "mean_score": None if one.mean_score is None else str(one.mean_score),
                "mean_rank": None if one.mean_rank is None else str(one.mean_rank),
                "first_places": one.first_places,
                "years_in_top": one.years_in_top,
                "point_a": one.point_a.word,
                "places": {metric.id: place for metric, place in one.placed},
            }
            for one in table.rows
        ],
        "close": [{"code": one.code, "name": one.name, "gap": str(one.gap)} for one in table.close],
        "others_say": {metric.id: list(names) for metric, names, _is_chosen in table.says},
    }
