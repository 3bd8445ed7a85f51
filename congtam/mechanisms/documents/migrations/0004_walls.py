"""The database hides what belongs to a record from which somebody is excluded, or of which they may not know."""

from django.db import migrations

from congtam.foundation.access.rls import hide_excluded, hide_sealed_with


class Migration(migrations.Migration):

    dependencies = [("documents", "0003_erasing"), ("lifecycle", "0006_exclusions")]

    operations = [
        hide_excluded("documents_issueddocument"),
        hide_sealed_with("documents_issueddocument", parent="lifecycle_record", column="record_id"),
    ]
