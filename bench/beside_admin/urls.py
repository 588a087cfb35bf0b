"""Our addresses, and an admin list of the same rows: 100 of them, eight columns, tuned."""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.urls import path

from thidua.config import urls as ours
from thidua.par_index.models import IndexRow


class OpenSite(AdminSite):
    """Opens for whoever is signed in: accounts of ours have no flags that the admin could ask for."""

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


class RowAdmin(ModelAdmin):
    """What a careful developer writes: joined in one query, no count of all rows, 100 on a page."""

    list_display = ("unit", "release", "year", "block", "rank", "score", "published_name", "source")
    list_select_related = ("unit", "release")
    list_per_page = 100
    show_full_result_count = False
    ordering = ("rank", "pk")

    def year(self, row: IndexRow) -> int:
        return row.release.year

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


site = OpenSite()
site.register(IndexRow, RowAdmin)
urlpatterns = [path("admin/", site.urls), *ours.urlpatterns]
handler400, handler403, handler404 = ours.handler400, ours.handler403, ours.handler404
handler429, handler500 = ours.handler429, ours.handler500
