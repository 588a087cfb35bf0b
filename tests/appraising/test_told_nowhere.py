"""Words about bars, relations and confidential parts, typed at every place there is in one cycle from a draft
to its decision, are on no page, in no file and in no line of the trail for those who may not know.
"""

import io
import re
import zipfile
from datetime import timedelta
from html import unescape
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.appraising.conftest import pins_of, questions
from tests.dossiers.conftest import scan
from tests.test_permissions import ADDRESSES

from thidua.appraising.conflicts.services import state_conflict
from thidua.appraising.enums import Outcome, Stage
from thidua.appraising.judging.services import NewFinding, note_findings
from thidua.awards.models import AwardRecord
from thidua.core.roles import Role
from thidua.councils.agenda import put_on_agenda
from thidua.councils.enums import Duty
from thidua.councils.models import AgendaItem, CouncilSession
from thidua.councils.recusals import step_aside
from thidua.councils.services import NewSeat, add_seat, plan_session, set_up_council
from thidua.councils.sitting import note_present, open_session
from thidua.decisions.drafting import drafted_from
from thidua.decisions.models import Decision
from thidua.decisions.services import NewDecision, confirm_decision, leave_out, record_decision
from thidua.dossiers.bars.services import Stated, declare_bars, record_bars, report_bar
from thidua.dossiers.enums import BarKind, Proposer
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.models import Dossier, DossierFile, Submission
from thidua.dossiers.sending.afterwards import return_dossier, withdraw
from thidua.dossiers.sending.seen import own_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_back, hand_over
from thidua.dossiers.services import Subject, name_initiatives
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.files import Kind, inspect_upload
from thidua.initiatives.description.models import ConfidentialPart
from thidua.initiatives.models import Initiative
from thidua.proposals import cycle_set
from thidua.proposals.choosing import Chosen, choose
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.freezing import acknowledge_apart, confirm, freeze, name_letter
from thidua.proposals.models import Proposal

pytestmark = pytest.mark.sqlite  # nearly every address; what each asks is tested on both databases
CYCLE = "2026"
BAR, CONFIDENTIAL, RELATION = "KÍN", "MẬT", "RIÊNG"
MARK = re.compile(rf"(?:{BAR}|{CONFIDENTIAL}|{RELATION})\w+")
SOME = 8
REFUSED = 403
PAUSE = re.compile(r"(?<!thẩm định xác nhận; )tạm dừng xét|xét lại khi", re.IGNORECASE)
"""What tells of a pause, but for the name of the reading."""
KEYS = {
    "dossiers:receipt": Submission, "dossiers:dossier": Dossier, "dossiers:report_file": Dossier,
    "dossiers:file": Dossier, "appraising:dossier": Dossier, "appraising:file": DossierFile,
    "proposals:proposal": Proposal, "proposals:content": Proposal, "proposals:differences": Proposal,
    "proposals:letter_docx": Proposal, "proposals:line": Dossier,
    "councils:session": CouncilSession, "councils:materials": AgendaItem, "councils:minutes": CouncilSession,
    "decisions:decision": Decision, "decisions:content_json": Decision, "decisions:differences": Decision,
    "decisions:paper": Decision, "decisions:notice": Decision, "decisions:award": AwardRecord,
    "initiatives:one": Initiative,
}  # fmt: skip
"""Address → what its number is of."""
WITHOUT_NUMBER = (
    "dossiers:list", "appraising:queue", "proposals:list", "proposals:set", "proposals:shares",
    "proposals:freeze", "proposals:leaders", "councils:list", "decisions:list", "decisions:register",
    "decisions:unit_record", "notify:list",
)  # fmt: skip
OTHERS = {"cycle": (CYCLE,), "code": ("11311", "HQ"), "form": ("docx",), "suffix": ("docx",)}


def fresh(row):
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


def found(where):
    return Stated(BarKind.INSPECTION, f"{BAR}{where}")


def about_bars(where):
    return scan(f"{BAR}{where}")


@pytest.fixture
def drafts(start, fill, officer, at):
    """Name → a dossier of the unit that is whole."""

    def make(name):
        row = fill(start("adhoc.individual", Subject(name=name, birth_year=1980, position="Công chức")))
        return hand_over(by=officer, at=at, dossier=row)

    return make


