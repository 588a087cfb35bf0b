"""The head signs what stood on his page, under a letter that was written for that list, and nothing else."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.dossiers.conftest import PERSON, sign
from tests.dossiers.grounds import GROUND

from thidua.core.roles import Role
from thidua.dossiers.bars.services import Stated, declare_bars
from thidua.dossiers.enums import Proposer
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, Filing, Submission
from thidua.dossiers.sending.afterwards import recall, return_dossier
from thidua.dossiers.sending.letter import letter_fault
from thidua.dossiers.sending.seen import all_seen, own_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_back, hand_over, name_letter
from thidua.dossiers.services import Attested, Subject, attest, describe_subject, start_dossier
from thidua.dossiers.writing.services import save_part
from thidua.foundation.files import Kind, inspect_upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
HERO = Subject("Trần Hữu Phong", position="Tổ trưởng")


@pytest.fixture
def adhoc(start, fill):
    """adhoc(subject): a dossier that is whole and not handed over."""
    return lambda subject=PERSON, **more: fill(start("adhoc.individual", subject), **more)


@pytest.fixture
def letter(head, at):
    def act(filing, number="15/TTr-UBND", moment=None, file=None):
        moment = moment or at
        return name_letter(by=head, at=moment, filing=filing, number=number, on=moment.date(), file=file)

    return act


@pytest.fixture
def opened(client, head):
    """opened(filing): what the head's page holds, to be sent back later."""

    def act(filing):
        client.force_login(head)
        shown = client.get(reverse("dossiers:filing", args=[filing.pk])).content.decode()
        said = dict(re.findall(r'name="(seen|papers|knows)" value="([^"]*)"', shown))
        return lambda: client.post(reverse("dossiers:send", args=[filing.pk]), said, follow=True)

    return act


def photo(name):
    """The paper signed in ink: there are no signatures to read in it."""
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    return inspect_upload(ContentFile(png + name.encode(), name=f"{name}.png"), kinds=(Kind.PNG,))


def paper_at(client, name, pk):
    """All that stands on the Tờ trình as Word, its list behind it."""
    raw = client.get(reverse(f"dossiers:{name}", args=[pk, "docx"])).content
    return re.sub(r"<[^>]*>", "", ZipFile(BytesIO(raw)).read("word/document.xml").decode())


def number_on(paper):
    """The number at its head."""
    return re.search(r"Số: (\d*)", paper)[1]


def later(at, minutes=1):
    return at + timedelta(minutes=minutes)


def states():
    return list(Dossier.objects.order_by("number").values_list("state", flat=True))


def test_what_was_handed_over_after_the_page_was_opened_does_not_go_out(
    adhoc, letter, opened, officer, client, at
):
    first, second = adhoc(), adhoc(HERO)
    hand_over(by=officer, at=at, dossier=first)
    letter(first.filing)
    press = opened(first.filing)
    hand_over(by=officer, at=later(at), dossier=second)
    told = press().content.decode()
    assert "vừa có thêm hồ sơ 2026/11311/02. Xem lại danh sách rồi ký." in told
    assert (states(), Submission.objects.count()) == (["waiting", "waiting"], 0)
    assert "KT-2026/11311-1" in sign(client, first.filing).content.decode()
    assert states() == ["sent", "sent"]


def test_what_was_changed_or_taken_back_since_does_not_go_out(adhoc, letter, opened, officer, head, at):
    first, second = adhoc(), adhoc(HERO)
    for row in (first, second):
        hand_over(by=officer, at=at, dossier=row)
    letter(first.filing)
    press = opened(first.filing)
    for row in (first, second):
        hand_back(by=head, at=later(at), dossier=row, words="Xem lại số liệu")
    hand_over(by=officer, at=later(at, 2), dossier=first)
    told = press().content.decode()
    assert "vừa sửa và trình lại hồ sơ 2026/11311/01; không còn chờ ký hồ sơ 2026/11311/02" in told
    assert states() == ["waiting", "draft"]


