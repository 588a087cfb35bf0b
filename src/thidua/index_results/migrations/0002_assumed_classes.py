"""One assumed rule of classes, so that the column is not empty: dated, named, and marked as assumed."""

from datetime import UTC, date, datetime

from django.db import migrations

CUTS = [
    ["Hoàn thành xuất sắc nhiệm vụ", "93"],
    ["Hoàn thành tốt nhiệm vụ", "80"],
    ["Hoàn thành nhiệm vụ", "65"],
    ["Không hoàn thành nhiệm vụ", "0"],
]
DOCUMENT = "Tạm dùng: mức 93 theo tin báo chí về chỉ số năm 2025; các mức khác là giả định"


def add(apps, schema_editor):
    apps.get_model("index_results", "HeadClassRule").objects.get_or_create(
        valid_from=date(2026, 1, 1),
        defaults={
            "cuts": CUTS,
            "document": DOCUMENT,
            "is_assumed": True,
            "recorded_at": datetime(2026, 1, 1, tzinfo=UTC),
        },
    )


class Migration(migrations.Migration):
    dependencies = [("index_results", "0001_start")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
