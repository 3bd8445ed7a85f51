"""The database hides what belongs to a record from which somebody is excluded."""

from django.db import migrations

from congtam.foundation.access.rls import hide_excluded


class Migration(migrations.Migration):

    dependencies = [("legislation", "0001_initial"), ("lifecycle", "0006_exclusions")]

    operations = [
        hide_excluded("legislation_appliedchange"),
    ]
