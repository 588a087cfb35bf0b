"""Every address of the house, one line per room."""

from django.urls import include, path

from thidua.web.views import healthz, home, readyz

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
    path("tai-khoan/", include("thidua.people.sign_in_urls")),
    path("nguoi-dung/", include("thidua.people.urls")),
    path("nhat-ky/", include("thidua.foundation.urls")),
    path("viec-nen/", include("thidua.foundation.jobs.urls")),
    path("thong-bao/", include("thidua.foundation.notify.urls")),
    path("chi-so/", include("thidua.par_index.urls")),
    path("bo-tieu-chi/", include("thidua.index_sets.urls")),
    path("dieu-tra/", include("thidua.surveys.urls")),
    path("cham-diem/", include("thidua.index_rounds.urls")),
    path("ket-qua-chi-so/", include("thidua.index_results.urls")),
    path("giao-dien/", include("thidua.web.urls")),
    path("ke-hoach/", include("thidua.movement.urls")),
    path("don-vi/", include("thidua.units.urls")),
    path("ke-hoach-don-vi/", include("thidua.unit_plans.urls")),
    path("chi-dao/", include("thidua.steering.urls")),
    path("tuyen-truyen/", include("thidua.outreach.urls")),
    path("sang-kien/", include("thidua.initiatives.urls")),
    path("bao-cao/", include("thidua.reports.urls")),
    path("ho-so/", include("thidua.dossiers.urls")),
    path("tham-dinh/", include("thidua.appraising.urls")),
    path("hoi-dong/", include("thidua.councils.urls")),
    path("danh-sach-trinh/", include("thidua.proposals.urls")),
    path("quyet-dinh/", include("thidua.decisions.urls")),
    path("don-doc/", include("thidua.urging.urls")),
    path("mau-van-ban/", include("thidua.paper_forms.urls")),
    path("tong-hop/", include("thidua.synthesis.urls")),
    path("hoi-nghi/", include("thidua.conferences.urls")),
    path("cong-khai/", include("thidua.portal.urls")),
    path("", include("thidua.awards.urls")),
]

handler400 = "thidua.web.errors.bad_request"
handler403 = "thidua.web.errors.forbidden"
handler404 = "thidua.web.errors.not_found"
handler429 = "thidua.web.errors.too_many_requests"
handler500 = "thidua.web.errors.server_error"
