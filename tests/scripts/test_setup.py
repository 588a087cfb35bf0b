"""The set-up script: what it copies, and that it does nothing twice."""

import re

import pytest

from scripts import setup


@pytest.fixture
def fake_modules(tmp_path, monkeypatch):
    modules, vendor = tmp_path / "node_modules", tmp_path / "vendor"
    for source in setup.VENDOR_FILES.values():
        (modules / source).parent.mkdir(parents=True, exist_ok=True)
        (modules / source).write_text("a{}\n/*# sourceMappingURL=a.css.map */\n", encoding="utf-8")
    font = modules / setup.FONT
    (font / "files").mkdir()
    for weight in setup.FONT_WEIGHTS:
        (font / f"{weight}.css").write_text(
            "src: url(./files/x.woff2) format('woff2'), url(./files/x.woff) format('woff');", encoding="utf-8"
        )
        for subset in setup.FONT_SUBSETS:
            (font / "files" / f"be-vietnam-pro-{subset}-{weight}-normal.woff2").write_bytes(b"x")
    monkeypatch.setattr(setup, "NODE_MODULES", modules)
    monkeypatch.setattr(setup, "VENDOR", vendor)
    return vendor


def test_only_listed_files_are_copied_without_source_maps(fake_modules):
    setup._copy_vendor_files()
    copied = {str(path.relative_to(fake_modules)) for path in fake_modules.rglob("*") if path.is_file()}
    assert len(copied) == len(setup.VENDOR_FILES) + 12 + 1
    for sheet in fake_modules.rglob("*.css"):
        assert "sourceMappingURL" not in sheet.read_text(encoding="utf-8")
    fonts = (fake_modules / "fonts/be-vietnam-pro.css").read_text(encoding="utf-8")
    assert ".woff)" not in fonts
    assert "./files/" not in fonts


def test_the_four_faces_of_papers_are_copied_with_their_licence(fake_modules, tmp_path, monkeypatch):
    font, copied = setup.NODE_MODULES / setup.PAPER_FONT, tmp_path / "fonts"
    for face in setup.PAPER_FACES:
        (font / face).mkdir(parents=True)
        (font / face / f"Tinos_{face}.ttf").write_bytes(b"x")
    (font / "LICENSE_FONT").write_text("OFL", encoding="utf-8")
    monkeypatch.setattr(setup, "PAPER_FONTS", copied)
    setup._copy_paper_fonts()

    assert len(list(copied.glob("*.ttf"))) == 4
    assert (copied / "LICENSE").read_text(encoding="utf-8") == "OFL"


def test_a_wide_enough_profile_is_not_installed_again(monkeypatch):
    monkeypatch.setattr(
        setup, "_read_stamps", lambda: {"lock": f"dev:{setup._hash(setup.REQUIREMENTS / 'dev.lock')}"}
    )
    assert setup._install_packages("runtime") is False
    assert setup._install_packages("dev") is False


def test_an_unknown_profile_is_told(capsys):
    assert setup.main(["everything"]) == 2
    assert "Chọn: runtime, dev, bench" in capsys.readouterr().err


def test_locks_have_hashes_and_no_host_names(root):
    for lock in (root / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text, lock.name
        pinned = re.findall(r"^[a-z0-9][^ =]*==[^ ]+ ", text, re.MULTILINE)
        assert pinned
    assert '"resolved"' not in (root / "package-lock.json").read_text(encoding="utf-8")
