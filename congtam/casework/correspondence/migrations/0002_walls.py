"""The database hides what belongs to a record from which somebody is excluded."""

from django.db import migrations

from congtam.foundation.access.rls import hide_excluded


class Migration(migrations.Migration):

    dependencies = [("correspondence", "0001_initial"), ("lifecycle", "0006_exclusions")]

    operations = [
        hide_excluded("correspondence_incoming"),
        hide_excluded("correspondence_outgoing"),
    ]
