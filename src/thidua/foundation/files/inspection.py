"""What an uploaded file really is, judged by its content and never by its name."""

import codecs
import hashlib
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

import filetype
import structlog
from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from thidua.core.text import join_words, nfc
from thidua.foundation.files.malware import ScannerUnavailable, malware_in

log = structlog.get_logger(__name__)
MEGABYTE = 1024 * 1024
MAX_UPLOAD_BYTES = 20 * MEGABYTE
MAX_UNPACKED_BYTES = 300 * MEGABYTE
MAX_RATIO = 200
"""A spreadsheet of plain numbers packs about 1 : 20; a bomb 1 : 1000."""
MAX_PARTS = 5_000
HEAD_BYTES = 8_192
ENCRYPTED_PDF = b"/Encrypt"
"""The key by which a PDF names its encryption (ISO 32000-1, 7.6.1)."""
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(StrEnum):
    """The kinds of file the house takes in."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    ZIP = "zip"
    """Other files packed together; we make it, no form takes one in."""


MEDIA_TYPES = {
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.ZIP: "application/zip",
}
SUFFIXES = {
    Kind.XLSX: (".xlsx",),
    Kind.DOCX: (".docx",),
    Kind.CSV: (".csv", ".txt"),
    Kind.PDF: (".pdf",),
    Kind.PNG: (".png",),
    Kind.JPEG: (".jpg", ".jpeg"),
    Kind.ZIP: (".zip",),
}
_BY_MAGIC = {"application/pdf": Kind.PDF, "image/png": Kind.PNG, "image/jpeg": Kind.JPEG}
_MAIN_PART = {Kind.XLSX: "xl/workbook.xml", Kind.DOCX: "word/document.xml"}


class BadUpload(Exception):
    """The file cannot be taken in; the text is one Vietnamese sentence or two, with the cure."""

    @property
    def sentence(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """A file that was looked at. `name` is its clean last part, for showing only; `sha256` in hex."""

    file: "File[bytes]"
    name: str
    kind: Kind
    size: int
    sha256: str


def inspect_upload(
    file: "File[bytes]", *, kinds: Collection[Kind], max_bytes: int = MAX_UPLOAD_BYTES
) -> InspectedFile:
    """Looks at `file` (an upload or any Django File) and says what it is.

    Raises BadUpload when it is empty, over `max_bytes` (judged by its size, before it is read), not
    one of `kinds` by its content, named as another kind, encrypted, has macros, would unpack to
    too much, is a CSV that is not UTF-8 text, or carries malware (or cannot be looked at for it, where
    the installation has a scanner). The file is left at its beginning.
    """
    name = clean_name(file.name or "")
    size = file.size or 0
    if size == 0:
        raise BadUpload(_("Tệp “%(name)s” trống. Hãy kiểm tra rồi gửi lại tệp có nội dung.") % {"name": name})
    if size > max_bytes:
        raise BadUpload(
            _(
                "Tệp “%(name)s” nặng %(size)d MB, vượt mức %(limit)d MB."
                " Hãy giảm dung lượng hoặc chia nhỏ tệp."
            )
            % {"name": name, "size": -(-size // MEGABYTE), "limit": max_bytes // MEGABYTE}
        )
    file.seek(0)
    kind = _kind_of(file, name)
    if kind is None or kind not in kinds:
        raise BadUpload(_not_accepted(name, kinds))
    if PurePath(name).suffix.lower() not in SUFFIXES[kind]:
        raise BadUpload(
            _("Tệp “%(name)s” có nội dung là %(kind)s nhưng tên lại khác. Hãy lưu lại đúng loại rồi gửi lại.")
            % {"name": name, "kind": kind.value.upper()}
        )
    digest = _digest_checking_text(file, kind, name)
    _check_malware(file, name)
    file.seek(0)
    return InspectedFile(file=file, name=name, kind=kind, size=size, sha256=digest)


def clean_name(name: str) -> str:
    """The last part of a file name in NFC, without control characters and not over 150 long."""
    last = nfc(PurePath(name.replace("\\", "/")).name)
    bare = "".join(char for char in last if char.isprintable())
    suffix = PurePath(bare).suffix[:10]
    return bare if len(bare) <= 150 else bare[: 150 - len(suffix)] + suffix


def _kind_of(file: "File[bytes]", name: str) -> Kind | None:
    head = file.read(HEAD_BYTES)
    if head.startswith(OLE_MAGIC):
        raise BadUpload(
            _(
                "Tệp “%(name)s” được đặt mật khẩu hoặc là bản Office cũ (.xls, .doc)."
                " Hãy bỏ mật khẩu và lưu lại dạng .xlsx hoặc .docx."
            )
            % {"name": name}
        )
    if head.startswith(b"PK"):
        return _office_kind(file, name)
    guess = filetype.guess(head)
    if guess is not None:
        return _BY_MAGIC.get(guess.mime)
    # Text has no signature. Markup is text too, and nobody needs to send us any.
    looks_like_markup = head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<")
    return Kind.CSV if not looks_like_markup else None


def _office_kind(file: "File[bytes]", name: str) -> Kind | None:
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            _check_package(package, parts, name)
            names = {part.filename for part in parts}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as fault:
        raise BadUpload(
            _("Tệp “%(name)s” bị hỏng, không mở được. Hãy mở bằng Excel hoặc Word, lưu lại rồi gửi lại.")
            % {"name": name}
        ) from fault
    finally:
        file.seek(0)
    if "[Content_Types].xml" not in names:
        return Kind.ZIP
    return next((kind for kind, part in _MAIN_PART.items() if part in names), None)


def _check_package(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise BadUpload(
            _("Tệp “%(name)s” có macro. Hãy lưu lại dạng không macro (.xlsx, .docx) rồi gửi lại.")
            % {"name": name}
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise BadUpload(_("Tệp “%(name)s” được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.") % {"name": name})
    packed = sum(part.compress_size for part in parts)
    told = sum(part.file_size for part in parts)
    too_much = told > MAX_UNPACKED_BYTES or told > MAX_RATIO * max(packed, 1) + MEGABYTE
    if too_much or len(parts) > MAX_PARTS or _unpacks_to_more(package, parts):
        raise BadUpload(
            _(
                "Tệp “%(name)s” bung ra quá lớn so với dung lượng của nó nên không nhận."
                " Hãy chép phần dữ liệu cần gửi sang một tệp mới rồi gửi lại."
            )
            % {"name": name}
        )


def _unpacks_to_more(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    """Whether a part holds more than the directory says; zipfile stops reading at the told size."""
    seen: set[int] = set()
    for part in parts:
        # Overlapping parts share one packed stream: a bomb that a sum of sizes does not show.
        if part.header_offset in seen:
            return True
        seen.add(part.header_offset)
        with package.open(part) as stream:
            while stream.read(MEGABYTE):
                pass
    return False


def _digest_checking_text(file: "File[bytes]", kind: Kind, name: str) -> str:
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    tail = b""
    for chunk in file.chunks(256 * 1024):
        digest.update(chunk)
        if kind is Kind.CSV:
            _check_text(decoder, chunk, name)
        if kind is Kind.PDF:
            _check_readable(tail + chunk, name)
            tail = chunk[-len(ENCRYPTED_PDF) :]
    if kind is Kind.CSV:
        _check_text(decoder, b"", name, final=True)
    return digest.hexdigest()


def _check_text(decoder: codecs.IncrementalDecoder, chunk: bytes, name: str, *, final: bool = False) -> None:
    try:
        text = decoder.decode(chunk, final)
    except UnicodeDecodeError as fault:
        raise BadUpload(
            _(
                "Tệp “%(name)s” không phải văn bản UTF-8."
                " Trong Excel hãy chọn Lưu thành → CSV UTF-8 rồi gửi lại."
            )
            % {"name": name}
        ) from fault
    if "\x00" in text:
        raise BadUpload(_("Tệp “%(name)s” không phải văn bản mà là tệp nhị phân.") % {"name": name})


def _check_readable(content: bytes, name: str) -> None:
    if ENCRYPTED_PDF in content:
        raise BadUpload(
            _("Tệp “%(name)s” được đặt mật khẩu. Hãy in ra một tệp PDF mới không mật khẩu rồi gửi lại.")
            % {"name": name}
        )


def _check_malware(file: "File[bytes]", name: str) -> None:
    if not settings.CLAMD_SOCKET:
        return
    file.seek(0)
    try:
        found = malware_in(file.chunks(256 * 1024), settings.CLAMD_SOCKET)
    except ScannerUnavailable as fault:
        log.error("malware_scanner_unavailable", error=str(fault))
        raise BadUpload(
            _("Chưa kiểm tra được mã độc trong tệp “%(name)s” nên chưa nhận. Hãy gửi lại sau ít phút.")
            % {"name": name}
        ) from fault
    if found:
        log.warning("malware_found", malware=found)
        raise BadUpload(
            _("Tệp “%(name)s” có mã độc (%(malware)s) nên không nhận. Hãy quét máy của bạn rồi gửi tệp sạch.")
            % {"name": name, "malware": found}
        )


def _not_accepted(name: str, kinds: Collection[Kind]) -> str:
    wanted = join_words([kind.value.upper() for kind in Kind if kind in kinds], last=_("hoặc"))
    return _("Tệp “%(name)s” không phải loại nhận được ở đây. Hãy gửi tệp %(wanted)s.") % {
        "name": name,
        "wanted": wanted,
    }
