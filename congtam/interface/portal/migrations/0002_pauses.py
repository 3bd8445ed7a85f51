"""A citizen sees that a term stands still, since when and on which ground of the law, and what else was decided
about it: names of grounds and numbers of papers, no typed word."""

from django.db import migrations

FOLLOW = """
CREATE OR REPLACE FUNCTION portal_follow(asked bytea) RETURNS jsonb
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
        'provisional', d.provisional, 'explanation', d.explanation, 'paused_on', d.paused_on, 'facts', d.facts) ORDER BY d.id)
      FROM lifecycle_deadline d WHERE d.record_id = r.id), '[]'),
    'documents', coalesce((
      SELECT jsonb_agg(jsonb_build_object('uid', i.uid, 'kind', i.kind, 'symbol', i.symbol,
        'issued_on', i.issued_on, 'sent_on', i.sent_on, 'received_on', i.received_on) ORDER BY i.id)
      FROM documents_issueddocument i WHERE i.record_id = r.id AND i.sent_on IS NOT NULL), '[]'))
  FROM lifecycle_record r JOIN access_unit u ON u.id = r.unit_id
  WHERE r.receipt_mac = asked
$$
"""
BEFORE = FOLLOW.replace(", 'paused_on', d.paused_on, 'facts', d.facts", "")


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_lookup"), ("lifecycle", "0002_clocks")]
    operations = [migrations.RunSQL(FOLLOW, BEFORE)]
