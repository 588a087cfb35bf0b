from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "thidua.dossiers"
    label = "dossiers"
    verbose_name = "Hồ sơ khen thưởng"
    default_auto_field = "django.db.models.BigAutoField"
