"""Reads every setting from the environment and tells every fault at once.

Nothing else in the house reads `os.environ`. Each setting has a name, a default that suits a
trial on one machine, and a sentence for each way of getting it wrong.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

ROOT = Path(__file__).resolve().parents[3]
MIN_SECRET_LENGTH = 50
MOST_HANDS = 64
SQLITE = "django.db.backends.sqlite3"


class BadSettings(SystemExit):
    """Raised at start; its text names each wrong setting and the cure."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("Cấu hình chưa dùng được:\n" + "\n".join(f"  - {fault}" for fault in faults))


@dataclass(frozen=True, slots=True)
class Environment:
    """The checked settings of one installation."""

    production: bool
    secret_key: str
    allowed_hosts: list[str]
    csrf_trusted_origins: list[str]
    database: dict[str, Any]
    state_dir: Path
    email: dict[str, Any]
    from_email: str
    behind_https_proxy: bool
    log_level: str
    clamd_socket: str
    signature_roots: str

    @property
    def uses_sqlite(self) -> bool:
        return bool(self.database["ENGINE"] == SQLITE)


@dataclass(frozen=True, slots=True)
class Server:
    """How gunicorn listens and with how many hands."""

    bind: str
    workers: int
    threads: int


def read_server(environment: dict[str, str], *, uses_sqlite: bool) -> Server:
    """The server's settings from `environment`. Raises BadSettings with all faults.

    SQLite has one writer, so it gets one process; its eight threads wait for each other politely.
    """
    faults: list[str] = []
    workers = _number(environment, "THIDUA_WORKERS", 1 if uses_sqlite else 2, faults)
    threads = _number(environment, "THIDUA_THREADS", 8 if uses_sqlite else 4, faults)
    if uses_sqlite and workers != 1:
        faults.append("THIDUA_WORKERS: SQLite chỉ chạy với 1 tiến trình; dùng PostgreSQL để chạy nhiều hơn.")
    if faults:
        raise BadSettings(faults)
    return Server(environment.get("THIDUA_BIND", "127.0.0.1:8000"), workers, threads)


def _number(environment: dict[str, str], name: str, default: int, faults: list[str]) -> int:
    text = environment.get(name, str(default)).strip()
    if text.isdecimal() and 1 <= int(text) <= MOST_HANDS:
        return int(text)
    faults.append(f"{name}={text}: chỉ nhận số nguyên từ 1 đến {MOST_HANDS}.")
    return default


