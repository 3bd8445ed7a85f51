from django.db import migrations

# The application may not delete scans; this function lets go of those of one record that has its certificate.
ERASE = """
CREATE FUNCTION letters_erase(wanted bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM public.lifecycle_demand_erasure(wanted);
    DELETE FROM public.letters_scanpage page USING public.letters_scan scan
        WHERE scan.id = page.scan_id AND scan.letter_id = wanted;
    DELETE FROM public.letters_scan WHERE letter_id = wanted;
END $$;
REVOKE ALL ON FUNCTION letters_erase(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION letters_erase(bigint) TO congtam_app;
"""


class Migration(migrations.Migration):

    dependencies = [("letters", "0001_initial"), ("lifecycle", "0003_erasure")]

    operations = [migrations.RunSQL(ERASE, "DROP FUNCTION letters_erase(bigint)")]
