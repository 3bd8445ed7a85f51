"""The database hides what belongs to a record from which somebody is excluded, or of which they may not know."""

from django.db import migrations

from congtam.foundation.access.rls import hide_excluded, hide_sealed_with


class Migration(migrations.Migration):

    dependencies = [("archives", "0002_longer_rule"), ("lifecycle", "0006_exclusions")]

    operations = [
        hide_excluded("archives_original"),
        hide_excluded("archives_stay"),
        hide_excluded("archives_proposal"),
        hide_excluded("archives_item"),
        *(
            hide_sealed_with(f"archives_{rows}", parent="lifecycle_record", column="record_id")
            for rows in ("original", "stay", "proposal", "item")
        ),
    ]