def read_environment(environment: dict[str, str]) -> Environment:
    """Settings from `environment` (a mapping such as `os.environ`). Raises BadSettings with all faults."""
    faults: list[str] = []
    env = environ.Env()
    env.ENVIRON = dict(environment)

    production = _flag(env, "THIDUA_PRODUCTION", False, faults)
    https_proxy = _flag(env, "THIDUA_BEHIND_HTTPS_PROXY", False, faults)
    state_dir = Path(env.str("THIDUA_STATE_DIR", str(ROOT / "var"))).expanduser().resolve()

    log_level = env.str("THIDUA_LOG_LEVEL", "INFO" if production else "WARNING").upper()
    if log_level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        faults.append(f"THIDUA_LOG_LEVEL={log_level}: chọn DEBUG, INFO, WARNING hoặc ERROR.")

    hosts = env.list("THIDUA_HOSTS", default=[])
    origins = env.list("THIDUA_ORIGINS", default=[])
    for origin in origins:
        if urlsplit(origin).scheme not in {"http", "https"}:
            faults.append(f"THIDUA_ORIGINS: “{origin}” phải bắt đầu bằng http:// hoặc https://.")

    secret = env.str("THIDUA_SECRET_KEY", "")
    if production:
        if len(secret) < MIN_SECRET_LENGTH:
            faults.append(f"THIDUA_SECRET_KEY: cần chuỗi ngẫu nhiên dài ít nhất {MIN_SECRET_LENGTH} ký tự.")
        if not hosts:
            faults.append("THIDUA_HOSTS: kê tên miền của hệ thống, cách nhau bằng dấu phẩy.")
        if not origins:
            faults.append("THIDUA_ORIGINS: kê địa chỉ https://… mà người dùng mở.")

    clamd_socket = env.str("THIDUA_CLAMD_SOCKET", "")
    if clamd_socket and not Path(clamd_socket).is_absolute():
        faults.append(
            "THIDUA_CLAMD_SOCKET: ghi đường dẫn đầy đủ tới ổ cắm của clamd, ví dụ /run/clamav/clamd.ctl."
        )

    signature_roots = env.str("THIDUA_SIGNATURE_ROOTS", "")
    if signature_roots and not Path(signature_roots).exists():
        faults.append(
            f"THIDUA_SIGNATURE_ROOTS={signature_roots}: không có tệp hoặc thư mục này; ghi nơi để chứng thư "
            "gốc (.pem, .crt, .cer) của các nhà cung cấp được tin cậy."
        )

    database = _database(env, state_dir, faults)
    email = _email(env, state_dir, faults)
    if faults:
        raise BadSettings(faults)
    return Environment(
        production=production,
        secret_key=secret or _kept_secret(state_dir),
        allowed_hosts=hosts or ["localhost", "127.0.0.1", "[::1]"],
        csrf_trusted_origins=origins,
        database=database,
        state_dir=state_dir,
        email=email,
        from_email=env.str("THIDUA_FROM_EMAIL", "thidua@localhost"),
        behind_https_proxy=https_proxy,
        log_level=log_level,
        clamd_socket=clamd_socket,
        signature_roots=signature_roots,
    )


def _flag(env: environ.Env, name: str, default: bool, faults: list[str]) -> bool:
    text = env.str(name, "1" if default else "0").strip().lower()
    if text not in {"0", "1", "true", "false"}:
        faults.append(f"{name}={text}: chỉ nhận 1 hoặc 0.")
    return text in {"1", "true"}


def _database(env: environ.Env, state_dir: Path, faults: list[str]) -> dict[str, Any]:
    url = env.str("DATABASE_URL", "")
    if not url:
        url = f"sqlite:///{state_dir / 'thidua.sqlite3'}"
    try:
        database: dict[str, Any] = environ.Env.db_url_config(url)
    except Exception:  # django-environ lets several kinds through, none of them for people
        database = {}
    engine = database.get("ENGINE", "")
    if engine == SQLITE:
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456;"
            ),
        }
    elif engine == "django.db.backends.postgresql":
        database["OPTIONS"] = {**database.get("OPTIONS", {}), "pool": False}
    else:
        faults.append("DATABASE_URL: dùng sqlite:////đường/dẫn hoặc postgres://người:mật_khẩu@máy:cổng/tên.")
    # Opening a connection anew costs more than most of our pages.
    database["CONN_MAX_AGE"] = 600
    database["CONN_HEALTH_CHECKS"] = True
    return database


def _email(env: environ.Env, state_dir: Path, faults: list[str]) -> dict[str, Any]:
    url = env.str("THIDUA_EMAIL_URL", "")
    if not url:
        # A trial writes its e-mails into files: they can be read, and nobody gets one by mistake.
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(state_dir / "mail"),
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtp+tls", "smtp+ssl"} or not parts.hostname:
        faults.append("THIDUA_EMAIL_URL: dùng smtp://, smtp+tls:// hoặc smtp+ssl://người:mật_khẩu@máy:cổng.")
        return {}
    return dict(environ.Env.email_url_config(url))


def _kept_secret(state_dir: Path) -> str:
    """A trial machine keeps one secret in its state folder, so that a restart signs nobody out."""
    path = state_dir / "secret-key"
    if path.exists():
        return path.read_text(encoding="ascii")
    state_dir.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(48)
    path.write_text(secret, encoding="ascii")
    path.chmod(0o600)
    return secret
