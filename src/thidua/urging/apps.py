from django.apps import AppConfig


class UrgingConfig(AppConfig):
    name = "thidua.urging"
    label = "urging"
    verbose_name = "Đôn đốc"
    default_auto_field = "django.db.models.BigAutoField"
