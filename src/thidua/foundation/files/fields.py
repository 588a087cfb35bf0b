"""A form field for a file from a person."""

from collections.abc import Collection
from typing import Any

from django import forms

from thidua.foundation.files.inspection import (
    MAX_UPLOAD_BYTES,
    BadUpload,
    InspectedFile,
    Kind,
    inspect_upload,
)


class InspectedField(forms.FileField):
    """One file, looked at by its content. The cleaned value is an InspectedFile or None."""

    def __init__(self, *, kinds: Collection[Kind], max_bytes: int = MAX_UPLOAD_BYTES, **kwargs: Any) -> None:
        self.kinds, self.max_bytes = kinds, max_bytes
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> InspectedFile | None:
        """The inspected file; a bad one is refused in words."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return inspect_upload(upload, kinds=self.kinds, max_bytes=self.max_bytes)
        except BadUpload as fault:
            raise forms.ValidationError(fault.sentence) from fault
