from django.apps import AppConfig


class IndexResultsConfig(AppConfig):
    name = "thidua.index_results"
    label = "index_results"
    verbose_name = "Kết quả chỉ số"
    default_auto_field = "django.db.models.BigAutoField"
