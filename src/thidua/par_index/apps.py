from django.apps import AppConfig


class ParIndexConfig(AppConfig):
    name = "thidua.par_index"
    label = "par_index"
    verbose_name = "Chỉ số cải cách hành chính"
    default_auto_field = "django.db.models.BigAutoField"
