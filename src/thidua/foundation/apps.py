from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "thidua.foundation"
    label = "foundation"
    verbose_name = "Nền tảng"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Gathers what each app names: words of its acts, kinds of notification, jobs."""
        from thidua.foundation.audit import words
        from thidua.foundation.jobs import registry
        from thidua.foundation.notify import kinds, mail

        words.collect()
        kinds.collect()
        registry.collect()
        assert mail  # the foundation's own work by the clock
