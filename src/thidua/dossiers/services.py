"""Writes of a dossier while the unit (or the office, for what it proposes) puts it together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.core.programme import Award, load_programme
from thidua.core.text import fold, nfc
from thidua.dossiers.another_subject import given_for, is_another, start_over
from thidua.dossiers.contributions import contribution_for
from thidua.dossiers.corrected import is_correction
from thidua.dossiers.enums import BEING_WRITTEN, DossierState, Gender, Proposer
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, DossierPart, Filing
from thidua.dossiers.parts import SECTIONS
from thidua.dossiers.routes import OFFICE_ALONE, awards_in, is_closed_to, is_person, kind_of
from thidua.dossiers.sending.reopening import open_for_gaps
from thidua.dossiers.taken import Wanted, why_taken
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.autosave import StaleVersion
from thidua.foundation.shown import has_changed, shown_as
from thidua.initiatives.models import Initiative
from thidua.movement.selectors import programme_for
from thidua.units.selectors import UnitRecord

RANKED_COLLECTIVE = ("annual.collective", "period.collective", "period.flag")
"""Awards that only the ranked unit itself can have (B26)."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is put forward. `name` empty: the unit itself."""

    name: str = ""
    gender: str = ""
    birth_year: int | None = None
    position: str = ""
    place: str = ""
    is_leader: bool | None = None


@dataclass(frozen=True, slots=True)
class Attested:
    """What a person states of the subject; None is not known."""

    outstanding: bool | None = None
    conduct: bool | None = None
    rating: str | None = None
    rating_source: str = ""
    par_role: str | None = None
    par_role_source: str = ""
    justification: str = ""
    ground_source: str = ""
    contribution: str = ""
    raised_area: str = ""


def start_dossier(
    *,
    by: Actor,
    at: datetime,
    unit: UnitRecord,
    cycle: str,
    award_id: str,
    subject: Subject | None = None,
    proposer: Proposer = Proposer.UNIT,
) -> Dossier:
    """Begins a dossier. DossierRefused: the award is not for this cycle or unit, or for the office alone to
    begin, a person without a name, the subject stands there already – of two who begin at the same moment,
    the second is told.
    """
    award = _award(award_id, cycle, at)
    if is_closed_to(award, unit, cycle):
        raise DossierRefused(
            _(
                "%(unit)s không thuộc ba khối xếp hạng chỉ số nên không đề nghị “%(award)s” (%(clause)s). "
                "Chọn tuyến “Ngoài hạn mức” và nêu căn cứ bằng văn bản."
            )
            % {"unit": unit.full_name, "award": award.name, "clause": award.outside_clause or award.clause}
        )
    if kind_of(award).by_office_alone and proposer != Proposer.OFFICE:
        raise DossierRefused(str(OFFICE_ALONE))
    who = _checked(award, subject or Subject())
    contribution, _area = contribution_for(award.id, cycle, "", "")
    try:
        with transaction.atomic():
            filing = filing_of(by=by, at=at, unit_id=unit.id, cycle=cycle)
            last = filing.dossiers.aggregate(last=Max("number"))["last"] or 0
            row = Dossier.objects.create(
                filing=filing,
                number=last + 1,
                award=award.id,
                proposer=proposer,
                subject_name=who.name,
                subject_key=_key(who),
                gender=who.gender,
                birth_year=who.birth_year,
                position=who.position,
                place=who.place,
                is_leader=who.is_leader,
                contribution=contribution,
                started_by_id=by.pk,
                started_at=at,
            )
            DossierPart.objects.bulk_create(
                [DossierPart(dossier=row, section=section.code) for section in SECTIONS]
            )
            after = {"award": award.id, "cycle": cycle, "proposer": str(proposer)}
            record(by=by, at=at, action="dossiers.started", subject=row, before=None, after=after)
    except IntegrityError:
        wanted = Wanted(award, unit.id, unit.full_name, cycle, _key(who), proposer)
        raise DossierRefused(why_taken(wanted, at.date())) from None
    return row


def filing_of(*, by: Actor, at: datetime, unit_id: int, cycle: str) -> Filing:
    """The unit's filing of a cycle, made when there is none, locked for the caller's transaction."""
    Filing.objects.bulk_create(
        [Filing(unit_id=unit_id, cycle=cycle, started_by_id=by.pk, started_at=at)], ignore_conflicts=True
    )
    return Filing.objects.select_for_update(of=("self",)).select_related("unit").get(
        unit_id=unit_id, cycle=cycle
    )  # fmt: skip


def locked(dossier: Dossier) -> Dossier:
    """The filing and the dossier, locked in this order."""
    Filing.objects.select_for_update().get(pk=dossier.filing_id)
    return Dossier.objects.select_for_update(of=("self",)).select_related("filing__unit").get(pk=dossier.pk)


def being_written(dossier: Dossier, part: str, on: date) -> Dossier:
    """The row, locked. DossierRefused when this part of it is not written on this day."""
    row = locked(dossier)
    open_for_gaps(row, part, on)
    check_open(row, part)
    return row


