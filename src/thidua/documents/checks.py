"""What an installation must have before the first paper is drawn; told at start, not when somebody prints."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from thidua.documents.papers.typesetting import FONTS
from thidua.documents.signatures.roots import BadRoots, trusted_roots


@register()
def fonts_are_there(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The fonts of papers were copied at set-up."""
    if any(FONTS.glob("*.ttf")):
        return []
    return [
        Error(f"Thiếu phông chữ của văn bản trong {FONTS}.", hint="Chạy make setup.", id="documents.E001")
    ]


@register()
def roots_are_certificates(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every file of THIDUA_SIGNATURE_ROOTS is a certificate."""
    try:
        trusted_roots()
    except (BadRoots, OSError) as fault:
        hint = "Chỉ để chứng thư gốc (.pem, .crt, .cer) trong thư mục đó."
        return [Error(f"THIDUA_SIGNATURE_ROOTS: {fault}", hint=hint, id="documents.E002")]
    return []
