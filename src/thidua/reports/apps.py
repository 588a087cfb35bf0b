from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "thidua.reports"
    label = "reports"
    verbose_name = "Báo cáo hằng năm"
    default_auto_field = "django.db.models.BigAutoField"
