import congtam.foundation.clock
import django.db.models.deletion
from django.db import migrations, models

from congtam.foundation.access.rls import append_only, protect

# A note goes only where the journal holds the certificate of its record's erasure; to nobody else, the owner included.
NOTES = """
CREATE FUNCTION lifecycle_refuse_note() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM public.lifecycle_journalentry written
        JOIN public.lifecycle_erasure erased ON erased.record_id = written.record_id
        WHERE written.id = OLD.entry_id AND erased.entry_id <> OLD.entry_id
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
DROP TRIGGER lifecycle_journalnote_rows ON lifecycle_journalnote;
CREATE TRIGGER lifecycle_journalnote_rows BEFORE UPDATE OR DELETE ON lifecycle_journalnote
    FOR EACH ROW EXECUTE FUNCTION lifecycle_refuse_note();
ALTER TABLE lifecycle_journalnote ENABLE ALWAYS TRIGGER lifecycle_journalnote_rows;
"""
UNDO_NOTES = """
DROP TRIGGER lifecycle_journalnote_rows ON lifecycle_journalnote;
CREATE TRIGGER lifecycle_journalnote_rows BEFORE UPDATE OR DELETE ON lifecycle_journalnote
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE lifecycle_journalnote ENABLE ALWAYS TRIGGER lifecycle_journalnote_rows;
DROP FUNCTION lifecycle_refuse_note();
"""

# What every function that lets something of a record go asks first; it runs with their rights and is granted to nobody.
DEMAND = """
CREATE FUNCTION lifecycle_demand_erasure(wanted bigint) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.lifecycle_erasure erased
        JOIN public.lifecycle_journalentry certificate
            ON certificate.id = erased.entry_id AND certificate.record_id = erased.record_id
        WHERE erased.record_id = wanted AND certificate.event LIKE '%:erased'
            AND erased.unit_id = any(nullif(current_setting('congtam.units', true), '')::int[])
    ) THEN
        RAISE EXCEPTION 'record % has no certificate of erasure', wanted USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;
REVOKE ALL ON FUNCTION lifecycle_demand_erasure(bigint) FROM PUBLIC;
"""

# Notes, drafts, files and the key: without the key nothing that was overlooked can be opened any more.
ERASE = """
CREATE FUNCTION lifecycle_erase(wanted bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    of_record bigint;
BEGIN
    PERFORM public.lifecycle_demand_erasure(wanted);
    SELECT data_key_id INTO of_record FROM public.lifecycle_record WHERE id = wanted;
    DELETE FROM public.lifecycle_journalnote note USING public.lifecycle_journalentry written
        WHERE written.id = note.entry_id AND written.record_id = wanted;
    DELETE FROM public.drafts_draft WHERE data_key_id = of_record;
    DELETE FROM public.files_storedfile WHERE data_key_id = of_record;
    UPDATE public.sealing_datakey SET wrapped = ''::bytea, key_id = 'erased' WHERE id = of_record;
END $$;
REVOKE ALL ON FUNCTION lifecycle_erase(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lifecycle_erase(bigint) TO congtam_app;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('drafts', '0001_initial'),
        ('files', '0001_initial'),
        ('sealing', '0001_initial'),
        ('lifecycle', '0002_clocks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='erasure', serialize=False, to='lifecycle.record')),
                ('decision', models.CharField(max_length=60)),
                ('decided_on', models.DateField()),
                ('proposal', models.CharField(max_length=16)),
                ('erased_on', models.DateField()),
                ('at', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='lifecycle.journalentry')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        protect("lifecycle_erasure", app="select, insert", worker="select"),
        append_only("lifecycle_erasure"),
        migrations.RunSQL(NOTES, UNDO_NOTES),
        migrations.RunSQL(DEMAND, "DROP FUNCTION lifecycle_demand_erasure(bigint)"),
        migrations.RunSQL(ERASE, "DROP FUNCTION lifecycle_erase(bigint)"),
    ]
