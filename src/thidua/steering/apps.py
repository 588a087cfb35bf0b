from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "thidua.steering"
    label = "steering"
    verbose_name = "Chỉ đạo và kiểm tra"
    default_auto_field = "django.db.models.BigAutoField"
