"""Addresses under /chi-dao/."""

from django.urls import path

from thidua.steering.difficulties import leader_views, views
from thidua.steering.guidance import views as guidance_views

app_name = "steering"
urlpatterns = [
    path("", leader_views.start, name="start"),
    path("kien-nghi/", views.inbox, name="difficulties"),
    path("kien-nghi/tai-ve.xlsx", views.inbox_xlsx, name="difficulties_xlsx"),
    path("kien-nghi/gui/", views.new, name="difficulty_new"),
    path("kien-nghi/tong-hop/", leader_views.digest, name="digest"),
    path("kien-nghi/tong-hop/tai-ve/", leader_views.digest_docx, name="digest_docx"),
    path("kien-nghi/thoi-han/", leader_views.target, name="target"),
    path("kien-nghi/<int:pk>/", views.one, name="difficulty"),
    path("kien-nghi/<int:pk>/tep/", views.file, name="difficulty_file"),
    path("kien-nghi/<int:pk>/<slug:name>/", views.act, name="difficulty_act"),
    path("huong-dan/", guidance_views.listing, name="guidance_list"),
    path("huong-dan/moi/", guidance_views.new, name="guidance_new"),
    path("huong-dan/<int:pk>/", guidance_views.one, name="guidance"),
    path("huong-dan/<int:pk>/tep/", guidance_views.file, name="guidance_file"),
    path("huong-dan/<int:pk>/phat-hanh/", guidance_views.publish, name="guidance_publish"),
    path("huong-dan/<int:pk>/nhac/", guidance_views.remind, name="guidance_remind"),
    path("huong-dan/<int:pk>/da-nhan/", guidance_views.receive, name="guidance_receive"),
    path("hoi-dap/", leader_views.answers, name="answers"),
]