def test_a_letter_that_was_changed_since_is_looked_at_again(adhoc, letter, opened, officer, at):
    row = adhoc()
    hand_over(by=officer, at=at, dossier=row)
    letter(row.filing)
    press = opened(row.filing)
    letter(row.filing, number="16/TTr-UBND")
    assert "Tờ trình hoặc biên bản vừa đổi" in press().content.decode()
    assert states() == ["waiting"]


def test_a_form_that_shows_nothing_signs_nothing(adhoc, letter, officer, client, head, at):
    row = adhoc()
    hand_over(by=officer, at=at, dossier=row)
    letter(row.filing)
    client.force_login(head)
    told = client.post(reverse("dossiers:send", args=[row.filing_id]), {"knows": "1 x"}, follow=True)
    assert "vừa có thêm hồ sơ" in told.content.decode()
    assert states() == ["waiting"]


def test_knowing_of_one_is_not_knowing_of_another(published, start, wait, letter, officer, head, unit, at):
    collective, person = start(), start("annual.individual", PERSON)
    facts = Attested(outstanding=True, conduct=True, rating="good", par_role="advise")
    attest(by=officer, at=at, dossier=person, facts=facts, edition=1)
    for row in (collective, person):
        wait(row)
    filing = collective.filing
    letter(filing)
    knows = replace(all_seen(filing), known=frozenset({collective.pk}))
    with pytest.raises(DossierRefused, match="không đạt: 2026/11311/02"):
        send_filing(by=head, at=at, filing=filing, unit=unit, seen=knows)
    assert send_filing(by=head, at=at, filing=filing, unit=unit, seen=all_seen(filing)).sent.count() == 2


def test_the_page_names_whom_the_box_is_for(published, start, wait, letter, officer, head, client, at):
    person = start("annual.individual", PERSON)
    facts = Attested(outstanding=True, conduct=True, rating="good", par_role="advise")
    attest(by=officer, at=at, dossier=person, facts=facts, edition=1)
    wait(person)
    letter(person.filing)
    client.force_login(head)
    shown = client.get(reverse("dossiers:filing", args=[person.filing_id])).content.decode()
    assert f'name="knows" value="{person.pk} "' in shown
    assert "KT-2026/11311-1" in sign(client, person.filing).content.decode()


@pytest.fixture
def proposed(customs, fill, specialist, at):
    """proposed(name): the office's own proposal, waiting for its head."""

    def act(name, award="discretionary.individual"):
        row = start_dossier(
            by=specialist, at=at, unit=customs, cycle="2026", award_id=award,
            subject=Subject(name, position="Công chức"), proposer=Proposer.OFFICE,
        )  # fmt: skip
        return hand_over(by=specialist, at=at, dossier=fill(row, by=specialist))

    return act


def test_the_office_sends_the_dossier_of_the_page_alone(proposed, client, standing_head):
    rows = [proposed("Lê Thị Hoa"), proposed("Đỗ Văn Minh")]
    client.force_login(standing_head)
    for ordinal, row in enumerate(rows, start=1):
        shown = client.get(reverse("dossiers:dossier", args=[row.pk])).content.decode()
        [seen] = re.findall(r'name="seen" value="([^"]*)"', shown)
        press = reverse("dossiers:send_own", args=[row.pk])
        for _twice in range(2):
            answer = client.post(press, {"seen": seen}, follow=True)
            assert f"KT-2026/HQ-{ordinal}" in answer.content.decode()
        assert states() == ["sent", "waiting"] if ordinal == 1 else ["sent", "sent"]


def test_the_office_signs_no_proposal_that_was_changed_since(proposed, client, standing_head, specialist, at):
    row = proposed("Lê Thị Hoa")
    client.force_login(standing_head)
    shown = client.get(reverse("dossiers:dossier", args=[row.pk])).content.decode()
    [seen] = re.findall(r'name="seen" value="([^"]*)"', shown)
    hand_back(by=standing_head, at=later(at), dossier=row, words="Nêu rõ đóng góp")
    hand_over(by=specialist, at=later(at, 2), dossier=row)
    answer = client.post(reverse("dossiers:send_own", args=[row.pk]), {"seen": seen}, follow=True)
    assert "vừa sửa và trình lại hồ sơ 2026/HQ/01" in answer.content.decode()
    assert states() == ["waiting"]


