"""The database hides what belongs to a record from which somebody is excluded."""

from django.db import migrations

from congtam.foundation.access.rls import hide_excluded


class Migration(migrations.Migration):

    dependencies = [("documents", "0003_erasing"), ("lifecycle", "0006_exclusions")]

    operations = [
        hide_excluded("documents_issueddocument"),
    ]