def check_undecided(row: Dossier) -> None:
    """DossierRefused once a decision rests on the dossier."""
    if row.decided_at is not None:
        raise DossierRefused(
            _("Đã có quyết định về hồ sơ này nên hồ sơ được giữ nguyên. Xem kết quả ở Sổ khen thưởng.")
        )


def check_open(row: Dossier, part: str) -> None:
    """DossierRefused, in words, when a part cannot be written now."""
    check_undecided(row)
    if row.state == DossierState.WAITING:
        raise DossierRefused(_("Hồ sơ đang chờ ký. Người ký có thể chuyển lại để sửa."))
    if row.state == DossierState.WITHDRAWN:
        raise DossierRefused(_("Hồ sơ đã rút nên không sửa được. Cần đề nghị lại thì lập hồ sơ mới."))
    if row.state not in BEING_WRITTEN:
        raise DossierRefused(
            _("Hồ sơ đã gửi nên không sửa được. Chưa tiếp nhận thì lãnh đạo đơn vị có thể thu hồi.")
        )
    if row.open_parts is not None and part not in row.open_parts:
        raise DossierRefused(_("Phần này không bị hỏi lại nên giữ như đã gửi; chỉ sửa các phần bị hỏi."))


@transaction.atomic
def describe_subject(*, by: Actor, at: datetime, dossier: Dossier, subject: Subject, edition: int) -> Dossier:
    """Replaces who is put forward. For another subject the council votes again, the unit declares and attests
    again; what the office found of a subject comes back with it (`another_subject`). In a dossier that was
    given back a subject that was written wrong is corrected (`corrected`), and those parts open again.
    DossierRefused, StaleVersion as `attest`; DossierRefused for somebody else in a dossier given back.
    """
    row = being_written(dossier, "subject", at.date())
    _check_edition(row, edition, subject_as_typed(row))
    award = _award(row.award, row.filing.cycle, at)
    who = _checked(award, subject)
    emptied: list[str] = []
    if is_another(row, who.name, who.birth_year):
        is_given_back = row.open_parts is not None
        if is_given_back and not is_correction(row, who.name, who.birth_year):
            raise DossierRefused(
                _(
                    "Hồ sơ đã gửi, đang được thẩm định cho “%s” nên không thay bằng người, tập thể khác. "
                    "Cần đề nghị người, tập thể khác thì rút hồ sơ này rồi lập hồ sơ mới."
                )
                % (row.subject_name or row.filing.unit)
            )
        emptied = given_for(row)
        start_over(row, _key(who), is_correction=is_given_back)
        if row.open_parts is not None:
            row.open_parts = sorted({*row.open_parts, *emptied})
    for key in ("gender", "birth_year", "position", "place", "is_leader"):
        setattr(row, key, getattr(who, key))
    row.subject_name, row.subject_key = who.name, _key(who)
    try:
        with transaction.atomic():
            _save(row, by, at)
    except IntegrityError:
        unit, cycle = row.filing.unit, row.filing.cycle
        wanted = Wanted(award, unit.pk, str(unit), cycle, row.subject_key, row.proposer)
        raise DossierRefused(why_taken(wanted, at.date())) from None
    row.bar_statements.filter(has_lapsed=False).update(subject_key=row.subject_key)
    # No names: the trail keeps that somebody else was put in, the row says who.
    record(
        by=by,
        at=at,
        action="dossiers.subject_described",
        subject=row,
        before=None,
        after={"edition": row.edition} | ({"parts": emptied} if emptied else {}),
    )
    return row


@transaction.atomic
def attest(*, by: Actor, at: datetime, dossier: Dossier, facts: Attested, edition: int) -> Dossier:
    """Replaces what is attested. DossierRefused for a value the plan does not list or a part that is closed;
    StaleVersion when somebody saved in between.
    """
    row = being_written(dossier, "facts", at.date())
    _check_edition(row, edition, as_typed(row))
    _check_listed(facts)
    before = _facts(row)
    row.outstanding, row.conduct, row.rating, row.par_role = (
        facts.outstanding, facts.conduct, facts.rating, facts.par_role,
    )  # fmt: skip
    row.rating_source = nfc(facts.rating_source).strip()[:200]
    row.par_role_source = nfc(facts.par_role_source).strip()[:200]
    row.justification = nfc(facts.justification).strip()
    row.ground_source = nfc(facts.ground_source).strip()[:200]
    row.contribution, row.raised_area = contribution_for(
        row.award, row.filing.cycle, facts.contribution, facts.raised_area
    )
    _save(row, by, at)
    record(by=by, at=at, action="dossiers.attested", subject=row, before=before, after=_facts(row))
    return row


