"""Takes the pictures of README and docs from a demonstration (needs Chromium).

.venv/bin/python scripts/pictures.py

Everything on them is the labelled demonstration of `thidua demo` with its default stage and seed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs/pictures"
PORT = 8471
PASSWORD = "trinh-dien-2162"
SHOTS = (
    ("unit", "canbo.hongbang", "/don-vi/11311/", 1180, 1080),
    ("outlook", "truongphong", "/trien-vong/", 1180, 980),
    ("ranking", "truongphong", "/chi-so/xep-hang/?khoi=phuong", 1180, 900),
    ("phone", "canbo.hongbang", "/don-vi/11311/", 390, 844),
)
"""(file, account, address, width, height)."""


def main() -> int:
    """Starts the demonstration, takes every picture, stops it."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("No Chromium on this machine: install it, or set CHROMIUM.", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as state:
        server = subprocess.Popen(
            [sys.executable, "-m", "thidua", "run", "--port", str(PORT)],
            env={**os.environ, "THIDUA_STATE_DIR": state},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                for name, account, path, width, height in SHOTS:
                    page = browser.new_context(
                        viewport={"width": width, "height": height}, locale="vi-VN"
                    ).new_page()
                    _sign_in(page, account)
                    page.goto(f"http://127.0.0.1:{PORT}{path}", wait_until="networkidle")
                    page.screenshot(path=str(PICTURES / f"{name}.png"))
                browser.close()
        finally:
            server.terminate()
            server.wait(timeout=30)
    return 0


def _wait() -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the demonstration did not start")


def _sign_in(page: Page, account: str) -> None:
    page.goto(f"http://127.0.0.1:{PORT}/tai-khoan/dang-nhap/")
    page.fill("input[name=login]", account)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    sys.exit(main())
