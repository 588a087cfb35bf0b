"""The pages for what went wrong: what happened and the next step, in our look."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be understood."""
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 raised outside our own doors; those give their reason themselves (foundation.access)."""
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing this person may know of."""
    return render(request, "errors/404.html", status=404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: too many tries in a short time (django-allauth asks for a view of this kind)."""
    return render(request, "errors/429.html", status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose proof of origin is missing or old."""
    return render(request, "errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 in our look; a page of last resort without any lookup when even that cannot be drawn."""
    words: dict[str, Any] = {"request_id": getattr(request, "request_id", "")}
    try:
        return render(request, "errors/500.html", words, status=500)
    except Exception:  # the database, or a template, is what is broken
        return HttpResponse(render_to_string("errors/500_plain.html", words), status=500)
