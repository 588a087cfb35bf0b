from django.apps import AppConfig


class UnitPlansConfig(AppConfig):
    name = "thidua.unit_plans"
    label = "unit_plans"
    verbose_name = "Kế hoạch của đơn vị"
    default_auto_field = "django.db.models.BigAutoField"
