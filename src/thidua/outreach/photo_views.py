"""Pictures of stories and the consents of who is in them."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.outreach import photo_services as services
from thidua.outreach.access import KEEPERS, READERS, consents, photos, stories
from thidua.outreach.errors import OutreachRefused
from thidua.outreach.forms import ConsentForm, PhotoForm
from thidua.outreach.story_flow import WRITERS
from thidua.outreach.story_views import show_story


@page(*READERS)
@require_GET
def photo_file(request: Any, pk: int) -> FileResponse:
    """A picture of a story this person may see."""
    photo = photos.get_for(request.user, request.today, pk=pk)
    if photo.file is None:
        raise Http404
    return give_out(photo.file)


@page(*WRITERS)
@require_POST
def add_photo(request: Any, pk: int) -> HttpResponse:
    """Adds a picture to a draft."""
    story = stories.get_for(request.user, request.today, action="write", pk=pk)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.add_photo(
                by=request.user,
                at=request.moment,
                story=story,
                upload=data["photo"],
                alt=data["alt"],
                shows_people=data["shows_people"] == "yes",
            )
        except OutreachRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thêm ảnh; thông tin nơi chụp, giờ chụp đã được xóa khỏi ảnh."))
            return redirect("outreach:story", pk=pk)
    return show_story(request, story, 422, photo_form=form)


@page(*KEEPERS)
@require_POST
def remove_photo(request: Any, pk: int) -> HttpResponse:
    """Takes a picture away for good."""
    photo = photos.get_for(request.user, request.today, action="keep", pk=pk)
    services.remove_photo(by=request.user, at=request.moment, photo=photo)
    messages.success(request, _("Đã gỡ ảnh."))
    return redirect("outreach:story", pk=photo.story_id)


@page(*WRITERS)
@require_POST
def add_consent(request: Any, pk: int) -> HttpResponse:
    """Notes that somebody agreed."""
    story = stories.get_for(request.user, request.today, action="write", pk=pk)
    form = ConsentForm(request.POST, story=story, on=request.today)
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.record_consent(
                by=request.user,
                at=request.moment,
                story=story,
                photo=form.photos.get(data["what"]),
                person=data["person"],
                way=data["way"],
                given_on=data["given_on"],
            )
        except OutreachRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi sự đồng ý."))
            return redirect("outreach:story", pk=pk)
    return show_story(request, story, 422, consent_form=form)


@page(*KEEPERS)
@require_POST
def withdraw_consent(request: Any, pk: int) -> HttpResponse:
    """Notes that somebody no longer agrees: the picture goes at once, a named story is withdrawn."""
    consent = consents.get_for(request.user, request.today, pk=pk)
    services.withdraw_consent(by=request.user, at=request.moment, consent=consent)
    words = _("Đã ghi. Ảnh được gỡ ngay.") if consent.photo_id else _("Đã ghi. Bài không còn công khai.")
    messages.success(request, words)
    return redirect("outreach:stories")
