"""Versions of the plan, cycles and their pins; secret addresses of calendars are kept as hashes."""

import hashlib

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def hash_tokens(apps, schema_editor):
    """The addresses in use go on working; what is kept of them opens nothing."""
    feeds = apps.get_model("movement", "CalendarFeed")
    for feed in feeds.objects.all():
        feed.token_hash = hashlib.sha256(feed.token_hash.encode()).hexdigest()
        feed.save(update_fields=["token_hash"])


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0004_jobs_and_notifications"),
        ("movement", "0002_scoped_notices_and_own_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField("calendarfeed", "token", "token_hash"),
        migrations.AlterField(
            model_name="calendarfeed",
            name="token_hash",
            field=models.CharField(editable=False, max_length=64, unique=True),
        ),
        migrations.RunPython(hash_tokens, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=9, unique=True, verbose_name="đợt")),
                ("place", models.PositiveSmallIntegerField(unique=True)),
            ],
            options={
                "verbose_name": "đợt",
                "verbose_name_plural": "đợt",
                "ordering": ["place"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(null=True, unique=True, verbose_name="phiên bản"),
                ),
                ("title", models.CharField(max_length=200, verbose_name="tên")),
                ("text", models.TextField(blank=True, editable=False)),
                ("fingerprint", models.CharField(max_length=64, verbose_name="mã băm nội dung")),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "bản nháp"), ("confirmed", "đã xác nhận"), ("dropped", "đã bỏ")],
                        max_length=9,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="số quyết định"),
                ),
                ("document_date", models.DateField(null=True, verbose_name="ngày quyết định")),
                ("drafted_at", models.DateTimeField(null=True, verbose_name="soạn lúc")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="xác nhận lúc")),
                (
                    "base",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="movement.programmeversion",
                        verbose_name="sửa từ",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xác nhận",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người soạn",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="tệp quyết định",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiên bản Kế hoạch",
                "verbose_name_plural": "phiên bản Kế hoạch",
                "ordering": [models.OrderBy(models.F("number"), descending=True, nulls_first=True), "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CyclePin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("pinned_at", models.DateTimeField(null=True, verbose_name="gắn lúc")),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pins",
                        to="movement.cycle",
                        verbose_name="đợt",
                    ),
                ),
                (
                    "pinned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gắn",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pins",
                        to="movement.programmeversion",
                        verbose_name="phiên bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiên bản của đợt",
                "verbose_name_plural": "phiên bản của đợt",
                "ordering": ["cycle__place", "valid_from", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="programmeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number__isnull", False), ("status", "confirmed")),
                    models.Q(models.Q(("status", "confirmed"), _negated=True), ("number__isnull", True)),
                    _connector="OR",
                ),
                name="programme_version_numbered_when_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by__isnull", True),
                    models.Q(("confirmed_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="programme_version_confirmed_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "confirmed"), _negated=True),
                    ("base__isnull", True),
                    models.Q(
                        models.Q(("document_number", ""), _negated=True), ("document_date__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="programme_amendment_has_its_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="cyclepin",
            constraint=models.UniqueConstraint(
                fields=("cycle", "version"), name="cycle_takes_a_version_once"
            ),
        ),
    ]
