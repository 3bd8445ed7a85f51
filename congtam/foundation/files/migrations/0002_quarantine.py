"""Files that a scanner found harmful; what the scanner said of each file."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import protect


class Migration(migrations.Migration):

    dependencies = [("files", "0001_initial"), ("access", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="scanned",
            field=models.CharField(
                choices=[
                    ("none", "không quét"),
                    ("clean", "không thấy gì"),
                    ("missed", "máy quét không trả lời"),
                ],
                default="none",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["unit"], condition=models.Q(scanned="missed"), name="files_not_scanned"),
        ),
        migrations.CreateModel(
            name="Quarantined",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=32, unique=True)),
                ("wrapped", models.BinaryField(null=True)),
                ("key_id", models.CharField(max_length=100)),
                ("found_at", models.DateTimeField()),
                ("signature", models.CharField(max_length=120)),
                ("size", models.BigIntegerField()),
                ("channel", models.CharField(max_length=20)),
                ("hash_prefix", models.CharField(max_length=12)),
                ("destroyed_at", models.DateTimeField(null=True)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("told", "Đã báo người gửi gửi lại tệp sạch"),
                            ("useless", "Không còn cần để xem xét"),
                            ("handed_on", "Đã giao bộ phận an toàn thông tin"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "destroyed_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-found_at"], name="files_quarantined_by_time")]
            },
        ),
        protect(
            "files_quarantined",
            app="select, insert, update (wrapped, destroyed_at, destroyed_by_id, reason)",
        ),
    ]
