"""`thidua init`: the real units, one administrator who can come in, nothing invented."""

import os
import re
import subprocess
import sys

import pytest

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


@pytest.fixture
def run(own_folder):
    return commands_in(own_folder)


def ask(run, code: str) -> str:
    """What the installation answers to a line of Python."""
    return run("manage", "shell", "-v", "0", "-c", code).stdout.strip()


def test_init_makes_an_empty_production_database_with_the_real_units_only(tmp_path):
    run = commands_in(tmp_path)

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


def test_init_can_bring_the_2025_index_as_history(run):
    done = run("init", *WHO, "--with-2025")

    assert "2 bảng chỉ số năm 2025" in done.stdout
    assert ask(run, "from thidua.par_index.models import IndexRelease as r; print(r.objects.count())") == "2"


def test_init_never_touches_a_database_with_data(run):
    run("init", *WHO)

    again = run("init", *WHO)

    assert again.returncode == 1
    assert "đã có dữ liệu" in again.stderr


def test_init_stores_nothing_when_the_administrator_cannot_be_made(run):
    refused = run("init", "--admin", "không hợp lệ!", "--name", "Cao Thành Duy")

    assert refused.returncode == 1
    assert refused.stderr.strip()
    assert ask(run, "from thidua.units.models import Unit; print(Unit.objects.count())") == "0"
