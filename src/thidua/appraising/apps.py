from django.apps import AppConfig


class AppraisingConfig(AppConfig):
    name = "thidua.appraising"
    label = "appraising"
    verbose_name = "Thẩm định hồ sơ"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The pages of dossiers ask about relations too; models can be imported only now."""
        from thidua.appraising.access import guard_content
        from thidua.dossiers.access import GUARDS

        GUARDS.append(guard_content)
