"""Addresses under /cham-diem/."""

from thidua.index_rounds.appraisal import urls as appraisal
from thidua.index_rounds.explanation import urls as explanation
from thidua.index_rounds.rounds import urls as rounds
from thidua.index_rounds.scores_in import urls as scores_in
from thidua.index_rounds.sheets import urls as sheets

app_name = "index_rounds"

urlpatterns = [
    *rounds.urlpatterns,
    *sheets.urlpatterns,
    *appraisal.urlpatterns,
    *explanation.urlpatterns,
    *scores_in.urlpatterns,
]
