import congtam.foundation.clock
import django.db.models.deletion
from django.db import migrations, models

from congtam.foundation.access.rls import protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="DataKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
                ("key_id", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(default=congtam.foundation.clock.now)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
            ],
        ),
        protect("sealing_datakey", app="select, insert", worker="select, insert"),
    ]