def test_what_the_office_proposes_goes_without_the_letter_of_the_unit(
    proposed, standing_head, customs, letter, at
):
    row = proposed("Lê Thị Hoa")
    letter(row.filing, file=photo("to-trinh-cua-don-vi"))
    sent = send_filing(
        by=standing_head, at=at, filing=row.filing, unit=customs, seen=own_seen(row), proposer=Proposer.OFFICE
    )
    assert (sent.letter_file, sent.content["letter"]["number"]) == (None, "")


class TestTheLetter:
    @pytest.fixture
    def first(self, adhoc, letter, officer, head, unit, at):
        """The first dossier, sent under 15/TTr-UBND with its signed paper."""
        row = hand_over(by=officer, at=at, dossier=adhoc())
        letter(row.filing, moment=later(at), file=photo("to-trinh-15"))
        send_filing(by=head, at=later(at, 2), filing=row.filing, unit=unit, seen=all_seen(row.filing))
        return Dossier.objects.select_related("filing__unit").get(pk=row.pk)

    def test_goes_with_no_other_list(self, first, adhoc, letter, officer, head, unit, client, at, on):
        second = hand_over(by=officer, at=later(at, 5), dossier=adhoc(HERO))
        client.force_login(head)
        shown = client.get(reverse("dossiers:filing", args=[first.filing_id])).content.decode()
        assert "đã gửi theo biên nhận KT-2026/11311-1, danh sách không có hồ sơ 2026/11311/02" in shown
        assert "Ký và gửi" not in shown
        again = {"by": head, "at": later(at, 7), "unit": unit}
        filing = Filing.objects.select_related("letter_file").get()
        with pytest.raises(DossierRefused, match="Ghi số, ngày của Tờ trình mới"):
            send_filing(filing=filing, seen=all_seen(filing), **again)
        paper = client.get(reverse("dossiers:letter_file", args=[filing.pk, "docx"]))
        assert "15/TTr" not in ZipFile(BytesIO(paper.content)).read("word/document.xml").decode()
        letter(filing, number="16/TTr-UBND", moment=later(at, 6))
        sent = send_filing(filing=filing, seen=all_seen(filing), **again)
        assert (sent.content["letter"]["number"], sent.letter_file) == ("16/TTr-UBND", None)
        assert [one.dossier_id for one in sent.sent.all()] == [second.pk]

    def test_goes_again_with_what_was_in_its_list(self, first, officer, specialist, head, unit, at):
        return_dossier(by=specialist, at=later(at, 5), dossier=first, reasons={"results": "Nêu nguồn"})
        hand_over(by=officer, at=later(at, 6), dossier=first)
        filing = Filing.objects.get()
        sent = send_filing(by=head, at=later(at, 7), filing=filing, unit=unit, seen=all_seen(filing))
        assert (sent.ordinal, sent.letter_file) == (2, filing.letter_file)

    def test_each_has_its_own_list_on_paper_once_nothing_waits(
        self, first, adhoc, letter, officer, head, unit, client, at
    ):
        hand_over(by=officer, at=later(at, 5), dossier=adhoc(HERO))
        filing = letter(first.filing, number="16/TTr-UBND", moment=later(at, 6))
        send_filing(by=head, at=later(at, 7), filing=filing, unit=unit, seen=all_seen(filing))
        client.force_login(head)
        one, two = filing.submissions.order_by("ordinal")
        now = paper_at(client, "letter_file", filing.pk)
        assert ("16", PERSON.name in now, HERO.name in now) == (number_on(now), False, True)
        assert paper_at(client, "sent_letter_file", two.pk) == now
        before = paper_at(client, "sent_letter_file", one.pk)
        assert ("15", PERSON.name in before, HERO.name in before) == (number_on(before), True, False)

    def test_keeps_its_list_when_one_of_it_goes_again(
        self, adhoc, letter, officer, specialist, head, unit, client, at
    ):
        row, other = (hand_over(by=officer, at=at, dossier=adhoc(who)) for who in (PERSON, HERO))
        filing = letter(row.filing, moment=later(at))
        send_filing(by=head, at=later(at, 2), filing=filing, unit=unit, seen=all_seen(filing))
        for one in (row, other):
            return_dossier(by=specialist, at=later(at, 3), dossier=one, reasons={"results": "Nêu nguồn"})
            part = {"section": "results", "version": one.parts.get(section="results").version}
            save_part(by=officer, at=later(at, 4), dossier=one, text=f"Lời mới {one.code}", **part)
        row.refresh_from_db()
        hand_over(by=officer, at=later(at, 5), dossier=row)
        client.force_login(head)
        now = paper_at(client, "letter_file", filing.pk)
        assert (number_on(now), PERSON.name in now, HERO.name in now) == ("15", True, True)
        assert f"Lời mới {row.code}" in now, "it goes again as it stands"
        assert f"Lời mới {other.code}" not in now, "the unit still writes it"
        again = send_filing(by=head, at=later(at, 7), filing=filing, unit=unit, seen=all_seen(filing))
        kept = paper_at(client, "sent_letter_file", again.pk)
        assert (number_on(kept), PERSON.name in kept, HERO.name in kept) == ("15", True, True)
        assert "Lời mới" not in kept, "the letter is that of its day"

    def test_is_drawn_again_for_the_unit_alone(self, first, officer, make_person, client):
        sent = Submission.objects.get()
        file = reverse("dossiers:sent_letter_file", args=[sent.pk, "docx"])
        client.force_login(officer)
        assert file in client.get(reverse("dossiers:receipt", args=[sent.pk])).content.decode()
        assert client.get(file.replace("docx", "pdf")).content.startswith(b"%PDF")
        client.force_login(make_person("giamsat", Role.AUDITOR))
        assert file not in client.get(reverse("dossiers:receipt", args=[sent.pk])).content.decode()
        assert client.get(file).status_code == 403

    def test_is_another_for_another_subject_under_the_same_dossier(self, first, officer, head, at):
        recall(by=head, at=later(at, 3), dossier=first)
        first.refresh_from_db()
        row = describe_subject(
            by=officer, at=later(at, 4), dossier=first, subject=HERO, edition=first.edition
        )
        attest(by=officer, at=later(at, 4), dossier=first, facts=GROUND, edition=row.edition)
        declare_bars(by=officer, at=later(at, 4), dossier=first, stated=Stated())
        row = hand_over(by=officer, at=later(at, 5), dossier=first)
        fault = letter_fault(Filing.objects.get(), [row])
        assert fault is not None
        assert fault.is_another

    def test_signed_before_the_last_dossier_was_handed_over_is_signed_anew(
        self, adhoc, letter, officer, head, unit, client, at
    ):
        first = hand_over(by=officer, at=at, dossier=adhoc())
        letter(first.filing, moment=later(at), file=photo("to-trinh-15"))
        hand_over(by=officer, at=later(at, 5), dossier=adhoc(HERO))
        client.force_login(head)
        shown = client.get(reverse("dossiers:filing", args=[first.filing_id])).content.decode()
        assert "tải lên trước khi trình ký hồ sơ 2026/11311/02" in shown
        sending = {"by": head, "at": later(at, 7), "filing": first.filing, "unit": unit}
        with pytest.raises(DossierRefused, match="Tải lên bản đã ký có đủ danh sách"):
            send_filing(seen=all_seen(first.filing), **sending)
        letter(first.filing, moment=later(at, 6), file=photo("to-trinh-15-du"))
        assert send_filing(seen=all_seen(first.filing), **sending).letter_file.name == "to-trinh-15-du.png"
