"""The English catalogues: one .po per app, Vietnamese source strings, English translations.

.venv/bin/python scripts/messages.py make      # collect new strings (needs gettext)
.venv/bin/python scripts/messages.py compile   # .po → .mo (needs nothing but polib)
.venv/bin/python scripts/messages.py check     # what is missing, one line each; exit code 1
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/thidua"
LANGUAGE = "en"
HEADER = {
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def catalogues() -> list[Path]:
    """Every .po file of the house, in order of app."""
    return sorted(PACKAGE.glob(f"*/locale/{LANGUAGE}/LC_MESSAGES/*.po"))


def compile_all() -> None:
    """Writes the .mo beside each .po."""
    for path in PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def apps_with_strings() -> list[Path]:
    """Folders of the apps whose files mark at least one string for translation."""
    marks = re.compile(r"\bgettext|\{% *(blocktranslate|translate|blocktrans|trans)\b")
    found = []
    for app in sorted(PACKAGE.iterdir()):
        files = [path for ending in ("*.py", "*.html", "*.txt") for path in app.rglob(ending)]
        if any(marks.search(path.read_text(encoding="utf-8")) for path in files):
            found.append(app)
    return found


def make_messages(app: Path) -> None:
    """Runs makemessages inside one app; strings no longer used leave the catalogue."""
    (app / "locale").mkdir(exist_ok=True)
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [
            sys.executable, "-P", "-m", "django", "makemessages", "--locale", LANGUAGE,
            "--no-location", "--no-wrap", "--no-obsolete",
        ],
        cwd=app, env=environment, check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"makemessages, {app.name}: {done.stderr.strip()}")
    for path in (app / "locale" / LANGUAGE).rglob("*.po"):
        catalogue = polib.pofile(str(path), wrapwidth=0)
        # gettext's form letter says nothing, and its dates make a change where there is none.
        catalogue.header = "English texts of the room; the source strings are Vietnamese."
        catalogue.metadata = HEADER
        catalogue.save()


def untranslated() -> list[str]:
    """A line for each string without a finished English text."""
    faults = []
    for path in catalogues():
        where = path.relative_to(ROOT)
        for entry in polib.pofile(str(path)):
            if entry.obsolete:
                continue
            if "fuzzy" in entry.flags:
                faults.append(f"{where}: fuzzy: {entry.msgid}")
            elif not entry.translated():
                faults.append(f"{where}: no English text: {entry.msgid}")
    return faults


def not_collected() -> list[str]:
    """A line for each marked string that no catalogue knows (works on a copy; needs gettext)."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for app in apps_with_strings():
            copy = Path(folder) / app.name
            shutil.copytree(app, copy, ignore=shutil.ignore_patterns("vendor", "__pycache__", "*.mo"))
            own = Path("locale", LANGUAGE, "LC_MESSAGES", "django.po")
            known = _ids(app / own)
            make_messages(copy)
            faults += [
                f"{app.name}: run `make messages`: {text}" for text in sorted(_ids(copy / own) - known)
            ]
    return faults


def _ids(path: Path) -> set[str]:
    if not path.exists():
        return set()
    return {f"{entry.msgctxt or ''}{entry.msgid}" for entry in polib.pofile(str(path)) if not entry.obsolete}


def main(arguments: list[str]) -> int:
    """Runs one of make, compile, check."""
    match arguments:
        case ["make", *names]:
            for app in apps_with_strings():
                if not names or app.name in names:
                    make_messages(app)
        case ["compile"]:
            compile_all()
        case ["check"]:
            faults = untranslated() + not_collected()
            print("\n".join(faults) or "Catalogues are complete.")
            return 1 if faults else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
