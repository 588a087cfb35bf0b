"""Addresses of workbooks of scores, under /cham-diem/."""

from django.urls import path

from thidua.index_rounds.scores_in import views

urlpatterns = [
    path("<int:pk>/bang-diem/", views.bring, name="scores_bring"),
    path("<int:pk>/bang-diem/mau-<slug:block>.xlsx", views.template, name="scores_template"),
    path("<int:pk>/bang-diem/<int:file>/", views.rehearsal, name="scores_file"),
    path("<int:pk>/bang-diem/<int:file>/luu/", views.store, name="scores_store"),
]
