from django.apps import AppConfig


class SynthesisConfig(AppConfig):
    name = "thidua.synthesis"
    label = "synthesis"
    verbose_name = "Báo cáo tổng hợp"
    default_auto_field = "django.db.models.BigAutoField"
