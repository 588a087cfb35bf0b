"""Passages of a report that stand in another of this or last year: information, no score (I.2.c)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from thidua.core.copied import Piece, fingerprints, passages, pieces, read
from thidua.reports.models import SentShingle, Submission

MOST_SOURCES = 12
IDS_IN_A_QUERY = 900


@dataclass(frozen=True, slots=True)
class Copy:
    """What one section has in common with a section of another report; both texts cut for showing."""

    section: str
    other_section: str
    submission_id: int
    report_id: int
    unit_name: str
    year: int
    is_own: bool
    words: int
    mine: list[Piece]
    theirs: list[Piece]


def copies_in(texts: Mapping[str, str], *, unit_id: int, year: int) -> list[Copy]:
    """The longest first, of at most MOST_SOURCES sections elsewhere; a constant number of queries."""
    hashes: set[int] = set()
    for text in texts.values():
        hashes |= fingerprints(text)
    candidates = _candidates(hashes, unit_id=unit_id, year=year)
    if not candidates:
        return []
    sent = Submission.objects.select_related("report").in_bulk({pk for pk, _section in candidates})
    mine = {section: read(text) for section, text in texts.items()}
    found = []
    for pk, other_section in candidates:
        submission = sent[pk]
        theirs = read(_text(submission.content, other_section))
        for section, own in mine.items():
            common = passages(own, theirs)
            if not common:
                continue
            found.append(
                Copy(
                    section=section,
                    other_section=other_section,
                    submission_id=pk,
                    report_id=submission.report_id,
                    unit_name=submission.content["unit"]["name"],
                    year=submission.report.year,
                    is_own=submission.report.unit_id == unit_id,
                    words=sum(passage.count for passage in common),
                    mine=pieces(own.text, [(passage.start, passage.end) for passage in common]),
                    theirs=pieces(
                        theirs.text, [(passage.other_start, passage.other_end) for passage in common]
                    ),
                )
            )
    return sorted(found, key=lambda copy: (-copy.words, copy.section, copy.submission_id))


def remember(submission: Submission) -> None:
    """Keeps the fingerprints of what was sent, in place of those of the same report before."""
    SentShingle.objects.filter(submission__report_id=submission.report_id).delete()
    SentShingle.objects.bulk_create(shingles_of(submission), batch_size=2000)


def shingles_of(submission: Submission) -> Iterator[SentShingle]:
    """The fingerprints of a submission, not yet stored."""
    return (
        SentShingle(submission=submission, section=section["code"], shingle=shingle)
        for section in submission.content["sections"]
        for shingle in sorted(fingerprints(section["text"]))
    )


def _candidates(hashes: Collection[int], *, unit_id: int, year: int) -> list[tuple[int, str]]:
    """(submission, section) that share fingerprints, most first; the report itself is left out."""
    others = SentShingle.objects.filter(submission__report__year__in=(year - 1, year)).exclude(
        submission__report__unit_id=unit_id, submission__report__year=year
    )
    hits: Counter[tuple[int, str]] = Counter()
    ordered = sorted(hashes)
    for at in range(0, len(ordered), IDS_IN_A_QUERY):
        rows = others.filter(shingle__in=ordered[at : at + IDS_IN_A_QUERY])
        for pk, section, count in (
            rows.values("submission_id", "section")
            .annotate(n=Count("pk"))
            .values_list("submission_id", "section", "n")
        ):
            hits[pk, section] += count
    return [key for key, _count in hits.most_common(MOST_SOURCES)]


def _text(content: Mapping[str, Any], code: str) -> str:
    return next((section["text"] for section in content["sections"] if section["code"] == code), "")
