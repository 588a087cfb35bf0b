from django.urls import URLPattern

app_name = "index_rounds"

urlpatterns: list[URLPattern] = []
