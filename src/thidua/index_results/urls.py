"""Addresses under /ket-qua-chi-so/."""

from django.urls import path

from thidua.index_results import publication_urls, views
from thidua.index_results.seeing import urls as seeing

app_name = "index_results"
urlpatterns = [
    *publication_urls.urlpatterns,
    *seeing.urlpatterns,
    path("", views.listing, name="list"),
    path("<int:pk>/<slug:block>/", views.ranking, name="ranking"),
    path("<int:pk>/<slug:block>/tai-ve.csv", views.ranking_table, {"suffix": "csv"}, name="csv"),
    path("<int:pk>/<slug:block>/tai-ve.xlsx", views.ranking_table, {"suffix": "xlsx"}, name="xlsx"),
    path("<int:pk>/<slug:block>/<str:upper>/<str:lower>/", views.neighbours, name="neighbours"),
]
