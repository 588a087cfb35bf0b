from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "thidua.foundation"
    label = "foundation"
    verbose_name = "Nền tảng"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Gathers the words in which each app tells its acts."""
        from thidua.foundation.audit import words

        words.collect()
