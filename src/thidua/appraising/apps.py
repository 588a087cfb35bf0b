from django.apps import AppConfig


class AppraisingConfig(AppConfig):
    name = "thidua.appraising"
    label = "appraising"
    verbose_name = "Thẩm định hồ sơ"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Dossiers and initiatives ask about relations too; models can be imported only now."""
        from thidua.appraising.access import guard_content, guard_initiatives
        from thidua.dossiers.access import GUARDS
        from thidua.initiatives.access import GUARDS as GUARDS_OF_INITIATIVES

        GUARDS.append(guard_content)
        GUARDS_OF_INITIATIVES.append(guard_initiatives)
