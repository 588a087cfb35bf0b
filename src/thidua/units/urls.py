"""Addresses under /don-vi/; the page of a unit itself is the awards room's."""

from django.urls import path

from thidua.units import act_views, views

app_name = "units"
urlpatterns = [
    path("", views.unit_list, name="list"),
    path("moi/", act_views.register, name="register"),
    path("<str:code>/lich-su/", views.unit_history, name="history"),
    path("<str:code>/doi-ten/", act_views.rename, name="rename"),
    path("<str:code>/chuyen-khoi/", act_views.change_block, name="change_block"),
    path("<str:code>/sap-nhap/", act_views.merge, name="merge"),
    path("<str:code>/chia-tach/", act_views.split, name="split"),
    path("<str:code>/giai-the/", act_views.dissolve, name="dissolve"),
]
