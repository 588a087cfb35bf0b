from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "thidua.people"
    label = "people"
    verbose_name = "Người dùng"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Sign-ins belong to django-allauth and Django; their signals are the only ones we listen to."""
        from allauth.account import signals
        from django.contrib.auth.signals import user_logged_out

        from thidua.people import sign_in

        signals.user_logged_in.connect(sign_in.note_sign_in, dispatch_uid="people.signed_in")
        user_logged_out.connect(sign_in.note_sign_out, dispatch_uid="people.signed_out")
        signals.password_changed.connect(sign_in.note_password_change, dispatch_uid="people.password_changed")
        signals.password_reset.connect(sign_in.note_password_change, dispatch_uid="people.password_reset")
