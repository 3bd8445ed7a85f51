"""A tracking code goes on answering when a letter passes to another body: it follows the record that goes on with it.

What the records before it told the citizen stays told: days reached, terms that were met, papers that were sent. Once
the content of the last one was erased by law, no code answers any more.
"""

from importlib import import_module

from django.db import migrations

#: the record of the code and those that go on with it, in order
CHAIN = """
  WITH RECURSIVE chain AS (
    SELECT r.id, 1 AS place FROM lifecycle_record r WHERE r.receipt_mac = asked
    UNION ALL
    SELECT c.continued_by_id, chain.place + 1 FROM chain JOIN lifecycle_continuation c ON c.record_id = chain.id
    WHERE c.continued_by_id IS NOT NULL)
"""

FOLLOW = f"""
CREATE OR REPLACE FUNCTION portal_follow(asked bytea) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  {CHAIN}
  SELECT jsonb_build_object(
    'record', r.id, 'kind', r.kind, 'state', r.state, 'opened_on', r.opened_on, 'closed_on', r.closed_on,
    'unit', u.name, 'unit_id', u.id, 'code', r.code,
    'handed', coalesce((
      SELECT jsonb_agg(jsonb_build_object('on', c."on", 'from', gave.name, 'to', coalesce(got.name, c.body))
        ORDER BY chain.place)
      FROM chain JOIN lifecycle_continuation c ON c.record_id = chain.id
      JOIN access_unit gave ON gave.id = c.unit_id LEFT JOIN access_unit got ON got.id = c.to_unit_id), '[]'),
    'entries', coalesce((
      SELECT jsonb_agg(jsonb_build_object('event', e.event, 'on', e."on", 'to', e.payload ->> 'to')
        ORDER BY chain.place, e.seq)
      FROM chain JOIN lifecycle_journalentry e ON e.record_id = chain.id JOIN lifecycle_record own ON own.id = chain.id
      WHERE own.id = r.id OR e.payload ->> 'to' IS DISTINCT FROM own.state), '[]'),
    'deadlines', coalesce((
      SELECT jsonb_agg(jsonb_build_object('duty', d.duty, 'item', d.item, 'party', d.party, 'state', d.state,
        'event_on', d.event_on, 'warn_on', d.warn_on, 'due_on', d.due_on, 'met_on', d.met_on,
        'provisional', d.provisional, 'explanation', d.explanation, 'paused_on', d.paused_on, 'facts', d.facts)
        ORDER BY chain.place, d.id)
      FROM chain JOIN lifecycle_deadline d ON d.record_id = chain.id), '[]'),
    'documents', coalesce((
      SELECT jsonb_agg(jsonb_build_object('uid', i.uid, 'kind', i.kind, 'symbol', i.symbol,
        'issued_on', i.issued_on, 'sent_on', i.sent_on, 'received_on', i.received_on) ORDER BY chain.place, i.id)
      FROM chain JOIN documents_issueddocument i ON i.record_id = chain.id WHERE i.sent_on IS NOT NULL), '[]'))
  FROM chain last JOIN lifecycle_record r ON r.id = last.id JOIN access_unit u ON u.id = r.unit_id
  WHERE last.place = (SELECT max(place) FROM chain)
    AND NOT EXISTS (SELECT FROM lifecycle_erasure gone WHERE gone.record_id = r.id)
$$
"""

DOCUMENT = f"""
CREATE OR REPLACE FUNCTION portal_document(asked bytea, document uuid)
RETURNS TABLE (kind text, symbol text, store_name text, media_type text, wrapped bytea, key_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  {CHAIN}
  SELECT i.kind, i.symbol, f.store_name, f.media_type, k.wrapped, k.key_id
  FROM chain
  JOIN documents_issueddocument i ON i.record_id = chain.id
  JOIN files_storedfile f ON f.id = coalesce(i.signed_id, i.docx_id)
  JOIN sealing_datakey k ON k.id = f.data_key_id
  WHERE i.uid = document AND i.sent_on IS NOT NULL
$$
"""

_lookup = import_module("congtam.interface.portal.migrations.0001_lookup")
_pauses = import_module("congtam.interface.portal.migrations.0002_pauses")


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_pauses"), ("lifecycle", "0004_continuation")]
    operations = [
        migrations.RunSQL(FOLLOW, _pauses.FOLLOW),
        migrations.RunSQL(
            DOCUMENT, _lookup.DOCUMENT.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        ),
    ]
