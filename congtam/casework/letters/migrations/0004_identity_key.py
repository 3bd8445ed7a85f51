"""The key under which lies what tells who sent a letter."""

import django.db.models.deletion
from django.db import migrations, models

from congtam.foundation.access.rls import grants

# A file passes to another key only with its scan, in the units in scope, and only to a key of the same unit.
RESEAL = """
CREATE FUNCTION letters_reseal(wanted bigint, new_key bigint, new_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    of_file bigint;
    of_unit int;
BEGIN
    SELECT file_id, unit_id INTO of_file, of_unit FROM public.letters_scan WHERE id = wanted
        AND unit_id = any(nullif(current_setting('congtam.units', true), '')::int[]);
    IF of_file IS NULL OR NOT EXISTS (
        SELECT FROM public.sealing_datakey WHERE id = new_key AND unit_id = of_unit AND key_id = 'custody'
    ) THEN
        RAISE EXCEPTION 'scan % cannot be sealed again', wanted USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE public.files_storedfile SET data_key_id = new_key, store_name = new_name WHERE id = of_file;
END $$;
REVOKE ALL ON FUNCTION letters_reseal(bigint, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION letters_reseal(bigint, bigint, text) TO congtam_app, congtam_worker;
"""

# Beside the record's own key, those of the sender and of the scans: what lies under them goes, and so do they.
ERASE = """
CREATE OR REPLACE FUNCTION letters_erase(wanted bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own_key bigint;
    further bigint[];
BEGIN
    PERFORM public.lifecycle_demand_erasure(wanted);
    SELECT data_key_id INTO own_key FROM public.lifecycle_record WHERE id = wanted;
    SELECT array_agg(DISTINCT key) INTO further FROM (
        SELECT identity_key_id AS key FROM public.letters_letter WHERE record_id = wanted
        UNION SELECT file.data_key_id FROM public.letters_scan scan
            JOIN public.files_storedfile file ON file.id = scan.file_id WHERE scan.letter_id = wanted
    ) keys WHERE key <> own_key;
    DELETE FROM public.letters_scanpage page USING public.letters_scan scan
        WHERE scan.id = page.scan_id AND scan.letter_id = wanted;
    DELETE FROM public.letters_scan WHERE letter_id = wanted;
    DELETE FROM public.drafts_draft WHERE data_key_id = ANY (further);
    DELETE FROM public.files_storedfile WHERE data_key_id = ANY (further);
    DELETE FROM public.custody_share WHERE data_key_id = ANY (further);
    UPDATE public.sealing_datakey SET wrapped = ''::bytea, key_id = 'erased' WHERE id = ANY (further);
END $$;
"""

# Row-level security hides these keys from whoever is kept away from the letter.
HIDDEN = """
CREATE FUNCTION letters_hidden_keys(who bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT key), '{}') FROM (
        SELECT letter.identity_key_id AS key FROM public.lifecycle_exclusion away
            JOIN public.letters_letter letter ON letter.record_id = away.record_id
            WHERE away.account_id = who AND away.ended_at IS NULL
        UNION SELECT file.data_key_id FROM public.lifecycle_exclusion away
            JOIN public.letters_scan scan ON scan.letter_id = away.record_id
            JOIN public.files_storedfile file ON file.id = scan.file_id
            WHERE away.account_id = who AND away.ended_at IS NULL
    ) keys WHERE key IS NOT NULL
$$;
REVOKE ALL ON FUNCTION letters_hidden_keys(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION letters_hidden_keys(bigint) TO congtam_app, congtam_worker;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("letters", "0003_opening"),
        ("custody", "0001_initial"),
        ("sealing", "0002_custody"),
        ("lifecycle", "0006_exclusions"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="identity_key",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sealing.datakey",
            ),
        ),
        migrations.RunSQL(
            grants("letters_scanpage", app="update (sealed)", worker="update (sealed)"),
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(RESEAL, "DROP FUNCTION letters_reseal(bigint, bigint, text)"),
        migrations.RunSQL(ERASE, migrations.RunSQL.noop),
        migrations.RunSQL(HIDDEN, "DROP FUNCTION letters_hidden_keys(bigint)"),
    ]
