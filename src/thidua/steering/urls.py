"""Addresses under /chi-dao/."""

from django.urls import path

from thidua.steering.difficulties import leader_views, views
from thidua.steering.guidance import views as guidance_views
from thidua.steering.inspections import views as inspection_views
from thidua.steering.inspections import visit_views

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
    path("huong-dan/<int:pk>/tai-ve.csv", guidance_views.board_csv, name="guidance_csv"),
    path("huong-dan/<int:pk>/thu-hoi/", guidance_views.withdraw, name="guidance_withdraw"),
    path("kiem-tra/", inspection_views.board, name="inspections"),
    path("kiem-tra/tai-ve.csv", inspection_views.board_csv, name="inspections_csv"),
    path("kiem-tra/ke-hoach/moi/", inspection_views.plan_new, name="inspection_plan_new"),
    path("kiem-tra/ke-hoach/<int:pk>/", inspection_views.plan, name="inspection_plan"),
    path("kiem-tra/ke-hoach/<int:pk>/sua/", inspection_views.plan_change, name="inspection_plan_change"),
    path("kiem-tra/ke-hoach/<int:pk>/ban-hanh/", inspection_views.plan_publish, name="inspection_publish"),
    path("kiem-tra/ke-hoach/<int:pk>/word/", inspection_views.plan_docx, name="inspection_plan_docx"),
    path("kiem-tra/ke-hoach/<int:pk>/tep/", inspection_views.plan_signed, name="inspection_plan_file"),
    path("kiem-tra/don-vi/<int:pk>/", visit_views.visit, name="visit"),
    path("kiem-tra/don-vi/<int:pk>/ghi-nhan/", visit_views.note, name="visit_note"),
    path("kiem-tra/don-vi/<int:pk>/bien-ban-da-ky/", visit_views.minutes, name="visit_minutes"),
    path("kiem-tra/don-vi/<int:pk>/word/<slug:kind>/", visit_views.visit_docx, name="visit_docx"),
    path("kiem-tra/don-vi/<int:pk>/<slug:name>/", visit_views.visit_act, name="visit_act"),
    path("kiem-tra/khac-phuc/<int:pk>/", visit_views.remedy, name="remedy"),
    path("kiem-tra/khac-phuc/<int:pk>/xoa/", visit_views.drop, name="finding_drop"),
    path("kiem-tra/khac-phuc/<int:pk>/minh-chung/<int:entry>/", visit_views.evidence, name="remedy_file"),
    path("kiem-tra/khac-phuc/<int:pk>/<slug:name>/", visit_views.remedy_act, name="remedy_act"),
    path("hoi-dap/", leader_views.answers, name="answers"),
]
