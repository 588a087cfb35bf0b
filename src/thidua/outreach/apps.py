from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "thidua.outreach"
    label = "outreach"
    verbose_name = "Tuyên truyền và tham gia"
    default_auto_field = "django.db.models.BigAutoField"
