import django.db.models.deletion
from django.db import migrations, models

# What was issued stays frozen, but for the certificate of an erasure: then file and facts go, and nothing else changes.
THAW = """
CREATE OR REPLACE FUNCTION documents_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'documents_issueddocument' AND TG_NAME = 'documents_issueddocument_frozen' THEN
        IF to_jsonb(NEW) -> 'docx_id' = 'null'::jsonb AND to_jsonb(NEW) ->> 'facts' = '\\x'
            AND to_jsonb(NEW) - ARRAY['docx_id', 'facts', 'signed_id', 'signed_on', 'sent_proof_id', 'sent_note',
                'delivered_proof_id', 'delivered_note', 'received_proof_id', 'received_note']
              = to_jsonb(OLD) - ARRAY['docx_id', 'facts', 'signed_id', 'signed_on', 'sent_proof_id', 'sent_note',
                'delivered_proof_id', 'delivered_note', 'received_proof_id', 'received_note']
            AND EXISTS (SELECT FROM public.lifecycle_erasure WHERE record_id = (to_jsonb(OLD) ->> 'record_id')::bigint)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '%: what was issued is frozen, % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""
FROZEN = """
CREATE OR REPLACE FUNCTION documents_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '%: what was issued is frozen, % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""
# A void keeps its day; its sealed reason cannot be opened any more once the record's key is gone.
ERASE = """
CREATE FUNCTION documents_erase(wanted bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM public.lifecycle_demand_erasure(wanted);
    UPDATE public.documents_issueddocument SET docx_id = NULL, facts = ''::bytea, signed_id = NULL, signed_on = NULL,
        sent_proof_id = NULL, sent_note = NULL, delivered_proof_id = NULL, delivered_note = NULL,
        received_proof_id = NULL, received_note = NULL
    WHERE record_id = wanted;
END $$;
REVOKE ALL ON FUNCTION documents_erase(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents_erase(bigint) TO congtam_app;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_voids'),
        ('files', '0001_initial'),
        ('lifecycle', '0003_erasure'),
    ]

    operations = [
        migrations.AlterField(
            model_name='issueddocument',
            name='docx',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile'),
        ),
        migrations.RunSQL(THAW, FROZEN),
        migrations.RunSQL(ERASE, "DROP FUNCTION documents_erase(bigint)"),
    ]
