"""Rights on the table that links an account to a subject of the office's identity provider. The library's table of
providers stays closed: the provider is configured outside the database. No token is kept."""

from django.db import migrations

from congtam.foundation.access.rls import open_table


class Migration(migrations.Migration):
    dependencies = [
        ("project", "0001_grants"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        open_table("socialaccount_socialaccount", app="select, insert, update, delete"),
        # always empty; the library looks there before it unlinks
        open_table("socialaccount_socialtoken", app="select, delete"),
        migrations.RunSQL(
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO congtam_app, congtam_worker",
            migrations.RunSQL.noop,
        ),
    ]
