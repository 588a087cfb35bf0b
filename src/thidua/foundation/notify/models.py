"""Notifications and who does not want which of them by e-mail."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """What became of the e-mail. SENDING is claimed before the server is asked, so nothing goes twice;
    one that stays SENDING after a crash becomes UNSURE and is never sent again by itself."""

    NONE = "none", _("không gửi thư")
    WAITING = "waiting", _("chờ gửi")
    SENDING = "sending", _("đang gửi")
    SENT = "sent", _("đã gửi")
    FAILED = "failed", _("không gửi được")
    UNSURE = "unsure", _("không rõ đã gửi chưa")


class Notification(models.Model):
    """One thing told to one person, once: `key` says what, so that telling it again changes nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(_("loại"), max_length=60)
    key = models.CharField(max_length=160)
    title = models.CharField(_("tiêu đề"), max_length=200)
    body = models.TextField(_("nội dung"), blank=True)
    url = models.CharField(_("đường dẫn"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)
    mail_state = models.CharField(
        _("thư điện tử"), max_length=8, choices=MailState.choices, default=MailState.NONE
    )
    mail_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mail_error = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "foundation"
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(name="notification_told_once", fields=["user", "key"])]
        indexes = [
            models.Index(name="notification_unread", fields=["user"], condition=Q(read_at__isnull=True)),
            models.Index(name="notification_of_user", fields=["user", "-created_at"]),
            models.Index(
                name="notification_mail",
                fields=["mail_state"],
                condition=Q(mail_state__in=["waiting", "sending"]),
            ),
            models.Index(
                name="notification_mail_trouble",
                fields=["mail_state"],
                condition=Q(mail_state__in=["unsure", "failed"]),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MailRefusal(models.Model):
    """A person does not want a kind by e-mail; only kinds that are no duty can be refused."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)

    class Meta:
        app_label = "foundation"
        constraints = [models.UniqueConstraint(name="mail_refused_once", fields=["user", "kind"])]

    def __str__(self) -> str:
        return self.kind
