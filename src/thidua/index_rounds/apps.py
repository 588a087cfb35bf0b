from django.apps import AppConfig


class IndexRoundsConfig(AppConfig):
    name = "thidua.index_rounds"
    label = "index_rounds"
    verbose_name = "Kỳ chấm chỉ số"
    default_auto_field = "django.db.models.BigAutoField"
