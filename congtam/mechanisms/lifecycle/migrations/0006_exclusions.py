"""Who is kept away from a record; the database hides it from them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import congtam.foundation.clock
from congtam.foundation.access.rls import (
    HIDDEN_KEYS,
    hide_excluded,
    hide_sealed,
    hide_sealed_with,
    hide_with,
    protect,
)

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

# Whom the naming of some people keeps away on a day: themselves; whoever fills a post below theirs, at any depth, or is
# going to; whoever stands in for them or for those below; their declared relatives.
KEPT_AWAY = """
CREATE FUNCTION lifecycle_kept_away(named bigint[], day date)
RETURNS TABLE (account_id bigint, why text, because_of_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE own AS (
        SELECT held.id AS holding_id, held.post_id, held.account_id AS named_id FROM public.access_holding held
        WHERE held.account_id = ANY (named) AND NOT isempty(held.held) AND (upper(held.held) IS NULL OR upper(held.held) > day)
    ), below (post_id, named_id) AS (
        SELECT post.id, own.named_id FROM public.access_post post JOIN own ON post.reports_to_id = own.post_id
        UNION
        SELECT post.id, below.named_id FROM public.access_post post JOIN below ON post.reports_to_id = below.post_id
    ), filled AS (
        SELECT held.id AS holding_id, held.account_id, below.named_id FROM public.access_holding held
        JOIN below ON below.post_id = held.post_id
        WHERE NOT isempty(held.held) AND (upper(held.held) IS NULL OR upper(held.held) > day)
    ), away AS (
        SELECT named_id AS account_id, 'named' AS why, named_id AS because_of_id FROM unnest(named) named_id
        UNION SELECT filled.account_id, 'line', filled.named_id FROM filled
        UNION SELECT sub.substitute_id, 'line', held.named_id FROM public.access_substitution sub
            JOIN (SELECT holding_id, named_id FROM filled UNION SELECT holding_id, named_id FROM own) held
                ON held.holding_id = sub.holding_id
            WHERE upper(sub.during) IS NULL OR upper(sub.during) > day
        UNION SELECT rel.relative_id, 'relative', rel.account_id FROM public.access_relation rel
            WHERE rel.account_id = ANY (named) AND (rel.ended_on IS NULL OR rel.ended_on > day)
        UNION SELECT rel.account_id, 'relative', rel.relative_id FROM public.access_relation rel
            WHERE rel.relative_id = ANY (named) AND (rel.ended_on IS NULL OR rel.ended_on > day)
    )
    SELECT away.account_id, away.why, away.because_of_id FROM away
    WHERE away.why = 'named' OR away.account_id <> away.because_of_id
$$;
"""

# When posts, lines, substitutes or relations change, whoever changes them may not see the records. The function adds who
# is to be kept away from now on, tells the units in which somebody was added, and nothing else. What was lifted stays lifted.
AGAIN = """
CREATE FUNCTION lifecycle_exclude_again(day date) RETURNS int[]
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH named AS (
        SELECT record_id, unit_id, account_id FROM public.lifecycle_exclusion
        WHERE why = 'named' AND ended_at IS NULL
    ), added AS (
        INSERT INTO public.lifecycle_exclusion (record_id, unit_id, account_id, why, because_of_id, since)
        SELECT named.record_id, named.unit_id, away.account_id, away.why, away.because_of_id, now()
        FROM named, public.lifecycle_kept_away(ARRAY[named.account_id], day) away
        WHERE NOT EXISTS (
            SELECT FROM public.lifecycle_exclusion known WHERE known.record_id = named.record_id
            AND known.account_id = away.account_id AND known.why = away.why
            AND known.because_of_id = away.because_of_id
        )
        RETURNING unit_id
    )
    SELECT coalesce(array_agg(DISTINCT unit_id), '{}') FROM added
$$;
REVOKE ALL ON FUNCTION lifecycle_exclude_again(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lifecycle_exclude_again(date) TO congtam_app, congtam_worker;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_conflicts'),
        ('custody', '0001_initial'),
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
        migrations.RunSQL(KEPT_AWAY, "DROP FUNCTION lifecycle_kept_away(bigint[], date)"),
        migrations.RunSQL(AGAIN, "DROP FUNCTION lifecycle_exclude_again(date)"),
        hide_excluded("lifecycle_exclusion"),
        hide_excluded("lifecycle_record", column="id"),
        hide_sealed("lifecycle_record"),
        hide_excluded("lifecycle_journalentry"),
        hide_with("lifecycle_journalnote", parent="lifecycle_journalentry", column="entry_id"),
        hide_excluded("lifecycle_deadline"),
        hide_excluded("lifecycle_continuation"),
        hide_excluded("lifecycle_erasure"),
        # whoever may not know of a sealed record sees no row of it; notes hide with their entries. Days stay: the list of
        # what is late looks at thousands, and would look at a record for each
        *(
            hide_sealed_with(f"lifecycle_{rows}", parent="lifecycle_record", column="record_id")
            for rows in ("exclusion", "journalentry", "continuation", "erasure")
        ),
        hide_excluded("sealing_datakey", column="id", setting=HIDDEN_KEYS),
        hide_excluded("files_storedfile", column="data_key_id", setting=HIDDEN_KEYS),
        hide_excluded("drafts_draft", column="data_key_id", setting=HIDDEN_KEYS),
        hide_excluded("custody_share", column="data_key_id", setting=HIDDEN_KEYS),
        # row-level security looks at the level: counting reads the index alone where it holds the level
        migrations.RemoveIndex('record', 'record_list'),
        migrations.RemoveIndex('record', 'record_list_by_state'),
        migrations.AddIndex('record', models.Index(fields=['unit', 'kind', '-id'], include=['level'], name='record_list')),
        migrations.AddIndex('record', models.Index(fields=['unit', 'kind', 'state', '-id'], include=['level'], name='record_list_by_state')),
    ]
