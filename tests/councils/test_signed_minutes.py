"""The signed minutes of a session: signatures read once, told on its page; a damaged file refused."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from tests.councils.world import World
from tests.documents.signing import authority, signed, signer

from thidua.councils.closing import close
from thidua.councils.enums import Way
from thidua.councils.models import CouncilSession
from thidua.documents.papers import Paper, Signer, to_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
UPLOADS = "councils:act"


@pytest.fixture
def closed(world: World) -> CouncilSession:
    session = world.voting(world.appraised("P1"), way=Way.OPEN)
    for user in [*world.members, world.by]:
        world.cast(session, user, "agree")
    return close(by=world.by, at=world.at, session=session)


def _upload(world: World, session: CouncilSession, raw: bytes) -> str:
    client = Client()
    client.force_login(world.by)
    address = reverse(UPLOADS, args=[session.pk, "bien-ban"])
    answer = client.post(address, {"file": ContentFile(raw, name="bien-ban.pdf")})
    if answer.status_code == 302:
        answer = client.get(reverse("councils:session", args=[session.pk]))
    return answer.content.decode()


def test_who_signed_the_minutes_stands_on_the_page_of_the_session(world: World, closed) -> None:
    plain = to_pdf(Paper("Biên bản", "", "HỘI ĐỒNG", "BB", "Họp", Signer(("CHỦ TRÌ",))))
    assert "không có chữ ký số" in _upload(world, closed, plain)

    page = _upload(world, closed, signed(plain, signer(authority(), "Ủy viên 1", "UBND thành phố")))

    assert "chữ ký số còn nguyên vẹn" in page
    kept = CouncilSession.objects.get()
    assert [one["signer"] for one in kept.minutes_signatures] == ["Ủy viên 1"]
    assert kept.minutes.sha256 in page


def test_damaged_minutes_are_refused_with_the_cure(world: World, closed) -> None:
    page = _upload(world, closed, b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n")

    assert "tải lên đúng biên bản đã ký" in page
    assert CouncilSession.objects.get().minutes is None