@transaction.atomic
def name_initiatives(
    *,
    by: Actor,
    at: datetime,
    dossier: Dossier,
    initiatives: Iterable[Initiative],
    seen: str | None = None,
) -> Dossier:
    """Which initiatives of the unit the dossier stands on. `seen`: those that the form showed as named
    (`named_as_shown`). DossierRefused for one of another unit, or when others are named since.
    """
    row = being_written(dossier, "initiatives", at.date())
    before = sorted(row.initiatives.values_list("code", flat=True))
    if has_changed(named_as_shown(before), seen):
        raise DossierRefused(
            _("Người khác đã đổi sáng kiến của hồ sơ sau khi bạn mở trang. Đang chọn: %s. Xem lại rồi lưu.")
            % (", ".join(before) or _("không sáng kiến nào"))
        )
    named = list(dict.fromkeys(initiatives))
    if any(item.unit_id != row.filing.unit_id for item in named):
        raise DossierRefused(
            _("Chỉ ghi sáng kiến của chính đơn vị; sáng kiến nhận từ nơi khác không tính (B18).")
        )
    row.initiatives.set(named)
    record(
        by=by, at=at, action="dossiers.initiatives_named", subject=row,
        before={"initiatives": before}, after={"initiatives": sorted(item.code for item in named)},
    )  # fmt: skip
    return row


def named_as_shown(codes: Iterable[str]) -> str:
    """What `name_initiatives` compares: the fingerprint of the initiatives that a form shows as named."""
    return shown_as([sorted(codes)])


def _award(award_id: str, cycle: str, at: datetime) -> Award:
    programme = programme_for(cycle, at.date())
    award = programme.award_by_id.get(award_id)
    if award is None or award not in awards_in(programme, cycle):
        raise DossierRefused(_("Hình thức khen thưởng này không có trong đợt xét %s.") % cycle)
    return award


def _checked(award: Award, subject: Subject) -> Subject:
    name = nfc(subject.name).strip()
    if is_person(award) and not name:
        raise DossierRefused(_("Ghi họ và tên người được đề nghị."))
    if award.id in RANKED_COLLECTIVE and name:
        raise DossierRefused(
            _("“%s” xét cho chính đơn vị được xếp hạng; tập thể thuộc đơn vị đi tuyến “Ngoài hạn mức” (B26).")
            % award.name
        )
    if subject.gender and subject.gender not in Gender.values:
        raise DossierRefused(_("Giới tính chọn nam hoặc nữ, hoặc để trống nếu chưa biết."))
    return Subject(
        name=name,
        gender=subject.gender,
        birth_year=subject.birth_year,
        position=nfc(subject.position).strip(),
        place=nfc(subject.place).strip(),
        is_leader=subject.is_leader,
    )


def _key(subject: Subject) -> str:
    """Who it is, for telling the same subject twice: the folded name, for a person with the year of birth."""
    return f"{fold(subject.name)}|{subject.birth_year or ''}" if subject.name else ""


def _check_listed(facts: Attested) -> None:
    listed = {
        fact.key: {option.id for option in fact.values}
        for fact in load_programme().facts
        if fact.type == "choice"
    }
    for key, label in (("rating", _("Xếp loại năm")), ("par_role", _("Vai trò"))):
        value = getattr(facts, key)
        if value is not None and value not in listed[key]:
            raise DossierRefused(
                _("“%s” chọn một giá trị trong danh sách, hoặc để trống nếu chưa biết.") % label
            )


ANSWERS = {True: "yes", False: "no", None: ""}
"""A yes or no as a form sends it."""


def subject_as_typed(row: Dossier) -> dict[str, str]:
    """Who is put forward, field by field as a form sends it."""
    return {
        "name": row.subject_name,
        "gender": row.gender,
        "birth_year": str(row.birth_year or ""),
        "position": row.position,
        "place": row.place,
        "is_leader": ANSWERS[row.is_leader],
    }


def as_typed(row: Dossier) -> dict[str, str]:
    """What is attested, field by field as a form sends it."""
    return {
        "outstanding": ANSWERS[row.outstanding],
        "conduct": ANSWERS[row.conduct],
        "rating": row.rating or "",
        "rating_source": row.rating_source,
        "par_role": row.par_role or "",
        "par_role_source": row.par_role_source,
        "justification": row.justification,
        "ground_source": row.ground_source,
        "contribution": row.contribution,
        "raised_area": row.raised_area,
    }


def _check_edition(row: Dossier, edition: int, theirs: Mapping[str, str]) -> None:
    if row.edition != edition:
        saved_by = row.saved_by
        raise StaleVersion(
            version=row.edition,
            theirs=theirs,
            by=saved_by.get_full_name() if saved_by else "",
            at=row.saved_at or row.started_at,
        )


def _save(row: Dossier, by: Actor, at: datetime) -> None:
    row.edition, row.saved_by_id, row.saved_at = row.edition + 1, by.pk, at
    row.save()


def _facts(row: Dossier) -> dict[str, object]:
    keys = (
        "outstanding", "conduct", "rating", "rating_source", "par_role", "par_role_source", "ground_source",
        "contribution", "raised_area",
    )  # fmt: skip
    return {key: getattr(row, key) for key in keys} | {"justification": len(row.justification)}
