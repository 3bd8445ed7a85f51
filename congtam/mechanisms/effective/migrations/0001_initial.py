"""The two functions behind the triggers of every table of facts (see ``sql.history_of``).

``effective_supersede`` runs with the rights of the owner, so that the application needs none on a history.
Nobody else may attach it to a table: on a table of his own a caller could let a trigger run as the owner.
"""

from django.db import migrations

SUPERSEDE = """
CREATE FUNCTION effective_supersede() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said jsonb := coalesce(nullif(current_setting('congtam.superseding', true), ''), '{}')::jsonb;
  since timestamptz := coalesce((said ->> 'at')::timestamptz, clock_timestamp());
  history text := format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME || '_history');
BEGIN
  EXECUTE format('INSERT INTO %1$s SELECT (jsonb_populate_record(NULL::%1$s, $1)).*', history)
  USING to_jsonb(OLD) || jsonb_build_object(
    'recorded', tstzrange(OLD.recorded_at, since),
    'superseded_by_id', said -> 'by',
    'superseded_kind', coalesce(said ->> 'kind', ''),
    'superseded_reason', coalesce(said ->> 'reason', '')
  );
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION effective_supersede() FROM PUBLIC;
"""

REFUSE = """
CREATE FUNCTION effective_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: facts are replaced and beliefs are kept', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(SUPERSEDE, "DROP FUNCTION effective_supersede()"),
        migrations.RunSQL(REFUSE, "DROP FUNCTION effective_refuse()"),
    ]
