from django.db import migrations, models

from congtam.foundation import clock
from congtam.foundation.access.rls import append_only, open_table


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=clock.now)),
            ],
        ),
        append_only("editions_edition"),
        open_table("editions_edition", app="select, insert", worker="select"),
        migrations.RunSQL(
            "GRANT USAGE ON SEQUENCE editions_edition_id_seq TO congtam_app, congtam_worker", migrations.RunSQL.noop
        ),
    ]
