"""Addresses of explanation, under /cham-diem/."""

from django.urls import path

from thidua.index_rounds.explanation import deciding, views

urlpatterns = [
    path("phieu/<int:pk>/ket-qua/", views.judged, name="judged"),
    path("phieu/<int:pk>/ket-qua/<str:code>/", views.judged_answer, name="judged_answer"),
    path("phieu/<int:pk>/ket-qua/<str:code>/ghim/", views.pin, name="explain_pin"),
    path("phieu/<int:pk>/giai-trinh/ghim/<int:row>/bo/", views.unpin, name="explain_unpin"),
    path("phieu/<int:pk>/giai-trinh/chu-giu-lai/<int:kept>/", views.settle_kept, name="explain_settle"),
    path("phieu/<int:pk>/giai-trinh/gui/", views.send, name="explain_send"),
    path("giai-trinh/<int:pk>/", deciding.decide, name="decide"),
]
