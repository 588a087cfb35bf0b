"""What a form says of a field that is wrong: Vietnamese with the cure, whoever wrote the field."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation


class Everything(forms.Form):
    whole = forms.IntegerField(min_value=1, max_value=99)
    number = forms.DecimalField(max_digits=4, decimal_places=1)
    day = forms.DateField()
    choice = forms.ChoiceField(choices=[("a", "A")])
    address = forms.EmailField()
    words = forms.CharField(max_length=3)
    file = forms.FileField()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("whole", "1e9", "Ghi một số nguyên bằng chữ số, ví dụ 12."),
        ("whole", "0", "Ít nhất là 1. Ghi lại số."),
        ("whole", "100", "Nhiều nhất là 99. Ghi lại số."),
        ("number", "NaN", "Ghi một số bằng chữ số, ví dụ 12 hoặc 12,5."),
        ("number", "1.25", "Nhiều nhất 1 chữ số sau dấu phẩy. Ghi lại số."),
        ("day", "31/02/2030", "Ngày không đúng. Ghi như 15/02/2027."),
        (
            "choice",
            "b",
            "“b” không có trong danh sách. Chọn lại trong danh sách; danh sách vừa đổi thì tải lại trang.",
        ),
        ("address", "an@", "Địa chỉ thư điện tử không đúng. Ghi như hoten@haiphong.gov.vn."),
        ("words", "bốn chữ", "Nhiều nhất 3 ký tự, đang có 7. Rút ngắn lại."),
    ],
)
def test_the_cure_is_told(field: str, value: str, said: str) -> None:
    assert Everything({field: value}).errors[field] == [said]


def test_an_empty_file_is_told() -> None:
    empty = SimpleUploadedFile("to-trinh.pdf", b"")

    assert Everything({}, {"file": empty}).errors["file"] == [
        "Tệp này rỗng. Mở tệp trên máy xem lại rồi gửi lại."
    ]
    assert Everything({}, {}).errors["file"] == ["Trường này là bắt buộc."]


def test_in_english_django_speaks_for_itself() -> None:
    with translation.override("en"):
        assert Everything({"whole": "x"}).errors["whole"] == ["Enter a whole number."]
