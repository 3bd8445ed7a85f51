"""Letters sent on the public page, and messages by code.

The citizens' side has no unit, so row-level security shows it nothing. Three narrow functions run as the owner: which
offices are closed; what was written to the holder of one exact tracking code; the public keys of the codes that lead to
a record of a unit in scope.
"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import hide_with, protect

CLOSED = """
CREATE FUNCTION letters_closed_offices() RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT unit_id FROM letters_webchannel WHERE NOT open
$$
"""

#: the record of the code and those that go on with it, in order
CHAIN = """
  WITH RECURSIVE chain AS (
    SELECT r.id, 1 AS place FROM lifecycle_record r WHERE r.receipt_mac = asked
    UNION ALL
    SELECT c.continued_by_id, chain.place + 1 FROM chain JOIN lifecycle_continuation c ON c.record_id = chain.id
    WHERE c.continued_by_id IS NOT NULL)
"""

CONVERSATION = f"""
CREATE FUNCTION letters_conversation(asked bytea) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  {CHAIN}
  SELECT jsonb_build_object(
    'record', r.id, 'unit_id', r.unit_id,
    'salt', (SELECT encode(k.salt, 'base64') FROM letters_codekey k WHERE k.code_mac = asked),
    'messages', coalesce((
      SELECT jsonb_agg(jsonb_build_object('direction', m.direction, 'on', m."on", 'unit', u.name,
        'files', (SELECT count(*) FROM letters_messagefile f WHERE f.message_id = m.id),
        'copies', (SELECT coalesce(jsonb_agg(encode(copy, 'base64')), '[]') FROM unnest(m.copies) copy))
        ORDER BY m.id)
      FROM chain JOIN letters_message m ON m.record_id = chain.id JOIN access_unit u ON u.id = m.unit_id), '[]'))
  FROM chain last JOIN lifecycle_record r ON r.id = last.id
  WHERE last.place = (SELECT max(place) FROM chain)
    AND NOT EXISTS (SELECT FROM lifecycle_erasure gone WHERE gone.record_id = r.id)
$$
"""

KEYS = """
CREATE FUNCTION letters_code_keys(wanted bigint) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE chain AS (
    SELECT r.id FROM lifecycle_record r
    WHERE r.id = wanted AND r.unit_id = any(nullif(current_setting('congtam.units', true), '')::int[])
    UNION
    SELECT c.record_id FROM chain JOIN lifecycle_continuation c ON c.continued_by_id = chain.id)
  SELECT k.public FROM chain JOIN letters_codekey k ON k.record_id = chain.id ORDER BY k.id
$$
"""

# What was written goes with the record's content; what lies under the keys of messages goes, and so do they.
ERASE = """
CREATE FUNCTION letters_erase_messages(wanted bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    further bigint[];
BEGIN
    PERFORM public.lifecycle_demand_erasure(wanted);
    SELECT array_agg(said.key_id) INTO further FROM public.letters_message said
        JOIN public.lifecycle_record whole ON whole.id = said.record_id
        WHERE said.record_id = wanted AND said.key_id <> whole.data_key_id;
    DELETE FROM public.letters_messagefile kept USING public.letters_message said
        WHERE said.id = kept.message_id AND said.record_id = wanted;
    DELETE FROM public.letters_message WHERE record_id = wanted;
    DELETE FROM public.letters_codekey WHERE record_id = wanted;
    DELETE FROM public.files_storedfile WHERE data_key_id = ANY (further);
    DELETE FROM public.custody_share WHERE data_key_id = ANY (further);
    UPDATE public.sealing_datakey SET wrapped = ''::bytea, key_id = 'erased' WHERE id = ANY (further);
END $$
"""

# Row-level security hides these keys, and what lies under them, from whoever is kept away from the record.
HIDDEN = """
CREATE FUNCTION letters_hidden_message_keys(who bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(said.key_id), '{}') FROM public.lifecycle_exclusion away
    JOIN public.letters_message said ON said.record_id = away.record_id
    WHERE away.account_id = who AND away.ended_at IS NULL
$$
"""


def of_the_application(definition, signature):
    """A function that only the application may call."""
    return migrations.RunSQL(
        f"{definition}; REVOKE ALL ON FUNCTION {signature} FROM PUBLIC;"
        f" GRANT EXECUTE ON FUNCTION {signature} TO congtam_app",
        f"DROP FUNCTION {signature}",
    )


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("custody", "0001_initial"),
        ("files", "0001_initial"),
        ("lifecycle", "0006_exclusions"),
        ("sealing", "0002_custody"),
        ("letters", "0005_denunciations"),
    ]

    operations = [
        migrations.CreateModel(
            name='CodeKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_mac', models.BinaryField(max_length=32, unique=True)),
                ('salt', models.BinaryField(max_length=16)),
                ('public', models.BinaryField(max_length=32)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='lifecycle.record')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('direction', models.CharField(choices=[('sender', 'Người gửi'), ('office', 'Cơ quan')], max_length=6)),
                ('sealed', models.BinaryField()),
                ('copies', django.contrib.postgres.fields.ArrayField(base_field=models.BinaryField(), blank=True, default=list, size=None)),
                ('on', models.DateField()),
                ('handled_on', models.DateField(blank=True, null=True)),
                ('save_key', models.UUIDField()),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sealing.datakey')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='lifecycle.record')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='MessageFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='letters.message')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='WebChannel',
            fields=[
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='access.unit')),
                ('open', models.BooleanField(default=True)),
                ('changed_on', models.DateField()),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('direction', 'sender'), ('handled_on__isnull', True)), fields=['unit', 'record'], name='message_waits'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(fields=('record', 'save_key'), name='one_message_a_save'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('author__isnull', False), ('direction', 'office')), models.Q(('author__isnull', True), ('copies', []), ('direction', 'sender')), _connector='OR'), name='a_sender_has_no_account'),
        ),
        migrations.AddConstraint(
            model_name='messagefile',
            constraint=models.UniqueConstraint(fields=('message', 'position'), name='one_file_a_place'),
        ),
        protect("letters_webchannel", app="select, insert, update (open, changed_on, changed_by_id)"),
        protect("letters_codekey", app="select, insert"),
        protect("letters_message", app="select, insert, update (handled_on)"),
        protect("letters_messagefile", app="select, insert"),
        # whoever may not know of the record knows of none of its messages
        hide_with("letters_codekey", parent="lifecycle_record", column="record_id"),
        hide_with("letters_message", parent="lifecycle_record", column="record_id"),
        hide_with("letters_messagefile", parent="letters_message", column="message_id"),
        of_the_application(CLOSED, "letters_closed_offices()"),
        of_the_application(CONVERSATION, "letters_conversation(bytea)"),
        of_the_application(KEYS, "letters_code_keys(bigint)"),
        of_the_application(ERASE, "letters_erase_messages(bigint)"),
        of_the_application(HIDDEN, "letters_hidden_message_keys(bigint)"),
        migrations.RunSQL(
            "GRANT EXECUTE ON FUNCTION letters_hidden_message_keys(bigint) TO congtam_worker",
            migrations.RunSQL.noop,
        ),
    ]
