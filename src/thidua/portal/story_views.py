"""Good examples for everybody: only what was reviewed, with pictures everybody in them agreed to."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.foundation.access import PUBLIC, page
from thidua.foundation.files import give_out
from thidua.outreach.access import public
from thidua.outreach.selectors import story_rows, whole_story
from thidua.units.selectors import history

PAGE_SIZE = 12


@require_safe
@page(PUBLIC)
def public_stories(request: Any) -> HttpResponse:
    """The published stories, latest first. Nothing is kept between requests: a withdrawal counts at once."""
    rows = story_rows(public.stories()).order_by("-published_at", "-pk")
    paged = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    by_id = history(request.today).by_id()
    cards = [{"story": story, "unit": by_id[story.unit_id].full_name} for story in paged.object_list]
    return render(request, "portal/stories.html", {"cards": cards, "paged": paged})


@require_safe
@page(PUBLIC)
def public_story(request: Any, pk: int) -> HttpResponse:
    """One published story."""
    story = whole_story(public.stories(), pk)
    if story is None:
        raise Http404
    unit = history(request.today).by_id()[story.unit_id]
    return render(request, "portal/story.html", {"story": story, "unit": unit})


@require_safe
@page(PUBLIC)
def public_photo(request: Any, pk: int) -> FileResponse:
    """A picture of a published story, as long as everybody in it agrees."""
    photo = public.photo(pk=pk)
    if photo.file is None:
        raise Http404
    return give_out(photo.file)
