"""Accounts only: other rooms' first tables point at accounts, and role assignments point at units."""

import django.core.validators
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."},
                        max_length=64,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$",
                                "Tên đăng nhập dùng 3–64 chữ không dấu, chữ số, dấu chấm hoặc gạch; ví dụ: nguyenvana.",
                            )
                        ],
                        verbose_name="Tên đăng nhập",
                    ),
                ),
                ("full_name", models.CharField(max_length=120, verbose_name="Họ và tên")),
                ("position_title", models.CharField(blank=True, max_length=160, verbose_name="Chức vụ")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="Thư điện tử công vụ")),
                ("is_active", models.BooleanField(default=True, verbose_name="Đang hoạt động")),
                ("date_joined", models.DateTimeField(verbose_name="Ngày lập tài khoản")),
                ("folded", models.CharField(editable=False, max_length=240)),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=1000)),
            ],
            options={
                "verbose_name": "tài khoản",
                "verbose_name_plural": "tài khoản",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("full_name", ""), _negated=True),
                        name="user_has_a_name",
                        violation_error_message="Hãy ghi họ và tên.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("username"),
                        name="user_username_unique_without_case",
                        violation_error_message="Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="user_email_unique_if_given",
                        violation_error_message="Thư điện tử này đã có ở một tài khoản khác.",
                    ),
                ],
            },
        ),
    ]
