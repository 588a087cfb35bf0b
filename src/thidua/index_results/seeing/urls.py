"""Addresses of the charts, under /ket-qua-chi-so/."""

from django.urls import path, register_converter

from thidua.index_results.seeing import loss_views, views


class PictureOrTable:
    """A picture of a chart, or the table behind it."""

    regex = "svg|png|csv|xlsx"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(PictureOrTable, "as_file")

urlpatterns = [
    path("<int:pk>/don-vi/<str:code>/", views.unit, name="unit"),
    path("<int:pk>/don-vi/<str:code>/ket-qua.<as_file:suffix>", views.unit_file, name="unit_file"),
    path("<int:pk>/don-vi/<str:code>/hang.<as_file:suffix>", views.unit_history, name="unit_history"),
    path("<int:pk>/<slug:block>/linh-vuc/", views.areas, name="areas"),
    path("<int:pk>/<slug:block>/linh-vuc.<as_file:suffix>", views.areas_file, name="areas_file"),
    path("<int:pk>/ca-thanh-pho/diem-mat/", loss_views.city_losses, name="city_losses"),
    path(
        "<int:pk>/ca-thanh-pho/diem-mat.<as_file:suffix>",
        loss_views.city_losses_file,
        name="city_losses_file",
    ),
    path("<int:pk>/<slug:block>/diem-mat/", loss_views.losses, name="losses"),
    path("<int:pk>/<slug:block>/diem-mat.<as_file:suffix>", loss_views.losses_file, name="losses_file"),
]
