"""What senders and the standing office write."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import CleanCharField, DayField
from thidua.movement.versions.models import ProgrammeVersion
from thidua.movement.versions.selectors import amendment_label, amendments
from thidua.people.models import User
from thidua.steering.difficulties.enums import Category

LONGEST = 10_000
CLAUSES = (
    ("", _("Không rõ, hoặc nhiều điểm")),
    ("I", _("I. Mục đích, yêu cầu")),
    *((f"II.{place}", f"II.{place}") for place in range(1, 7)),
    ("III.1", _("III.1. Đối tượng, nguyên tắc")),
    ("III.2.1", _("III.2.1. Khen thưởng hằng năm")),
    ("III.2.2", _("III.2.2. Khen thưởng giai đoạn")),
    ("III.3", _("III.3. Hồ sơ, thời gian")),
    *((f"IV.{place}", f"IV.{place}") for place in range(1, 5)),
)


def _long(label: Any, *, rows: int = 5, required: bool = True, help_text: Any = "") -> CleanCharField:
    return CleanCharField(
        label=label,
        max_length=LONGEST,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class NewForm(forms.Form):
    """A difficulty or proposal. `senders` are (value, words) of those for whom this person may send."""

    sender = forms.ChoiceField(label=_("Gửi thay mặt"))
    title = CleanCharField(
        label=_("Nêu ngắn gọn"), max_length=200, help_text=_("Một câu, để người đọc hiểu ngay việc gì.")
    )
    category = forms.ChoiceField(label=_("Loại"), choices=Category.choices)
    clause = forms.ChoiceField(label=_("Liên quan điểm nào của Kế hoạch"), choices=CLAUSES, required=False)
    text = _long(
        _("Nội dung"),
        rows=8,
        help_text=_("Khó khăn gì, từ khi nào, đơn vị đã làm gì, kiến nghị cơ quan nào làm gì."),
    )
    file = forms.FileField(
        label=_("Tệp kèm theo"),
        required=False,
        help_text=_("Một tệp PDF, Word, Excel hoặc ảnh; không bắt buộc."),
    )

    def __init__(self, *args: Any, senders: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sender"]
        field.choices = list(senders)


class WordsForm(forms.Form):
    """Words that are needed."""

    text = _long(_("Nội dung"))


class MaybeWordsForm(forms.Form):
    """Words that may be left out."""

    text = _long(_("Ghi chú"), rows=2, required=False)


class AssignForm(MaybeWordsForm):
    """Who handles it."""

    owner = forms.ModelChoiceField(label=_("Người xử lý"), queryset=User.objects.none())

    field_order = ("owner", "text")

    def __init__(self, *args: Any, office: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = User.objects.filter(pk__in=[user.pk for user in office]).order_by("sort_key")
        field.label_from_instance = User.get_full_name


class ForwardForm(MaybeWordsForm):
    """To whom it is passed."""

    body = CleanCharField(label=_("Cơ quan nhận chuyển"), max_length=200)

    field_order = ("body", "text")


class AmendmentForm(forms.Form):
    """The version of the plan it led to, or the decision where there is no version yet."""

    version = forms.ModelChoiceField(
        label=_("Phiên bản Kế hoạch mà kiến nghị này dẫn tới"),
        queryset=ProgrammeVersion.objects.none(),
        required=False,
        empty_label=_("chưa có phiên bản"),
    )
    decision = CleanCharField(
        label=_("Số quyết định sửa đổi"),
        max_length=80,
        required=False,
        help_text=_("Ví dụ: 1234/QĐ-UBND. Để trống nếu phiên bản đã có số quyết định."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["version"]
        field.queryset = amendments()
        field.label_from_instance = amendment_label


class ShareForm(forms.Form):
    """The question as everybody may read it."""

    question = _long(
        _("Câu hỏi"),
        required=False,
        help_text=_(
            "Viết lại để không lộ nơi hỏi và dữ liệu cá nhân. Để trống và bấm gửi là gỡ khỏi Hỏi – đáp chung."
        ),
    )


class TargetForm(forms.Form):
    """The time in which an answer is aimed at."""

    working_days = forms.IntegerField(label=_("Số ngày làm việc"), min_value=1, max_value=90)
    valid_from = DayField(label=_("Áp dụng từ ngày"))
    source = CleanCharField(
        label=_("Căn cứ"),
        max_length=200,
        help_text=_("Kế hoạch không quy định thời hạn này; ghi văn bản hoặc ý kiến chỉ đạo làm căn cứ."),
    )
