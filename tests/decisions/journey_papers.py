"""The papers of the period of 2030 as their readers open them: Word files in LibreOffice, and the PDFs."""

from tests.decisions.journey import LONG_AUTHORS, LONG_NAME, LONG_TITLE, PHUONG, SECOND_NAME
from tests.opened import pages_of

from thidua.councils.models import CouncilSession
from thidua.decisions.models import Decision
from thidua.dossiers.models import Filing
from thidua.proposals.models import Proposal

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def papers_open(people):
    """Each opens, whole and in form: the head of Decree 30, the long name and the long title, who signs."""
    expected = _expected()
    for person, address, _words in expected:
        for suffix in ("docx", "pdf"):
            name = f"{address}.{suffix}"
            content = people.drafts.get(name) or _taken(people.opened[person], name)
            (people.folder / f"{_name(address)}.{suffix}").write_bytes(content)
    opened = pages_of(people.folder)
    faults = [told for one in expected for told in _faults(one, opened)]
    assert not faults, faults


def _taken(page, name):
    answer = page.request.get(name)
    assert answer.ok, f"{name}: {answer.status}"
    return answer.body()


def _expected():
    """(who opens it, address, the words it must have)."""
    filing = Filing.objects.get(unit__code=PHUONG)
    minutes, flag = filing.minutes.get(), filing.dossiers.get(award="period.flag")
    session, proposal, decision = CouncilSession.objects.get(), Proposal.objects.get(), Decision.objects.get()
    given = decision.outcomes.filter(dossier__subject_name=LONG_NAME, is_awarded=True)
    award = given.order_by("pk")[0].award
    return (
        (
            "canbo.phuong",
            f"/ho-so/don-vi/{filing.pk}/to-trinh",
            ("TỜ TRÌNH", LONG_NAME, LONG_TITLE, *LONG_AUTHORS),
        ),
        ("canbo.phuong", f"/ho-so/don-vi/{filing.pk}/bien-ban/{minutes.pk}", ("BIÊN BẢN", LONG_NAME)),
        (
            "canbo.phuong",
            f"/ho-so/{flag.pk}/bao-cao-thanh-tich",
            ("BÁO CÁO Thành tích đề nghị tặng", LONG_TITLE, *LONG_AUTHORS),
        ),
        ("thuky", f"/hoi-dong/{session.pk}/bien-ban", ("BIÊN BẢN", LONG_NAME)),
        (
            "chuyenvien",
            f"/danh-sach-trinh/ban/{proposal.pk}/to-trinh",
            ("TỜ TRÌNH", LONG_NAME, proposal.sha256),
        ),
        (
            "chuyenvien",
            f"/quyet-dinh/du-thao/{proposal.pk}/quyet-dinh",
            ("DỰ THẢO", "QUYẾT ĐỊNH", LONG_NAME),
        ),
        ("chuyenvien", f"/quyet-dinh/{decision.pk}/van-ban/quyet-dinh", ("QUYẾT ĐỊNH", LONG_NAME)),
        ("chuyenvien", f"/quyet-dinh/{decision.pk}/thong-bao/{PHUONG}", ("THÔNG BÁO", SECOND_NAME)),
        (
            "chuyenvien",
            f"/quyet-dinh/khen-thuong/{award.pk}/giay-chung-nhan",
            ("BẰNG KHEN", LONG_NAME, decision.number),
        ),
    )


def _name(address):
    return address.strip("/").replace("/", "_")


def _faults(one, opened):
    _person, address, words = one
    for suffix in ("docx", "pdf"):
        name = f"{_name(address)}.{suffix}"
        pages = opened[name]
        if NATION not in pages[0] or MOTTO not in pages[0]:
            yield f"{name}: no national head on the first page"
        # A cell breaks its words over lines, also inside a fingerprint.
        told = "".join("".join(pages).split())
        yield from (f"{name}: {each!r} is missing" for each in words if "".join(each.split()) not in told)
        yield from (f"{name}: page {place} is empty" for place, page in enumerate(pages, 1) if not page)
