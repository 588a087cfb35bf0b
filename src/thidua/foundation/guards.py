"""What is refused before any view sees it: too big a request, and NUL bytes."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.translation import gettext as _

MAX_REQUEST_BYTES = 24 * 1024 * 1024
"""More than any one upload may have (`files.MAX_UPLOAD_BYTES`), with room for the rest of a form."""


class RequestSizeMiddleware:
    """Tells a person at once that a file is too big, from the announced length, without reading it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        limit = getattr(settings, "MAX_REQUEST_BYTES", MAX_REQUEST_BYTES)
        if not announced.isdecimal():
            return refuse_request(request, _("Yêu cầu có độ dài không hợp lệ."))
        if int(announced) > limit:
            reason = _(
                "Dữ liệu gửi lên nặng %(size)d MB, vượt mức %(limit)d MB nên hệ thống không nhận."
                " Hãy giảm dung lượng tệp hoặc chia thành nhiều tệp rồi gửi lại."
            ) % {"size": -(-int(announced) // 1024**2), "limit": limit // 1024**2}
            response = refuse_request(request, reason, status=413)
            # What was not read cannot stay in a connection that is used again.
            response["Connection"] = "close"
            return response
        return self.get_response(request)


class NulByteMiddleware:
    """Refuses NUL bytes in address, query and form: PostgreSQL cannot store them and would answer 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._has_nul(request):
            return refuse_request(
                request,
                _(
                    "Nội dung gửi lên có ký tự không hợp lệ (mã 0). Hãy gõ lại thay vì dán,"
                    " hoặc dán qua một trình soạn thảo văn bản thường rồi gửi lại."
                ),
            )
        return self.get_response(request)

    def _has_nul(self, request: HttpRequest) -> bool:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return True
        if "\x00" in request.META.get("QUERY_STRING", "") or request.method != "POST":
            return False
        try:
            uploads = [upload for _field, found in request.FILES.lists() for upload in found]
            names = [getattr(upload, "name", None) or "" for upload in uploads]
            texts = [text for values in request.POST.lists() for text in (values[0], *values[1])]
        except (MultiPartParserError, UnicodeDecodeError):
            # A broken form has its own answer later on, from Django.
            return False
        return any("\x00" in str(text) for text in (*names, *texts))


def refuse_request(request: HttpRequest, reason: str, status: int = 400) -> HttpResponse:
    """The 400 page (or another `status`) with the sentence that says why."""
    return render(request, "errors/400.html", {"reason": reason}, status=status)
