"""Who is kept away from a record; the database hides it from them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import congtam.foundation.clock
from congtam.foundation.access.rls import HIDDEN_KEYS, hide_excluded, hide_sealed, hide_with, protect

# What the statement that sets the scope asks. Both tell ids only, of one account; null is a part of the system.
HIDDEN = """
CREATE FUNCTION lifecycle_hidden(who bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT record_id), '{}') FROM public.lifecycle_exclusion
    WHERE account_id = who AND ended_at IS NULL
$$;
CREATE FUNCTION lifecycle_hidden_keys(who bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT kept.data_key_id), '{}') FROM public.lifecycle_exclusion away
    JOIN public.lifecycle_record kept ON kept.id = away.record_id
    WHERE away.account_id = who AND away.ended_at IS NULL
$$;
REVOKE ALL ON FUNCTION lifecycle_hidden(bigint), lifecycle_hidden_keys(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lifecycle_hidden(bigint), lifecycle_hidden_keys(bigint) TO congtam_app, congtam_worker;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_conflicts'),
        ('drafts', '0001_initial'),
        ('files', '0001_initial'),
        ('sealing', '0001_initial'),
        ('lifecycle', '0005_longer_rule'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Exclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('named', 'được nêu trong vụ việc'), ('line', 'cấp dưới hoặc người thay thế của người được nêu'), ('relative', 'người thân đã khai của người được nêu'), ('declared', 'đã khai có xung đột lợi ích')], max_length=10)),
                ('since', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('because_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='lifecycle.journalentry')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exclusions', to='lifecycle.record')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['account', 'record'], name='excluded_now')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('record', 'account', 'why', 'because_of'), name='excluded_once_for_a_reason', nulls_distinct=False)],
            },
        ),
        protect("lifecycle_exclusion", app="select, insert, update (ended_at)", worker="select, insert, update (ended_at)"),
        migrations.RunSQL(
            HIDDEN, "DROP FUNCTION lifecycle_hidden_keys(bigint); DROP FUNCTION lifecycle_hidden(bigint);"
        ),
        hide_excluded("lifecycle_exclusion"),
        hide_excluded("lifecycle_record", column="id"),
        hide_sealed("lifecycle_record"),
        hide_excluded("lifecycle_journalentry"),
        hide_with("lifecycle_journalnote", parent="lifecycle_journalentry", column="entry_id"),
        hide_excluded("lifecycle_deadline"),
        hide_excluded("lifecycle_continuation"),
        hide_excluded("lifecycle_erasure"),
        hide_excluded("sealing_datakey", column="id", setting=HIDDEN_KEYS),
        hide_excluded("files_storedfile", column="data_key_id", setting=HIDDEN_KEYS),
        hide_excluded("drafts_draft", column="data_key_id", setting=HIDDEN_KEYS),
    ]
