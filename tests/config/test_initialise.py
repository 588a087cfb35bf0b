"""`thidua init`: the real units, one administrator who can come in, nothing invented."""

import os
import re
import subprocess
import sys

import pytest

from thidua.config import initialise
from thidua.par_index.models import IndexRelease
from thidua.units.models import Unit

OF_THE_TESTS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
WHO = ("--admin", "quantri", "--name", "Cao Thành Duy")


pytestmark = pytest.mark.sqlite


def commands_in(folder):
    """command("init", …): what `thidua` does and says with this folder."""
    environment = {key: value for key, value in os.environ.items() if key not in OF_THE_TESTS}

    def command(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "thidua", *words],
            env={**environment, "THIDUA_STATE_DIR": str(folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    return command


def ask(run, code: str) -> str:
    """What the installation answers to a line of Python."""
    return run("manage", "shell", "-v", "0", "-c", code).stdout.strip()


def test_init_makes_an_empty_production_database_with_the_real_units_only_and_only_once(own_folder):
    run = commands_in(own_folder)

    done = run("init", *WHO, "--support", "Phòng CCHC và pháp chế")

    assert done.returncode == 0, done.stderr
    assert "139 đơn vị thật" in done.stdout
    assert re.search(r"http://127\.0\.0\.1:8000/tai-khoan/dat-mat-khau/\S+/", done.stdout)
    counts = ask(
        run,
        "from django.apps import apps; from thidua.foundation.moment import current_installation as i;"
        "print(*(apps.get_model(m)._default_manager.count() for m in ('units.Unit', 'people.User',"
        " 'par_index.IndexRelease', 'initiatives.Initiative', 'awards.Candidate')),"
        "i().is_demo, i().support_contact)",
    )
    assert counts == "139 1 0 0 0 False Phòng CCHC và pháp chế"
    assert run("audit", "verify").returncode == 0

    again = run("init", *WHO)

    assert again.returncode == 1, "a database with data is never touched"
    assert "đã có dữ liệu" in again.stderr


def test_init_can_bring_the_2025_index_as_history(db, capsys):
    assert initialise.main([*WHO, "--with-2025"]) == 0

    assert "2 bảng chỉ số năm 2025" in capsys.readouterr().out
    assert IndexRelease.objects.count() == 2


def test_init_stores_nothing_when_the_administrator_cannot_be_made(db, capsys):
    refused = initialise.main(["--admin", "không hợp lệ!", "--name", "Cao Thành Duy"])

    assert refused == 1
    assert capsys.readouterr().err.strip()
    assert Unit.objects.count() == 0
