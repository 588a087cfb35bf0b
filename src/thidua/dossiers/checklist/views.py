"""The checklist for everybody who reads dossiers; the standing office changes it after a rehearsal."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.roles import Role
from thidua.dossiers.access import READERS
from thidua.dossiers.checklist import services
from thidua.dossiers.checklist.items import (
    BY_LAW,
    CAN_BE_RELIED_ON,
    ITEMS,
    KIND_NAMES,
    NEED_NAMES,
    Entries,
    Item,
    Need,
)
from thidua.dossiers.checklist.selectors import completed, entries_on, every_version, version_on
from thidua.dossiers.errors import DossierRefused
from thidua.foundation.access import page
from thidua.foundation.fields import CleanCharField, DayField

CHOSEN = [item for item in ITEMS if item.code not in BY_LAW]


def _choices(item: Item) -> list[tuple[str, Promise]]:
    return [
        (need, name)
        for need, name in NEED_NAMES.items()
        if need != Need.RELIED or item.code in CAN_BE_RELIED_ON
    ]


class ChecklistForm(forms.Form):
    """The whole table: a choice for each item and kind, none where the law asks the item."""

    valid_from = DayField(label=gettext_lazy("Áp dụng từ ngày"))
    document = CleanCharField(label=gettext_lazy("Văn bản quy định"), max_length=200)

    def __init__(self, *args: Any, entries: Entries, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in CHOSEN:
            for kind, name in KIND_NAMES.items():
                self.fields[f"{item.code}-{kind}"] = forms.ChoiceField(
                    label=f"{item.name}, {name}",
                    choices=_choices(item),
                    initial=entries[item.code][kind],
                    widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
                )

    def lines(self) -> list[tuple[Any, list[tuple[Any, Any]]]]:
        """Each item with its cells: name of the kind, field; no field where the law asks the item."""
        return [
            (item, [(name, self._cell(item, kind)) for kind, name in KIND_NAMES.items()]) for item in ITEMS
        ]

    def _cell(self, item: Item, kind: str) -> Any:
        return None if item.code in BY_LAW else self[f"{item.code}-{kind}"]

    def entries(self) -> Entries:
        """What was chosen."""
        given = self.cleaned_data
        chosen = {item.code: {kind: given[f"{item.code}-{kind}"] for kind in KIND_NAMES} for item in CHOSEN}
        return completed(chosen)


@page(*READERS)
@require_GET
def versions(request: Any) -> HttpResponse:
    """What a dossier must hold today, by which document, and the versions before and to come."""
    entries = entries_on(request.today)
    context = {
        "kinds": list(KIND_NAMES.values()),
        "lines": [
            (item, [(name, entries[item.code][kind], NEED_NAMES[entries[item.code][kind]])
                    for kind, name in KIND_NAMES.items()])
            for item in ITEMS
        ],
        "version": version_on(request.today),
        "versions": every_version(),
        "may_change": request.user.has_role(request.today, Role.STANDING_HEAD),
    }  # fmt: skip
    return render(request, "dossiers/checklist/versions.html", context)


@page(Role.STANDING_HEAD)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """A new list: the first press shows what would change, the second keeps it."""
    now = entries_on(request.today)
    form = ChecklistForm(request.POST or None, entries=now, initial={"valid_from": request.today})
    found = None
    if request.method == "POST" and form.is_valid():
        if "keep" in request.POST:
            try:
                services.change_checklist(
                    by=request.user,
                    at=request.moment,
                    valid_from=form.cleaned_data["valid_from"],
                    document=form.cleaned_data["document"],
                    entries=form.entries(),
                )
            except DossierRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã lưu danh mục mới; áp dụng từ ngày đã ghi."))
                return redirect("dossiers:checklist")
        found = services.changes(form.entries(), form.cleaned_data["valid_from"])
    context = {"form": form, "changes": found, "kinds": list(KIND_NAMES.values())}
    return render(request, "dossiers/checklist/new.html", context, status=422 if form.errors else 200)
