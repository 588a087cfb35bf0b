"""Addresses under /mau-van-ban/."""

from django.urls import path, register_converter

from thidua.paper_forms import views
from thidua.paper_forms.enums import Kind


class KindConverter:
    """A kind of paper in an address."""

    regex = "|".join(Kind.values)

    def to_python(self, value: str) -> Kind:
        return Kind(value)

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(KindConverter, "paper_kind")

app_name = "paper_forms"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<paper_kind:kind>/", views.one, name="kind"),
    path("<paper_kind:kind>/quay-lai/", views.back, name="back"),
    path("<paper_kind:kind>/mau-goc/", views.starting, name="starting"),
    path("<paper_kind:kind>/xem-thu/", views.sample, name="sample"),
    path("tep/<int:pk>/", views.file, name="file"),
]