@pytest.fixture
def paused(world, start, fill, send, officer, head, specialist, at):
    """A bar from the first draft on: stated, handed back about, asked about again, added to."""
    row = start()
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[world])
    ConfidentialPart.objects.create(initiative=world, text=f"{CONFIDENTIAL}phần")
    row = fill(row)
    declare_bars(by=officer, at=at, dossier=row, stated=found("khai"))
    add_file(by=officer, at=at, dossier=row, item="bars", upload=about_bars("tệp"))
    hand_back(by=head, at=at, dossier=hand_over(by=officer, at=at, dossier=fresh(row)), words=f"{BAR}chuyển")
    hand_over(by=officer, at=at, dossier=fresh(row))
    send(fresh(row), knows_not_met=True)
    return_dossier(by=specialist, at=at, dossier=fresh(row), reasons={"bars": f"{BAR}hỏi"})
    declare_bars(by=officer, at=at, dossier=fresh(row), stated=found("lại"))
    hand_over(by=officer, at=at, dossier=fresh(row))
    send(fresh(row), knows_not_met=True)
    report_bar(by=officer, at=at, dossier=fresh(row), stated=found("thêm"))
    return fresh(row)


@pytest.fixture
def of_office(start, fill, customs, specialist, standing_head, at):
    """What the office proposes itself, with a bar."""
    row = start("discretionary.collective", by=specialist, unit=customs, proposer=Proposer.OFFICE)
    row = fill(row, by=specialist)
    declare_bars(by=specialist, at=at, dossier=row, stated=found("đềxuất"))
    add_file(by=specialist, at=at, dossier=row, item="bars", upload=about_bars("tệpđềxuất"))
    hand_over(by=specialist, at=at, dossier=fresh(row))
    said = {"seen": own_seen(fresh(row)), "proposer": Proposer.OFFICE}
    send_filing(by=standing_head, at=at, filing=row.filing, unit=customs, **said)
    return fresh(row)


@pytest.fixture
def appraised(paused, of_office, drafts, send, take, clear, find, say, specialist, head, board, leader, at):
    """Both, and of the unit: one awarded, one turned by a pause, one held by it, one withdrawn."""
    good, turned, held, gone = (drafts(name) for name in ("Ngô Văn Sáu", "Đào Thị Bảy", "Vũ Tám", "Hồ Chín"))
    send(good, knows_not_met=True)
    withdraw(by=head, at=at, dossier=fresh(gone), reason=f"{BAR}rút")
    clear(paused, specialist, board, leader)
    clear(of_office, board, leader)
    take(of_office, by=board)
    for row in (paused, good, turned, held):
        take(fresh(row))
        record_bars(by=specialist, at=at, dossier=row, stated=Stated(words=f"{BAR}hết"))
        find(fresh(row), Stage.CONTENT, specialist)
        say(fresh(row), Stage.CONTENT, specialist)
        pins = pins_of(fresh(row), at.date())
        pin = next((one for one in pins if one.file and one.file.is_about_bars), pins[0])
        new = [
            NewFinding(one, Outcome.HOLDS, f"{BAR}nhậnxét" if one.key == "item:bars" else "", pin, None)
            for one in questions(fresh(row), Stage.PROCEDURE, at.date())
        ]
        note_findings(by=board, at=at, dossier=fresh(row), stage=Stage.PROCEDURE, findings=new)
        say(fresh(row), Stage.PROCEDURE, board)
    for row in (paused, of_office):
        record_bars(by=board, at=at, dossier=fresh(row), stated=found("thẩmđịnh"))
    return {"paused": paused, "office": of_office, "good": good, "turned": turned, "held": held}


@pytest.fixture
def listed(appraised, sat, specialist, standing_head, board, leader, monkeypatch, at):
    """A confirmed list, of which one is held by what was found since."""
    # The session goes on; whether the council votes is another matter.
    monkeypatch.setattr(cycle_set, "is_council_on", lambda cycle, on: False)

    def pick(row, by, *, is_proposed):
        whole = CycleSet(CYCLE, at.date())
        last = whole.by_pk[row.pk].choice
        chosen = Chosen(is_proposed, "" if is_proposed else "Đơn vị xin thôi")
        version = last.version if last else 0
        choose(by=by, at=at, whole=whole, dossier=row.pk, chosen=chosen, version=version)

    for name in ("good", "turned", "held"):
        pick(appraised[name], specialist, is_proposed=True)
    record_bars(by=specialist, at=at, dossier=appraised["turned"], stated=found("xoay"))
    for name, person in (("turned", specialist), ("paused", specialist), ("office", board)):
        pick(appraised[name], person, is_proposed=False)
    row = freeze(by=specialist, at=at, cycle=CYCLE, knows_apart=True)
    row = confirm(by=standing_head, at=at, proposal=row)
    acknowledge_apart(by=leader, at=at, proposal=row)
    record_bars(by=specialist, at=at, dossier=appraised["held"], stated=found("giữ"))
    return name_letter(by=specialist, at=at, proposal=row, number="3/TTr-SNV", on=at.date())


@pytest.fixture
def readers(make_person):
    """Who reads most without having to know of bars."""
    return {
        "auditor": make_person("giamsat", Role.AUDITOR),
        "member": make_person("uyvien", Role.COUNCIL_MEMBER, full_name="Hà Văn Ủy"),
    }


