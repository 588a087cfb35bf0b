"""What the office gives: a file and the day from which it holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import DayField
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField

MOST_BYTES = 5 * 1024 * 1024


class SetForm(forms.Form):
    """The office's own form."""

    file = InspectedField(
        label=_("Tệp mẫu"),
        kinds=(Kind.DOCX,),
        max_bytes=MOST_BYTES,
        help_text=_("Tệp Word .docx có các trường như bảng bên dưới, tối đa 5 MB."),
    )
    valid_from = DayField(label=_("Áp dụng từ ngày"))


class BackForm(forms.Form):
    """The day from which our own form holds again; beside the other form, so its field has its own id."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "back_%s", **kwargs})

    valid_from = DayField(label=_("Dùng lại mẫu của hệ thống từ ngày"))
