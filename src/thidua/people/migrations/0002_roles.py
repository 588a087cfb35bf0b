"""Dated role assignments and delegations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import thidua.foundation.role_names


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_accounts"),
        ("units", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=thidua.foundation.role_names.role_choices,
                        max_length=32,
                        verbose_name="Vai trò",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Đến hết ngày")),
                ("granted_at", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="Lý do")),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_assignments",
                        to="units.unit",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "vai trò được giao",
                "verbose_name_plural": "vai trò được giao",
                "indexes": [models.Index(fields=["role", "unit"], name="assignment_role_unit")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role__in", ["unit_head", "unit_officer"]), ("unit__isnull", False)),
                            models.Q(
                                (
                                    "role__in",
                                    [
                                        "auditor",
                                        "council_member",
                                        "council_secretary",
                                        "decision_maker",
                                        "emulation_board",
                                        "front_organisation",
                                        "publicity",
                                        "standing_head",
                                        "standing_specialist",
                                        "technical_admin",
                                    ],
                                ),
                                ("unit__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_unit_exactly_for_unit_roles",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="assignment_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                                ("ended_on__isnull", True),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("ended_on__gte", models.F("valid_from")),
                                ("ended_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_end_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_by__isnull", True),
                            models.Q(("granted_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="assignment_not_granted_to_oneself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("unit__isnull", False), ("valid_to__isnull", True)
                        ),
                        fields=("user", "role", "unit"),
                        name="assignment_open_unit_role_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("unit__isnull", True), ("valid_to__isnull", True)
                        ),
                        fields=("user", "role"),
                        name="assignment_open_city_role_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Từ ngày")),
                ("valid_to", models.DateField(verbose_name="Đến hết ngày")),
                ("document_number", models.CharField(max_length=60, verbose_name="Số văn bản ủy quyền")),
                ("granted_at", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_received",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "verbose_name": "ủy quyền",
                "verbose_name_plural": "ủy quyền",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                        name="delegation_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document_number", ""), _negated=True),
                        name="delegation_has_a_document",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_user", models.F("to_user")), _negated=True),
                        name="delegation_not_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                                ("ended_on__isnull", True),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("ended_on__gte", models.F("valid_from")),
                                ("ended_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="delegation_end_is_complete",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("assignment", "to_user", "valid_from"),
                        name="delegation_once_for_one_day",
                    ),
                ],
            },
        ),
    ]
