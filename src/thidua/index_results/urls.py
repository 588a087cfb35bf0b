from django.urls import URLPattern

app_name = "index_results"

urlpatterns: list[URLPattern] = []
