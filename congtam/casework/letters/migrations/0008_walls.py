"""The database hides what belongs to a record from which somebody is excluded, or of which they may not know."""

from django.db import migrations

from congtam.foundation.access.rls import hide_excluded, hide_sealed_with, hide_with

# Whoever triages saw held letters until now and goes on seeing them; the office narrows it where it wants to.
STAYS = """
UPDATE access_post SET permissions = array_append(permissions, 'denunciations.view')
WHERE 'letters.triage' = ANY (permissions) AND NOT 'denunciations.view' = ANY (permissions)
"""


class Migration(migrations.Migration):

    dependencies = [("letters", "0007_working_copies"), ("lifecycle", "0006_exclusions")]

    operations = [
        hide_excluded("letters_letter"),
        hide_excluded("letters_matter", column="letter_id"),
        hide_excluded("letters_scan", column="letter_id"),
        hide_with("letters_scanpage", parent="letters_scan", column="scan_id"),
        hide_excluded("letters_openingbatch"),
        hide_excluded("letters_paperentry", column="letter_id"),
        # pages of a scan hide with it
        hide_sealed_with("letters_letter", parent="lifecycle_record", column="record_id"),
        *(
            hide_sealed_with(f"letters_{rows}", parent="lifecycle_record", column="letter_id")
            for rows in ("matter", "scan", "paperentry")
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
