"""Addresses under /tham-dinh/."""

from django.urls import path

from thidua.appraising import views
from thidua.appraising.intake import views as intake_views

app_name = "appraising"
urlpatterns = [
    path("", views.queue_page, name="queue"),
    path("lan-luot/<str:cycle>/", views.first, name="first"),
    path("ho-so/<int:pk>/", views.dossier, name="dossier"),
    path("ho-so/<int:pk>/tiep-theo/", views.following, name="following"),
    path("ho-so/<int:pk>/<slug:name>/", views.act, name="act"),
    path("tiep-nhan/<int:pk>/", intake_views.filing, name="filing"),
    path("tep/<int:pk>/", views.file, name="file"),
    path("so-buoc/<str:cycle>/", views.stages, name="stages"),
]
