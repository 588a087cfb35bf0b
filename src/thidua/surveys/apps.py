from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "thidua.surveys"
    label = "surveys"
    verbose_name = "Điều tra xã hội học"
    default_auto_field = "django.db.models.BigAutoField"
