from django.apps import AppConfig


class MovementConfig(AppConfig):
    name = "thidua.movement"
    label = "movement"
    verbose_name = "Phong trào"
    default_auto_field = "django.db.models.BigAutoField"
