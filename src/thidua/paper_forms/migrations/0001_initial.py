import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0005_mail_trouble_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("to-trinh", "Tờ trình"),
                            ("quyet-dinh", "Quyết định"),
                            ("bien-ban", "Biên bản"),
                            ("bao-cao", "Báo cáo"),
                            ("thong-bao", "Thông báo"),
                            ("ke-hoach", "Kế hoạch"),
                            ("giay-moi", "Giấy mời"),
                            ("cong-van", "Công văn"),
                        ],
                        max_length=12,
                        verbose_name="loại văn bản",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("set_at", models.DateTimeField(verbose_name="đặt lúc")),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="tệp mẫu",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đặt",
                    ),
                ),
            ],
            options={
                "verbose_name": "mẫu văn bản",
                "verbose_name_plural": "mẫu văn bản",
                "ordering": ["kind", "-valid_from", "-pk"],
                "indexes": [models.Index(fields=["kind", "valid_from"], name="own_form_in_force")],
            },
        ),
    ]
