from django.apps import AppConfig


class PaperFormsConfig(AppConfig):
    name = "thidua.paper_forms"
    label = "paper_forms"
    verbose_name = "Mẫu văn bản"
    default_auto_field = "django.db.models.BigAutoField"
