"""Who may open what in the room of decisions: the office records, a unit reads its own awards."""

from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace

from django.core.files.base import ContentFile
from tests.permission_world import World
from tests.permissions.vocabulary import APPRAISERS, EVERYBODY, OTHER_OFFICER, STANDING, Row, only
from tests.some_pdf import some_pdf

from thidua.core.roles import Role
from thidua.decisions import services
from thidua.decisions.apart import acknowledge_apart
from thidua.decisions.certificates.services import ask_for_certificates, make_certificates
from thidua.decisions.correcting.outcomes import ask as ask_about_outcome
from thidua.decisions.correcting.services import Corrected, ask_for_correction
from thidua.decisions.drafting import drafted_for
from thidua.decisions.models import Decision
from thidua.decisions.revoking.services import NewRevocation, confirm_revocation, record_revocation
from thidua.decisions.services import NewDecision
from thidua.dossiers.models import Dossier, Filing
from thidua.foundation.files import InspectedFile, Kind, inspect_upload
from thidua.proposals.models import Proposal, ProposalLine

UNIT = only(Role.UNIT_OFFICER, Role.UNIT_HEAD)
RECORDERS = STANDING | only(Role.DECISION_MAKER)
DRAFTERS = RECORDERS | only(Role.EMULATION_BOARD)
"""Those who must know of bars: whom the draft leaves out tells of them."""
READERS = APPRAISERS | UNIT
FOREIGN = frozenset({OTHER_OFFICER})
PDF = some_pdf()


def make_things(world: World, at: datetime) -> dict[str, object]:
    """Dossiers of Xã Cẩm Giang: one decision that waits, one confirmed, one of its awards revoked."""
    specialist = world.personas[Role.STANDING_SPECIALIST.value]
    head = world.personas[Role.STANDING_HEAD.value]
    filing = Filing.objects.create(unit=world.unit, cycle="2025", started_by=specialist, started_at=at)
    rows = [
        Dossier.objects.create(
            filing=filing,
            number=place,
            award=award,
            state="received",
            subject_name=name,
            subject_key=name,
            started_by=specialist,
            started_at=at,
        )
        for place, (award, name) in enumerate(
            (
                ("annual.collective", ""),
                ("adhoc.individual", "Một"),
                ("adhoc.individual", "Hai"),
                ("adhoc.individual", "Ba"),
                ("adhoc.individual", "Bốn"),
            ),
            1,
        )
    ]
    proposal = Proposal.objects.create(
        cycle="2025",
        ordinal=1,
        state="confirmed",
        content={},
        sha256="0" * 64,
        frozen_by=specialist,
        frozen_at=at,
        confirmed_by=head,
        confirmed_at=at,
    )
    ProposalLine.objects.create(proposal=proposal, dossier=rows[0], is_proposed=True)
    waiting = _decision(world, at, "1/QĐ-UBND", [rows[1]])
    made = _decision(world, at, "2/QĐ-UBND", [rows[2], rows[3]], [rows[4]])
    acknowledge_apart(by=world.personas[Role.DECISION_MAKER.value], at=at, decision=made)
    confirmed = services.confirm_decision(by=head, at=at, decision=made)
    first, second = (one.award for one in confirmed.outcomes.filter(is_awarded=True).order_by("pk"))
    run = ask_for_certificates(by=head, at=at, decision=confirmed, address="https://thidua.test")
    make_certificates(run.pk, is_demo=True)
    new = NewRevocation("a", "Kê khai không đúng", "3/QĐ-UBND", at.date())
    said = Corrected("22/QĐ-UBND", confirmed.decided_on, confirmed.signer_name, confirmed.signer_title)
    correcting = ask_for_correction(
        by=specialist, at=at, decision=confirmed, said=said, reason="Gõ nhầm", file=_file(b"\n")
    )
    misread = ask_about_outcome(
        by=specialist, at=at, outcome=confirmed.outcomes.get(is_awarded=False), is_favour=True, reason="",
        explanation="Đọc nhầm dòng",
    )  # fmt: skip
    revoking = record_revocation(by=specialist, at=at, award=second, new=new, file=_file())
    revoked = record_revocation(by=specialist, at=at, award=first, new=new, file=_file())
    revoked = confirm_revocation(by=head, at=at, revocation=revoked)
    return {
        "decision_list": proposal,
        "decision_waiting": waiting,
        "decision_outcome": waiting.outcomes.get(),
        "decision_made": confirmed,
        "decision_award": first,
        "decision_standing": second,
        "decision_run": run,
        "decision_correction": correcting,
        "decision_misread": misread.outcome,
        "decision_outcome_correction": misread,
        "revocation_waiting": revoking,
        "revocation_made": revoked,
        "decision_words": SimpleNamespace(suffix="docx", paper="to-trinh"),
    }


def _decision(
    world: World, at: datetime, number: str, dossiers: list[Dossier], refused: Sequence[Dossier] = ()
) -> Decision:
    return services.record_decision(
        by=world.personas[Role.STANDING_SPECIALIST.value],
        at=at,
        new=NewDecision(number, at.date(), "Hoàng Minh Chiến", "PHÓ CHỦ TỊCH"),
        outcomes=drafted_for(dossiers, refused, "Chưa đủ thành tích"),
        file=_file(),
    )


