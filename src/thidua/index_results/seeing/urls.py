"""Addresses of the charts, under /ket-qua-chi-so/."""

from django.urls import path, register_converter

from thidua.index_results.seeing import views


class Picture:
    """The kinds of pictures a chart can be taken along as."""

    regex = "svg|png"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class PictureOrTable(Picture):
    """A picture, or the table behind it."""

    regex = "svg|png|csv|xlsx"


register_converter(Picture, "picture")
register_converter(PictureOrTable, "picture_or_table")

urlpatterns = [
    path("<int:pk>/don-vi/<str:code>/", views.unit, name="unit"),
    path("<int:pk>/don-vi/<str:code>/ket-qua.<picture_or_table:suffix>", views.unit_file, name="unit_file"),
    path("<int:pk>/don-vi/<str:code>/hang.<picture:suffix>", views.unit_history, name="unit_history"),
    path("<int:pk>/<slug:block>/linh-vuc/", views.areas, name="areas"),
    path("<int:pk>/<slug:block>/linh-vuc.<picture_or_table:suffix>", views.areas_file, name="areas_file"),
    path("<int:pk>/<slug:block>/diem-mat/", views.losses, name="losses"),
    path("<int:pk>/<slug:block>/diem-mat.<picture_or_table:suffix>", views.losses_file, name="losses_file"),
]
