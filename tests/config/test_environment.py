"""Each wrong setting has its sentence, and all of them are told at once."""

import pytest

from thidua.config.environment import BadSettings, Server, read_environment, read_server

PRODUCTION = {
    "THIDUA_PRODUCTION": "1",
    "THIDUA_SECRET_KEY": "x" * 50,
    "THIDUA_HOSTS": "thidua.example",
    "THIDUA_ORIGINS": "https://thidua.example",
}


@pytest.fixture
def trial(tmp_path):
    return {"THIDUA_STATE_DIR": str(tmp_path)}


def faults_of(environment):
    with pytest.raises(BadSettings) as caught:
        read_environment(environment)
    return str(caught.value)


def test_a_trial_needs_no_setting_at_all(trial, tmp_path):
    found = read_environment(trial)
    assert not found.production
    assert found.uses_sqlite
    assert found.database["NAME"] == str(tmp_path / "thidua.sqlite3")
    assert found.log_level == "WARNING"


def test_secret_of_a_trial_is_kept_for_the_next_start_and_for_its_owner_only(trial, tmp_path):
    first = read_environment(trial).secret_key
    assert read_environment(trial).secret_key == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("THIDUA_PRODUCTION", "yes", "THIDUA_PRODUCTION=yes: chỉ nhận 1 hoặc 0"),
        ("THIDUA_BEHIND_HTTPS_PROXY", "on", "THIDUA_BEHIND_HTTPS_PROXY=on: chỉ nhận 1 hoặc 0"),
        ("THIDUA_LOG_LEVEL", "LOUD", "THIDUA_LOG_LEVEL=LOUD: chọn DEBUG, INFO, WARNING hoặc ERROR"),
        ("THIDUA_ORIGINS", "thidua.example", "“thidua.example” phải bắt đầu bằng http:// hoặc https://"),
        ("DATABASE_URL", "mysql://a:b@c/d", "DATABASE_URL: dùng sqlite:////đường/dẫn hoặc postgres://"),
        ("DATABASE_URL", "không phải địa chỉ", "DATABASE_URL: dùng sqlite:////đường/dẫn hoặc postgres://"),
        ("THIDUA_EMAIL_URL", "http://mail", "THIDUA_EMAIL_URL: dùng smtp://"),
        ("THIDUA_EMAIL_URL", "smtp://", "THIDUA_EMAIL_URL: dùng smtp://"),
        ("THIDUA_CLAMD_SOCKET", "clamd.ctl", "THIDUA_CLAMD_SOCKET: ghi đường dẫn đầy đủ"),
        (
            "THIDUA_SIGNATURE_ROOTS",
            "/khong/co",
            "THIDUA_SIGNATURE_ROOTS=/khong/co: không có tệp hoặc thư mục",
        ),
    ],
)
def test_a_wrong_setting_is_told_by_name_with_the_cure(trial, name, value, words):
    assert words in faults_of({**trial, name: value})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("THIDUA_SECRET_KEY", "ngắn", "cần chuỗi ngẫu nhiên dài ít nhất 50 ký tự"),
        ("THIDUA_HOSTS", "", "THIDUA_HOSTS: kê tên miền của hệ thống"),
        ("THIDUA_ORIGINS", "", "THIDUA_ORIGINS: kê địa chỉ https://"),
    ],
)
def test_production_asks_for_what_a_trial_may_leave_out(trial, name, value, words):
    assert words in faults_of({**trial, **PRODUCTION, name: value})


def test_every_fault_is_told_at_once(trial):
    words = faults_of({**trial, "THIDUA_PRODUCTION": "1", "THIDUA_LOG_LEVEL": "LOUD", "DATABASE_URL": "x"})
    assert words.count("\n  - ") == 5


def test_a_sound_production_environment_is_accepted(trial):
    url = "postgres://thidua:secret@db.internal:5432/thidua"
    found = read_environment({**trial, **PRODUCTION, "DATABASE_URL": url})
    assert found.production
    assert not found.uses_sqlite
    assert found.allowed_hosts == ["thidua.example"]
    assert found.log_level == "INFO"


def test_the_secret_is_in_no_message(trial):
    secret = "bi-mat-cua-chung-toi"
    assert secret not in faults_of({**trial, **PRODUCTION, "THIDUA_SECRET_KEY": secret})


def test_sqlite_is_served_by_one_process_and_postgresql_by_more():
    assert read_server({}, uses_sqlite=True) == Server("127.0.0.1:8000", 1, 8)
    assert read_server({}, uses_sqlite=False) == Server("127.0.0.1:8000", 2, 4)


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"THIDUA_WORKERS": "2"}, "SQLite chỉ chạy với 1 tiến trình"),
        ({"THIDUA_THREADS": "0"}, "THIDUA_THREADS=0: chỉ nhận số nguyên từ 1 đến 64"),
        ({"THIDUA_WORKERS": "nhiều"}, "THIDUA_WORKERS=nhiều: chỉ nhận số nguyên từ 1 đến 64"),
    ],
)
def test_wrong_numbers_of_hands_are_told(environment, words):
    with pytest.raises(BadSettings, match=words):
        read_server(environment, uses_sqlite=True)
