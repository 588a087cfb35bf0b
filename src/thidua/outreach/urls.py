"""Addresses under /tuyen-truyen/."""

from django.urls import path

from thidua.outreach import photo_views, story_views, views

app_name = "outreach"

urlpatterns = [
    path("", views.log_page, name="log"),
    path("tai-ve.csv", views.log_download, {"suffix": "csv"}, name="log_csv"),
    path("tai-ve.xlsx", views.log_download, {"suffix": "xlsx"}, name="log_xlsx"),
    path("so-lieu/", views.figures_page, name="figures"),
    path("moi/", views.new_activity, name="activity_new"),
    path("<int:pk>/", views.activity_page, name="activity"),
    path("<int:pk>/sua/", views.change_activity, name="activity_change"),
    path("<int:pk>/bo/", views.remove_activity, name="activity_remove"),
    path("<int:pk>/tep/", views.activity_file, name="activity_file"),
    path("guong-tot/", story_views.story_list, name="stories"),
    path("guong-tot/moi/", story_views.new_story, name="story_new"),
    path("guong-tot/<int:pk>/", story_views.story_page, name="story"),
    path("guong-tot/<int:pk>/sua/", story_views.change_story, name="story_change"),
    path("guong-tot/<int:pk>/gui/", story_views.send, name="story_send"),
    path("guong-tot/<int:pk>/dang/", story_views.publish, name="story_publish"),
    path("guong-tot/<int:pk>/tra-lai/", story_views.send_back, name="story_return"),
    path("guong-tot/<int:pk>/rut/", story_views.withdraw, name="story_withdraw"),
    path("guong-tot/<int:pk>/anh/", photo_views.add_photo, name="photo_add"),
    path("guong-tot/<int:pk>/dong-y/", photo_views.add_consent, name="consent_add"),
    path("anh/<int:pk>/", photo_views.photo_file, name="photo"),
    path("anh/<int:pk>/go/", photo_views.remove_photo, name="photo_remove"),
    path("dong-y/<int:pk>/rut/", photo_views.withdraw_consent, name="consent_withdraw"),
]
