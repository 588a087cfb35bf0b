from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MovementConfig(AppConfig):
    name = "thidua.movement"
    label = "movement"
    verbose_name = "Phong trào"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The published plan is version 1 as soon as there are tables; its register is asked for here."""
        from thidua.movement.selectors import legal_bases_of
        from thidua.movement.versions.setup import keep_first_version
        from thidua.paper_forms.register import keep_register

        keep_register(legal_bases_of)
        post_migrate.connect(keep_first_version, sender=self, dispatch_uid="movement.first_version")
