"""Two narrow functions are all that the public side may ask of the database.

Citizens have no unit, so row-level security shows them nothing. The functions run as the owner and give, for
one exact tracking code (its keyed hash), just what the citizen's page shows: no sender, no subject, no
officer's name, no typed reason.
"""

from django.db import migrations

FOLLOW = """
CREATE FUNCTION portal_follow(asked bytea) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'record', r.id, 'kind', r.kind, 'state', r.state, 'opened_on', r.opened_on, 'closed_on', r.closed_on,
    'unit', u.name, 'unit_id', u.id, 'code', r.code,
    'entries', coalesce((
      SELECT jsonb_agg(jsonb_build_object('event', e.event, 'on', e."on", 'to', e.payload ->> 'to') ORDER BY e.seq)
      FROM lifecycle_journalentry e WHERE e.record_id = r.id), '[]'),
    'deadlines', coalesce((
      SELECT jsonb_agg(jsonb_build_object('duty', d.duty, 'item', d.item, 'party', d.party, 'state', d.state,
        'event_on', d.event_on, 'warn_on', d.warn_on, 'due_on', d.due_on, 'met_on', d.met_on,
        'provisional', d.provisional, 'explanation', d.explanation) ORDER BY d.id)
      FROM lifecycle_deadline d WHERE d.record_id = r.id), '[]'),
    'documents', coalesce((
      SELECT jsonb_agg(jsonb_build_object('uid', i.uid, 'kind', i.kind, 'symbol', i.symbol,
        'issued_on', i.issued_on, 'sent_on', i.sent_on, 'received_on', i.received_on) ORDER BY i.id)
      FROM documents_issueddocument i WHERE i.record_id = r.id AND i.sent_on IS NOT NULL), '[]'))
  FROM lifecycle_record r JOIN access_unit u ON u.id = r.unit_id
  WHERE r.receipt_mac = asked
$$
"""

DOCUMENT = """
CREATE FUNCTION portal_document(asked bytea, document uuid)
RETURNS TABLE (kind text, symbol text, store_name text, media_type text, wrapped bytea, key_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.kind, i.symbol, f.store_name, f.media_type, k.wrapped, k.key_id
  FROM lifecycle_record r
  JOIN documents_issueddocument i ON i.record_id = r.id
  JOIN files_storedfile f ON f.id = coalesce(i.signed_id, i.docx_id)
  JOIN sealing_datakey k ON k.id = f.data_key_id
  WHERE r.receipt_mac = asked AND i.uid = document AND i.sent_on IS NOT NULL
$$
"""


def only_for_app(signature: str) -> str:
    return (
        f"; REVOKE ALL ON FUNCTION {signature} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {signature} TO congtam_app"
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("lifecycle", "0001_initial"),
        ("documents", "0001_initial"),
        ("files", "0001_initial"),
        ("sealing", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(
            FOLLOW + only_for_app("portal_follow(bytea)"), "DROP FUNCTION portal_follow(bytea)"
        ),
        migrations.RunSQL(
            DOCUMENT + only_for_app("portal_document(bytea, uuid)"),
            "DROP FUNCTION portal_document(bytea, uuid)",
        ),
    ]
