from django.urls import URLPattern

app_name = "index_sets"

urlpatterns: list[URLPattern] = []
