"""Addresses for everybody."""

from django.urls import path

from thidua.portal import award_views, story_views, views

app_name = "portal"
urlpatterns = [
    path("xep-hang/", views.public_ranking_page, name="ranking"),
    path("xep-hang/tai-ve.csv", views.public_ranking_csv, name="ranking_csv"),
    path("khen-thuong/", award_views.public_award_list, name="awards"),
    path("guong-tot/", story_views.public_stories, name="stories"),
    path("guong-tot/<int:pk>/", story_views.public_story, name="story"),
    path("guong-tot/anh/<int:pk>/", story_views.public_photo, name="story_photo"),
]
