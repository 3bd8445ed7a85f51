from django.db import migrations, models

from congtam.foundation.access.rls import append_only, open_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="UpkeepEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("backup", "Sao lưu"), ("rehearsal", "Diễn tập khôi phục")], max_length=20
                    ),
                ),
                ("at", models.DateTimeField()),
                ("ok", models.BooleanField()),
                ("figures", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "-at"], name="upkeep_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["backup", "rehearsal"])), name="a_known_upkeep"
                    )
                ],
            },
        ),
        open_table("upkeep_upkeepevent", app="select, insert"),
        append_only("upkeep_upkeepevent"),
    ]
