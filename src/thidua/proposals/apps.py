from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "thidua.proposals"
    label = "proposals"
    verbose_name = "Danh sách trình"
    default_auto_field = "django.db.models.BigAutoField"