@pytest.fixture
def sat(appraised, readers, clear, make_person, at):
    """A session of the council that looks at them; one of it steps aside before, one in the room."""
    people = [make_person(f"uv{n}", Role.COUNCIL_MEMBER, full_name=f"Ủy viên {n}") for n in range(2)]
    secretary = make_person("thuky", Role.COUNCIL_SECRETARY)
    filing = appraised["good"].filing
    why = f"{RELATION}khai"
    state_conflict(by=people[0], at=at, filing=filing, is_recused=True, reason=why)
    clear(appraised["good"], readers["member"], people[1])
    council = set_up_council(by=secretary, at=at, name="Hội đồng", number="15/QĐ-UBND", on=at.date())
    for duty, one in zip((Duty.CHAIR, Duty.MEMBER, Duty.MEMBER), (readers["member"], *people), strict=True):
        add_seat(by=secretary, at=at, council=council, new=NewSeat(duty=duty, account=one))
    row = plan_session(
        by=secretary, at=at, council=council, cycle=CYCLE, held_at=at + timedelta(hours=1), place="Phòng họp"
    )
    agenda = [appraised[name].pk for name in ("good", "turned", "held")]
    put_on_agenda(by=secretary, at=at, session=row, dossiers=agenda)
    row = open_session(by=secretary, at=at, session=row)
    seat, item = row.attendees.get(account=people[1]), row.items.first()
    step_aside(by=secretary, at=at, item=item, attendee=seat, reason="Người thân")
    return note_present(by=secretary, at=at, session=row, present=[one.pk for one in row.attendees.all()])


@pytest.fixture
def decided(appraised, listed, specialist, standing_head, at):
    png = SimpleUploadedFile("ky.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    new = NewDecision("77/QĐ-UBND", at.date(), "Hoàng Minh Chiến", "PHÓ CHỦ TỊCH", listed)
    row = record_decision(
        by=specialist, at=at, new=new, outcomes=drafted_from(listed),
        file=inspect_upload(png, kinds={Kind.PNG}),
    )  # fmt: skip
    leave_out(by=specialist, at=at, outcome=row.outcomes.get(dossier=appraised["held"]))
    return confirm_decision(by=standing_head, at=at, decision=row)


def values(name, place):
    if place in OTHERS:
        return OTHERS[place]
    model = DossierFile if place == "file" else KEYS[name]
    return model.objects.values_list("pk", flat=True)


def addresses():
    """Every address with the keys of what there is."""
    for name, pattern in ADDRESSES:
        if name in KEYS or name in WITHOUT_NUMBER:
            places = list(pattern.pattern.converters)
            for keys in product(*(values(name, place) for place in places)):
                yield reverse(name, kwargs=dict(zip(places, keys, strict=True)))


def text_of(answer):
    """What can be read in an answer, a downloaded file too."""
    body = answer.getvalue() if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b" ".join(packed.read(one) for one in packed.namelist())
        return re.sub(r"<[^>]+>", "", body.decode(errors="replace"))
    return unescape(body.decode(errors="replace"))


def read_by(person, only=""):
    """Address → what the person reads there."""
    client = Client()
    client.force_login(person)
    return {url: text_of(client.get(url)) for url in addresses() if url.startswith(only)}


def leaks(pages):
    """Address → what it tells of it."""
    told = {url: {*MARK.findall(text), *PAUSE.findall(text)} for url, text in pages.items()}
    return {url: marks for url, marks in told.items() if marks}


def test_nothing_of_it_is_read_by_those_who_may_not_know(demo_day, decided, readers, board):
    assert leaks(read_by(readers["auditor"])) == {}
    rooms = (reverse("councils:list"), reverse("initiatives:list"))
    told = leaks(read_by(readers["member"], rooms))
    assert list(told.values()) == [{f"{CONFIDENTIAL}phần"}], "which a council reads at the initiative"
    known = leaks(read_by(board, reverse("appraising:queue")))
    assert len({mark for marks in known.values() for mark in marks if mark.startswith(BAR)}) > SOME, (
        "typed, and read by those who must know"
    )
    # Whom it leaves out of those proposed, the list names.
    draft = reverse("decisions:draft", args=[Proposal.objects.get().pk, "docx"])
    client = Client()
    for person, is_refused in ((readers["auditor"], True), (readers["member"], True), (board, False)):
        client.force_login(person)
        assert (client.get(draft).status_code == REFUSED) is is_refused
    trail = AuditEvent.objects.values_list("before", "after")
    assert MARK.findall(str(list(trail))) == []
    assert "Người thân" not in str(list(trail))
    chosen = AuditEvent.objects.filter(action="proposals.chosen").values_list("after", flat=True)
    assert {key for after in chosen for key in after} == {"is_proposed", "reason"}, (
        "a pause turns a suggestion"
    )
