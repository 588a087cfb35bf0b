from django.apps import AppConfig


class IndexSetsConfig(AppConfig):
    name = "thidua.index_sets"
    label = "index_sets"
    verbose_name = "Bộ tiêu chí của chỉ số"
    default_auto_field = "django.db.models.BigAutoField"