def _file(more: bytes = b"") -> InspectedFile:
    return inspect_upload(ContentFile(PDF + more, name="quyet-dinh.pdf"), kinds=(Kind.PDF,))


def _of(thing: str, **more: str) -> dict[str, str]:
    return {"pk": f"{thing}.pk"} | more


def _post(name: str, ok: int = 302, **args: str) -> Row:
    return Row(f"decisions:{name}", RECORDERS, ok=ok, method="post", args=args, foreign=frozenset())


CORRECTION = _of("decision_made", correction="decision_correction.pk")
MISREAD = _of("decision_made", outcome="decision_misread.pk")
OUTCOME_CORRECTION = MISREAD | {"correction": "decision_outcome_correction.pk"}
ROWS: tuple[Row, ...] = (
    Row("portal:awards", EVERYBODY),
    Row("decisions:check", EVERYBODY, args={"code": "decision_award.check_code"}),
    Row("decisions:register", READERS | FOREIGN),
    Row("decisions:register_xlsx", READERS | FOREIGN),
    Row("decisions:award", READERS, args=_of("decision_award"), foreign=FOREIGN),
    Row(
        "decisions:certificate_file",
        APPRAISERS,
        args=_of("decision_standing", suffix="decision_words.suffix"),
    ),
    Row("decisions:person_record", READERS, args=_of("decision_award"), foreign=FOREIGN),
    Row("decisions:unit_record", READERS, args={"code": "unit.code"}, foreign=FOREIGN),
    Row("decisions:revoke", RECORDERS, args=_of("decision_award")),
    Row("decisions:revocation", READERS, args=_of("revocation_made"), foreign=FOREIGN),
    Row(
        "decisions:revocation",
        APPRAISERS,
        args=_of("revocation_waiting"),
        foreign=UNIT | FOREIGN,
        case="not confirmed",
    ),
    Row("decisions:revocation_file", READERS, args=_of("revocation_made"), foreign=FOREIGN),
    _post("revocation_confirm", **_of("revocation_waiting")),
    _post("revocation_discard", ok=200, **_of("revocation_waiting")),
    _post("revocation_recovery", **_of("revocation_made")),
    _post("revocation_mistake", ok=200, **_of("revocation_made")),
    _post("revocation_undo", **_of("revocation_made")),
    _post("revocation_keep", **_of("revocation_made")),
    Row("decisions:bonus_parameters", APPRAISERS),
    Row("decisions:bonus_parameters", RECORDERS, method="post", case="setting"),
    Row("decisions:list", APPRAISERS),
    Row("decisions:new", RECORDERS),
    Row("decisions:draft_outside", RECORDERS),
    Row(
        "decisions:draft_outside_file",
        RECORDERS,
        ok=302,
        args={name: f"decision_words.{name}" for name in ("paper", "suffix")},
    ),
    Row("decisions:decision", APPRAISERS, args=_of("decision_waiting")),
    Row("decisions:file", APPRAISERS, args=_of("decision_waiting")),
    Row(
        "decisions:acknowledge",
        only(Role.DECISION_MAKER),
        ok=302,
        method="post",
        args=_of("decision_waiting"),
    ),
    _post("confirm", **_of("decision_waiting")),
    _post("discard", ok=200, **_of("decision_waiting")),
    Row("decisions:outcome", RECORDERS, args=_of("decision_waiting", outcome="decision_outcome.pk")),
    Row("decisions:differences", APPRAISERS, args=_of("decision_made")),
    Row("decisions:content_json", APPRAISERS, args=_of("decision_made")),
    Row("decisions:correct", RECORDERS, args=_of("decision_made")),
    Row("decisions:correction_file", APPRAISERS, args=CORRECTION),
    Row("decisions:correction_old_file", APPRAISERS, args=CORRECTION),
    _post("correction_confirm", **CORRECTION),
    _post("correction_discard", **CORRECTION),
    Row("decisions:correct_outcome", RECORDERS, args=MISREAD),
    _post("correct_outcome", ok=200, **MISREAD),
    _post("outcome_correction_confirm", **OUTCOME_CORRECTION),
    _post("outcome_correction_discard", ok=200, **OUTCOME_CORRECTION),
    Row("decisions:bonus", APPRAISERS, args=_of("decision_made")),
    Row("decisions:certificates", APPRAISERS, args=_of("decision_made")),
    Row(
        "decisions:certificates",
        RECORDERS,
        ok=302,
        method="post",
        args=_of("decision_made"),
        case="asking",
    ),
    Row("decisions:certificates_file", APPRAISERS, args=_of("decision_made", run="decision_run.pk")),
    Row("decisions:paper", APPRAISERS, args=_of("decision_made", suffix="decision_words.suffix")),
    Row(
        "decisions:notice",
        READERS,
        args=_of("decision_made", code="decision_award.unit.code", suffix="decision_words.suffix"),
        foreign=FOREIGN,
    ),
    Row("decisions:draft", DRAFTERS, args=_of("decision_list", suffix="decision_words.suffix")),
)
