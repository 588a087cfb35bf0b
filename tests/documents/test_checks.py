"""What is missing is told at start."""

import pytest

from thidua.documents import checks


def test_nothing_is_missing_here():
    assert checks.fonts_are_there(None) == []
    assert checks.roots_are_certificates(None) == []


def test_missing_fonts_are_told_with_the_cure(tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "FONTS", tmp_path)
    (fault,) = checks.fonts_are_there(None)

    assert str(tmp_path) in fault.msg
    assert fault.hint == "Chạy make setup."


@pytest.mark.parametrize(
    "content", ["không phải", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_root_that_is_no_certificate_is_told_by_name(settings, tmp_path, content):
    (tmp_path / "goc.pem").write_text(content)
    settings.SIGNATURE_ROOTS = str(tmp_path)
    (fault,) = checks.roots_are_certificates(None)

    assert "goc.pem" in fault.msg
