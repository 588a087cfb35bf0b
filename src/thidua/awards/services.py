"""Writes of the awards room: candidates and what is attested of them, awards given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from thidua.awards.models import AwardRecord, Candidate, new_check_code
from thidua.core.facts import PERIOD_CYCLE, Facts
from thidua.core.programme import Award, Programme, load_programme
from thidua.core.text import fold, format_date, nfc
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.shown import has_changed, shown_as
from thidua.initiatives.models import Initiative
from thidua.movement.selectors import programme_for
from thidua.units.models import Unit


class AwardRefused(Exception):
    """The act cannot be done; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class NewCandidate:
    """A collective or a person thought of for an award, with the facts known so far."""

    unit: Unit
    award: str
    cycle: str
    person_name: str = ""
    position: str = ""
    facts: Facts = field(default_factory=Facts)
    evidence: str = ""
    initiatives: tuple[Initiative, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenAward:
    """An award given by a decision."""

    unit: Unit
    award: str
    cycle: str
    decision_number: str
    decided_on: date
    person_name: str = ""
    position: str = ""
    birth_year: int | None = None
    title: str = ""
    """Of State level: what the State gave, in the words of its decision. Empty: as the plan names it."""
    entered_at: datetime | None = None
    """When its decision was confirmed, for what is entered later; None: now."""
    check_code: str = ""
    """Of an award that was struck and stands again: people hold certificates with it. Empty: a new one."""


@transaction.atomic
def add_candidates(*, by: Actor | None, at: datetime, candidates: Sequence[NewCandidate], source: str) -> int:
    """Puts candidates on the working list; one audit event. AwardRefused, with nothing stored, when one is
    there already, has no name where a person is asked for, names an award or a cycle the plan does not
    know, or states a fact outside its list of values.
    """
    rows = [_candidate(new, at) for new in candidates]
    if not rows:
        return 0
    try:
        with transaction.atomic():
            Candidate.objects.bulk_create(rows, batch_size=500)
    except IntegrityError:
        raise AwardRefused(_("Có người hoặc tập thể đã ở trong danh sách dự kiến của đợt này.")) from None
    links = [
        Candidate.initiatives.through(candidate=row, initiative=initiative)
        for row, new in zip(rows, candidates, strict=True)
        for initiative in new.initiatives
    ]
    Candidate.initiatives.through.objects.bulk_create(links, batch_size=500)
    revision.bump()
    record(
        by=by,
        at=at,
        action="awards.candidates_added",
        subject=rows[0],
        before=None,
        after={"count": len(rows), "cycle": rows[0].cycle},
        note=source,
    )
    return len(rows)


@transaction.atomic
def attest(
    *,
    by: Actor | None,
    at: datetime,
    candidate: Candidate,
    facts: Facts,
    evidence: str,
    initiatives: Sequence[Initiative] | None = None,
    seen: str | None = None,
) -> Candidate:
    """Replaces what is attested of a candidate and, where given, the initiatives he stands on. AwardRefused
    without the source of the facts, for an initiative of another unit, for a candidate no longer there, when
    what is known is not what the form showed (`seen`).
    """
    if not nfc(evidence):
        raise AwardRefused(_("Ghi nguồn của các thông tin (biên bản, quyết định, phiếu xếp loại)."))
    _check_facts(facts)
    row = _listed(candidate)
    if has_changed(attested_as_shown(row), seen):
        raise AwardRefused(
            _(
                "Người khác vừa ghi các thông tin này; xem phần đang lưu khác với bạn. Chữ của bạn còn ở "
                "dưới: gộp lại rồi ghi lần nữa, khi đó bản của bạn thay bản đang lưu."
            )
        )
    before = _snapshot(row)
    _write_facts(row, facts)
    row.evidence = nfc(evidence)
    row.save(update_fields=[*Facts.__dataclass_fields__, "evidence"])
    if initiatives is not None:
        if any(item.unit_id != row.unit_id for item in initiatives):
            raise AwardRefused(
                _("Chỉ ghi sáng kiến của chính đơn vị; sáng kiến nhận từ nơi khác không tính (B18).")
            )
        row.initiatives.set(initiatives)
    revision.bump()
    record(by=by, at=at, action="awards.attested", subject=row, before=before, after=_snapshot(row))
    return row


@transaction.atomic
def remove_candidate(*, by: Actor, at: datetime, candidate: Candidate) -> None:
    """Takes a candidate off the working list; a dossier that was begun from it stays as it is.

    AwardRefused when somebody took it off before.
    """
    row = _listed(candidate)
    record(
        by=by, at=at, action="awards.candidate_removed", subject=row,
        before={"award": row.award, "cycle": row.cycle}, after=None,
    )  # fmt: skip
    row.delete()
    revision.bump()


def _listed(candidate: Candidate) -> Candidate:
    """The candidate, locked."""
    row = Candidate.objects.select_for_update(of=("self",)).filter(pk=candidate.pk).first()
    if row is None:
        raise AwardRefused(_("Người khác vừa bỏ dòng này khỏi danh sách dự kiến. Mở lại danh sách để xem."))
    return row


def register_awards(*, by: Actor | None, at: datetime, awards: Sequence[GivenAward]) -> int:
    """`enter_awards`, for those who need no more than how many."""
    return len(enter_awards(by=by, at=at, awards=awards))


@transaction.atomic
def enter_awards(*, by: Actor | None, at: datetime, awards: Sequence[GivenAward]) -> list[AwardRecord]:
    """Enters awards given by decisions, in their order; one audit event. AwardRefused, with nothing stored,
    when one stands there already, has no decision number, or is not an award of the plan.
    """
    for given in awards:
        _award_of(given.award, given.cycle, given.person_name)
    # One question for each cycle and day, not for each award.
    plans = {key: programme_for(*key) for key in {(given.cycle, given.decided_on) for given in awards}}
    rows = [_record(given, plans[given.cycle, given.decided_on], at) for given in awards]
    if not rows:
        return []
    try:
        with transaction.atomic():
            AwardRecord.objects.bulk_create(rows, batch_size=500)
    except IntegrityError:
        raise AwardRefused(_("Có khen thưởng đã được ghi theo cùng quyết định.")) from None
    revision.bump()
    numbers = sorted({row.decision_number for row in rows})
    record(
        by=by,
        at=at,
        action="awards.registered",
        subject=rows[0],
        before=None,
        after={"count": len(rows), "decisions": numbers},
    )
    return rows


@transaction.atomic
def revoke_award(
    *, by: Actor, at: datetime, award: AwardRecord, decision_number: str, decided_on: date
) -> AwardRecord:
    """The award no longer stands; the row and its history stay. AwardRefused when it was revoked before, has
    no number, or a day before the one on which it was given.
    """
    row = AwardRecord.objects.select_for_update().get(pk=award.pk)
    number = nfc(decision_number)
    if row.is_revoked:
        raise AwardRefused(_("Khen thưởng này đã bị hủy bỏ theo Quyết định %s.") % row.revocation_number)
    if not number:
        raise AwardRefused(_("Thiếu số quyết định hủy bỏ."))
    if decided_on < row.decided_on:
        raise AwardRefused(_("Ngày hủy bỏ ở trước ngày quyết định tặng; xem lại ngày."))
    row.revoked_on, row.revocation_number = decided_on, number
    row.save(update_fields=["revoked_on", "revocation_number"])
    revision.bump()
    after = {"revoked_on": decided_on, "decision": number}
    record(by=by, at=at, action="awards.revoked", subject=row, before={"revoked_on": None}, after=after)
    return row


@transaction.atomic
def reinstate_award(*, by: Actor, at: datetime, award: AwardRecord) -> AwardRecord:
    """Its revocation was recorded by mistake: the award stands as before. AwardRefused when it stands."""
    row = AwardRecord.objects.select_for_update().get(pk=award.pk)
    if not row.is_revoked:
        raise AwardRefused(_("Khen thưởng này đang còn hiệu lực."))
    before = {"revoked_on": row.revoked_on, "decision": row.revocation_number}
    row.revoked_on, row.revocation_number = None, ""
    row.save(update_fields=["revoked_on", "revocation_number"])
    revision.bump()
    record(by=by, at=at, action="awards.reinstated", subject=row, before=before, after={"revoked_on": None})
    return row


@transaction.atomic
def strike_award(*, by: Actor, at: datetime, award: AwardRecord) -> None:
    """No paper gave it: it had been read wrongly and leaves the register, the audit trail keeps what it was.
    AwardRefused when something was done about it since, as a revocation.
    """
    row = AwardRecord.objects.select_for_update().get(pk=award.pk)
    before = {"award": row.award, "cycle": row.cycle, "decision": row.decision_number}
    record(by=by, at=at, action="awards.struck", subject=row, before=before, after=None)
    try:
        row.delete()
    except ProtectedError:
        raise AwardRefused(
            _("Khen thưởng này đã có việc hủy bỏ được ghi, nên không gỡ khỏi sổ được. Mở khen thưởng để xem.")
        ) from None
    revision.bump()


@transaction.atomic
def correct_decision(
    *, by: Actor, at: datetime, awards: Sequence[int], decision_number: str, decided_on: date, state_form: str
) -> None:
    """The number or day of the decision that gave these awards (their keys) had been mistyped, or what the
    State gave (`state_form`, empty where it gave nothing); one audit event, none without awards.
    AwardRefused for a day after that of a revocation, or when the register has the same award by a decision
    of that number.
    """
    rows = list(AwardRecord.objects.select_for_update().filter(pk__in=awards).order_by("pk"))
    if not rows:
        return
    revoked = min((row.revoked_on for row in rows if row.revoked_on), default=None)
    if revoked is not None and decided_on > revoked:
        raise AwardRefused(
            _(
                "Có khen thưởng của quyết định này đã bị hủy bỏ ngày %s; "
                "ngày quyết định không thể sau ngày đó."
            )
            % format_date(revoked)
        )
    before = {"decisions": rows[0].decision_number, "decided_on": rows[0].decided_on}
    number = nfc(decision_number)
    try:
        with transaction.atomic():
            AwardRecord.objects.filter(pk__in=awards).update(decision_number=number, decided_on=decided_on)
            if state_form:
                of_state = AwardRecord.objects.filter(pk__in=awards, award__startswith="state.")
                of_state.update(title=nfc(state_form))
    except IntegrityError:
        raise AwardRefused(
            _("Sổ khen thưởng đã có chính khen thưởng này theo quyết định số %s; mở sổ để xem.") % number
        ) from None
    revision.bump()
    after = {"decisions": number, "decided_on": decided_on}
    record(by=by, at=at, action="awards.decision_corrected", subject=rows[0], before=before, after=after)


def subject_key_of(name: str, birth_year: int | None) -> str:
    """Who an award is of, within a unit: folded name and year of birth; empty for the unit itself."""
    return f"{fold(nfc(name))}|{birth_year or ''}" if nfc(name) else ""


def _award_of(id_: str, cycle: str, person_name: str) -> Award:
    """The award of that id, when it may be had in `cycle` by such a person; AwardRefused with words."""
    award = load_programme().award_by_id.get(id_)
    if award is None:
        raise AwardRefused(_("Kế hoạch không có hình thức khen thưởng “%(award)s”.") % {"award": id_})
    if award.subject == "individual" and not nfc(person_name):
        raise AwardRefused(_("Khen thưởng cá nhân phải có họ và tên."))
    is_year = len(cycle) == 4 and cycle.isascii() and cycle.isdecimal()
    if cycle != PERIOD_CYCLE and not is_year:
        raise AwardRefused(
            _("Đợt xét “%(cycle)s” không có; ghi năm bốn chữ số hoặc %(period)s.")
            % {"cycle": cycle, "period": PERIOD_CYCLE}
        )
    if award.cycle not in ("year" if is_year else "period", "either"):
        raise AwardRefused(_("Đợt xét không hợp với hình thức khen thưởng này."))
    return award


def _record(given: GivenAward, plan: Programme, at: datetime) -> AwardRecord:
    award = plan.award_by_id[given.award]
    number = nfc(given.decision_number)
    if not number:
        raise AwardRefused(_("Thiếu số quyết định khen thưởng."))
    return AwardRecord(
        unit=given.unit,
        award=given.award,
        title=nfc(given.title) or award.form.name,
        cycle=given.cycle,
        person_name=nfc(given.person_name),
        birth_year=given.birth_year,
        subject_key=subject_key_of(given.person_name, given.birth_year),
        position=nfc(given.position),
        decision_number=number,
        decided_on=given.decided_on,
        recorded_at=given.entered_at or at,
        check_code=given.check_code or new_check_code(),
    )


def _candidate(new: NewCandidate, at: datetime) -> Candidate:
    _award_of(new.award, new.cycle, new.person_name)
    _check_facts(new.facts)
    row = Candidate(
        unit=new.unit,
        award=new.award,
        cycle=new.cycle,
        person_name=nfc(new.person_name),
        position=nfc(new.position),
        evidence=nfc(new.evidence),
        recorded_at=at,
    )
    _write_facts(row, new.facts)
    return row


def _check_facts(facts: Facts) -> None:
    """AwardRefused for a value the plan does not list; None is always taken: not known."""
    for fact in load_programme().facts:
        value = getattr(facts, fact.key)
        is_listed = fact.type != "choice" or value in {option.id for option in fact.values}
        if value is not None and (not is_listed or (fact.type == "count" and value < 0)):
            raise AwardRefused(
                _("“%(fact)s” không nhận giá trị “%(value)s”; sửa lại, hoặc để trống nếu chưa biết.")
                % {"fact": fact.label, "value": value}
            )


def _write_facts(row: Candidate, facts: Facts) -> None:
    for key in Facts.__dataclass_fields__:
        setattr(row, key, getattr(facts, key))
    row.justification = nfc(facts.justification or "")


def attested_as_shown(row: Candidate) -> str:
    """What `attest` compares: the fingerprint of what the form shows."""
    return shown_as([_snapshot(row).items(), row.initiatives.order_by("pk").values_list("pk", flat=True)])


def _snapshot(row: Candidate) -> dict[str, object]:
    """No names: the trail keeps which facts changed, the row says of whom."""
    kept: dict[str, object] = {key: getattr(row, key) for key in Facts.__dataclass_fields__}
    return kept | {"evidence": row.evidence}
