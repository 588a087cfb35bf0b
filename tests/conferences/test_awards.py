"""Awards handed over: typed or brought in with a rehearsal, presented, confirmed by the unit."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.conferences import award_services
from thidua.conferences.award_services import NewAward
from thidua.conferences.errors import ConferenceRefused
from thidua.conferences.importing import rehearse
from thidua.conferences.models import HandedAward
from thidua.conferences.todo import tasks_for
from thidua.foundation.notify.models import Notification
from thidua.foundation.tables import xlsx_bytes

HOME = "/hoi-nghi/"
HEAD = "Tập thể, cá nhân được tặng;Đơn vị;Hình thức;Số quyết định;Ngày quyết định\n"


@pytest.fixture
def award(invited, specialist, unit, at, on):
    def make(recipient="Xã An Lão", **other):
        asked = {"award": "Bằng khen", "decision": "12/QĐ-UBND", "decided_on": on, "unit_id": unit.pk}
        new = NewAward(recipient=recipient, **asked | other)
        (row,) = award_services.add_awards(by=specialist, at=at, conference=invited, awards=[new])
        return row

    return make


def read(conference, on, lines, name="danh-sach.csv"):
    return rehearse((HEAD + lines).encode(), name, conference=conference, on=on)


def test_a_line_stands_once_and_whole(award, on):
    award()
    for wrong in (
        {},
        {"recipient": "xa an lao"},
        {"recipient": " "},
        {"decision": ""},
        {"recipient": "Khác", "decided_on": on + timedelta(days=1)},
    ):
        with pytest.raises(ConferenceRefused):
            award(**wrong)
    assert HandedAward.objects.count() == 1


def test_it_is_presented_told_and_confirmed(award, specialist, officer, at, on):
    row = award()
    with pytest.raises(ConferenceRefused, match="chưa ghi là đã trao"):
        award_services.confirm(by=officer, at=at, row=row)
    for name, day in ((" ", on), ("Ông A", on + timedelta(days=1)), ("Ông A", on - timedelta(days=1))):
        with pytest.raises(ConferenceRefused):
            award_services.present(by=specialist, at=at, row=row, received_by=name, received_on=day)
    row = award_services.present(by=specialist, at=at, row=row, received_by="Chu Văn Hòa", received_on=on)
    assert Notification.objects.filter(user=officer, key=f"conferences.award.{row.pk}").count() == 1
    assert "Xác nhận" in tasks_for(officer, at)[-1].action
    first = award_services.confirm(by=officer, at=at, row=row)
    again = award_services.confirm(by=officer, at=at + timedelta(hours=1), row=row)

    assert again.confirmed_at == first.confirmed_at
    for refused in (
        lambda: award_services.present(by=specialist, at=at, row=row, received_by="B", received_on=on),
        lambda: award_services.drop_award(by=specialist, at=at, row=row),
    ):
        with pytest.raises(ConferenceRefused, match="giữ nguyên"):
            refused()


def test_a_file_is_read_with_codes_names_and_people_outside(invited, unit, on):
    lines = (
        "Xã An Lão;11629;Bằng khen;12/QĐ-UBND;09/02/2027\n"
        "Ông A;Xã An Lão;Bằng khen;12/QĐ-UBND;09/02/2027\n"
        "Bưu điện;;Bằng khen;12/QĐ-UBND;2027-02-09\n"
    )
    rehearsal = read(invited, on, lines)

    assert rehearsal.is_clean
    assert [row.award.unit_id for row in rehearsal.rows] == [unit.pk, unit.pk, None]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ông A;Xã Không Có;Bằng khen;1/QĐ;09/02/2027", "Không tìm thấy"),
        ("Ông A;11629;Bằng khen;1/QĐ;hôm qua", "không đọc được"),
        ("Ông A;11629;Bằng khen;1/QĐ;09/12/2027", "sau hôm nay"),
        ("Ông A;11629;;1/QĐ;09/02/2027", "Thiếu"),
    ],
)
def test_every_fault_is_told_with_its_row(invited, unit, on, line, told):
    rehearsal = read(invited, on, f"{line}\n")

    assert not rehearsal.is_clean
    (fault,) = rehearsal.faults
    assert told in fault.message
    assert fault.row == 2
    assert fault.cure


def test_doubles_are_told_and_what_is_there_is_passed_over(invited, award, on):
    award("Ông A", unit_id=None)
    line = "Ông A;;Bằng khen;12/QĐ-UBND;09/02/2027\n"
    kept = read(invited, on, line)
    double = read(invited, on, line.replace("12", "13") * 2)

    assert (kept.errors, kept.rows, kept.is_clean) == (0, (), False)
    assert double.errors == 1


def test_a_file_without_the_columns_says_which(invited, on):
    content = "Họ tên;Số quyết định\nÔng A;1\n".encode()
    (fault,) = rehearse(content, "a.csv", conference=invited, on=on).faults
    assert "Hình thức" in fault.message
    assert not rehearse(b"a;b\n1;2\n", "a.csv", conference=invited, on=on).is_clean
    assert not rehearse(b"", "a.csv", conference=invited, on=on).is_clean


def test_from_file_to_confirmation_on_pages(
    client, invited, specialist, officer, other_officer, unit, at, on
):
    rows = [HEAD.strip().split(";"), ["Xã An Lão", "11629", "Bằng khen", "12/QĐ-UBND", "09/02/2027"]]
    content = xlsx_bytes(rows, sheet="Danh sách", widths=(20,) * 5)
    client.force_login(specialist)
    base = f"{HOME}{invited.pk}/trao-thuong/"
    assert "Tải tệp mẫu" in client.get(f"{base}nhap/").content.decode()
    upload = {"file": SimpleUploadedFile("ds.xlsx", content)}
    answer = client.post(f"{base}nhap/", upload, follow=True)
    assert "Đọc được 1 dòng mới" in answer.content.decode()
    address = answer.redirect_chain[-1][0]
    assert "Đã ghi 1 khen thưởng" in client.post(f"{address}luu/", follow=True).content.decode()
    assert "không lưu hai lần" in client.post(f"{address}luu/", follow=True).content.decode()
    row = HandedAward.objects.get()
    given = {"received_by": "Chu Văn Hòa", "received_on": on.isoformat()}
    assert "Đã ghi người nhận" in client.post(f"{base}{row.pk}/da-trao/", given, follow=True).content.decode()

    client.force_login(other_officer)
    assert "Xã An Lão" not in client.get(base).content.decode()
    assert client.post(f"{base}{row.pk}/xac-nhan/").status_code == 404
    client.force_login(officer)
    assert "Đơn vị đã nhận" in client.get(base).content.decode()
    assert "đơn vị đã nhận" in client.post(f"{base}{row.pk}/xac-nhan/", follow=True).content.decode()
    assert client.get(f"{base}tai-ve.xlsx").status_code == 200


def test_a_file_with_faults_is_not_stored(client, invited, specialist):
    client.force_login(specialist)
    base = f"{HOME}{invited.pk}/trao-thuong/"
    bad = SimpleUploadedFile("ds.csv", f"{HEAD}Ông A;Không Có;Bằng khen;1/QĐ;09/02/2027\n".encode())
    answer = client.post(f"{base}nhap/", {"file": bad}, follow=True)
    assert "Còn 1 chỗ phải sửa" in answer.content.decode()
    address = answer.redirect_chain[-1][0]
    assert "Tệp còn lỗi" in client.post(f"{address}luu/", follow=True).content.decode()
    assert not HandedAward.objects.exists()


def test_a_line_is_typed_and_dropped(client, invited, specialist, on):
    client.force_login(specialist)
    base = f"{HOME}{invited.pk}/trao-thuong/"
    line = {"recipient": "Bưu điện", "unit": "", "award": "Bằng khen", "decision": "1/QĐ", "decided_on": on}
    assert "Bưu điện" in client.post(f"{base}them/", line, follow=True).content.decode()
    assert "đã có trong danh sách" in client.post(f"{base}them/", line).content.decode()
    pk = HandedAward.objects.get().pk
    faulty = client.post(f"{base}{pk}/da-trao/", {"received_by": "", "received_on": on})
    assert faulty.status_code == 200
    assert "Đã bỏ" in client.post(f"{base}{pk}/bo/", follow=True).content.decode()
