from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "thidua.councils"
    label = "councils"
    verbose_name = "Hội đồng thi đua"
    default_auto_field = "django.db.models.BigAutoField"
