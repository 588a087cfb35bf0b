from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "thidua.conferences"
    label = "conferences"
    verbose_name = "Hội nghị sơ kết, tổng kết"
    default_auto_field = "django.db.models.BigAutoField"
