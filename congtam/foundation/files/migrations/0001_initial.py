import congtam.foundation.clock
import django.db.models.deletion
from django.db import migrations, models

from congtam.foundation.access.rls import protect

# Tells only which of the given names are not stored: names are hashes of random bytes and cannot be guessed.
WITHOUT_A_ROW = """
CREATE FUNCTION files_without_a_row(names text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT name FROM unnest(names) AS name
    WHERE NOT EXISTS (SELECT FROM public.files_storedfile WHERE store_name = name)
$$;
REVOKE ALL ON FUNCTION files_without_a_row(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION files_without_a_row(text[]) TO congtam_worker;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("access", "0001_initial"), ("sealing", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("store_name", models.CharField(max_length=64, unique=True)),
                ("content_mac", models.BinaryField(max_length=32)),
                ("size", models.BigIntegerField()),
                ("media_type", models.CharField(max_length=40)),
                ("pages", models.PositiveIntegerField()),
                ("created_at", models.DateTimeField(default=congtam.foundation.clock.now)),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="sealing.datakey",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.unit",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["unit", "content_mac"], name="files_same_bytes")]},
        ),
        protect("files_storedfile", app="select, insert", worker="select, insert"),
        migrations.RunSQL(
            WITHOUT_A_ROW,
            "DROP FUNCTION files_without_a_row(text[])",
        ),
    ]
