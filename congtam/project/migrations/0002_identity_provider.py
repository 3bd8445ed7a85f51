"""Rights on the table that links an account to a subject of the office's identity provider. The library's tables
of providers and tokens stay closed: the provider is configured outside the database, and no token is kept."""

from django.db import migrations

from congtam.foundation.access.rls import open_table


class Migration(migrations.Migration):
    dependencies = [
        ("project", "0001_grants"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        open_table("socialaccount_socialaccount", app="select, insert, update, delete"),
        migrations.RunSQL(
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO congtam_app, congtam_worker",
            migrations.RunSQL.noop,
        ),
    ]
