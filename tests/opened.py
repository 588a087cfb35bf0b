"""Papers as their readers open them: Word files in LibreOffice, then all of them read page by page."""

import subprocess
from pathlib import Path

PATIENCE = 180
"""Seconds that LibreOffice may take for all files together; its first start is the longest."""


def pages_of(folder: Path) -> dict[str, list[str]]:
    """Name of each .docx and .pdf in the folder → the words of its pages, with single spaces between them.

    One start of LibreOffice for all Word files.
    """
    made = folder / "opened"
    words = sorted(folder.glob("*.docx"))
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}",
            "--convert-to", "pdf", "--outdir", made, *words,
        ],
        check=True, capture_output=True, timeout=PATIENCE,
    )  # fmt: skip
    found = {path.name: _pages(made / path.with_suffix(".pdf").name) for path in words}
    return found | {path.name: _pages(path) for path in sorted(folder.glob("*.pdf"))}


def _pages(pdf: Path) -> list[str]:
    # As it was written, so that the words of a cell stay together.
    told = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return [" ".join(page.split()) for page in told.split("\f")[:-1]]
