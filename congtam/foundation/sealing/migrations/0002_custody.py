"""A data key passes from people to the installation when its matter is no denunciation, and back."""

from django.db import migrations

from congtam.foundation.access.rls import grants


class Migration(migrations.Migration):
    dependencies = [("sealing", "0001_initial")]

    operations = [
        migrations.RunSQL(
            grants("sealing_datakey", app="update (wrapped, key_id)", worker="update (wrapped, key_id)"),
            migrations.RunSQL.noop,
        )
    ]
