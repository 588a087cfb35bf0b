"""The pages of a dossier say what was decided of it, by which paper, and why not."""

import pytest
from django.urls import reverse
from tests.decisions.test_pages import words

from thidua.awards.models import AwardRecord
from thidua.decisions.revoking.services import NewRevocation, confirm_revocation, record_revocation

pytestmark = pytest.mark.django_db


def test_the_unit_reads_the_result_and_the_reason_on_its_dossier(
    sign_in, dossiers, recorded, officer, other_officer
):
    _collective, given, refused = dossiers
    for who, row in ((officer, given), (other_officer, refused)):
        page = words(sign_in(who).get(reverse("dossiers:dossier", args=[row.pk])))
        assert "số 1234/QĐ-UBND" not in page, "nothing is decided before the second person confirms"


def test_given_refused_revoked(
    sign_in, dossiers, confirmed, officer, other_officer, specialist, head, at, signed
):
    _collective, given, refused = dossiers
    own = sign_in(officer)
    page = reverse("dossiers:dossier", args=[given.pk])
    assert "Được tặng theo Quyết định số 1234/QĐ-UBND ngày 15/02/2027" in words(own.get(page))
    theirs = words(sign_in(other_officer).get(reverse("dossiers:dossier", args=[refused.pk])))
    assert "Không được tặng theo văn bản số 1234/QĐ-UBND ngày 15/02/2027" in theirs
    assert "Chưa đủ 12 tháng làm cải cách hành chính" in theirs

    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")
    new = NewRevocation("d", "Kết luận 12/KL", "2000/QĐ-UBND", at.date())
    gone = record_revocation(by=specialist, at=at, award=award, new=new, file=signed())
    confirm_revocation(by=head, at=at, revocation=gone)
    assert "Đã hủy bỏ theo Quyết định số 2000/QĐ-UBND ngày 15/02/2027." in words(own.get(page))
