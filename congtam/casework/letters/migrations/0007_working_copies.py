"""Working copies without what tells who wrote; papers opened for sending; comparing senders without a list of them.

What is compared has no model: the application may read no row of ``letters_sendermark``. Functions that run as the owner
keep the marks of one letter, say which few letters are alike, and forget.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import congtam.foundation.clock
from congtam.foundation.access.rls import SEALED_SCOPE, hide_excluded, hide_with, protect, restrict

UNITS = "any(nullif(current_setting('congtam.units', true), '')::int[])"
AWAY = "ALL (coalesce(nullif(current_setting('congtam.hidden', true), ''), '{}')::bigint[])"

# Rows and files of a copy, in the units in scope; the bytes are taken off the disk by whoever calls.
REMOVE = f"""
CREATE FUNCTION letters_remove_working_copy(wanted bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    files bigint[];
BEGIN
    UPDATE public.letters_workingcopy SET state = 'withdrawn', boxes = ''::bytea
        WHERE id = wanted AND unit_id = {UNITS} AND letter_id <> {AWAY};
    IF NOT FOUND THEN
        RAISE EXCEPTION 'working copy % cannot be removed', wanted USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT array_agg(file_id) INTO files FROM public.letters_workingpage WHERE copy_id = wanted;
    DELETE FROM public.letters_workingpage WHERE copy_id = wanted;
    DELETE FROM public.files_storedfile WHERE id = ANY (files);
END $$
"""

# One random salt a row: two letters of one sender look no more alike than any two.
MARKS = """
CREATE TABLE letters_sendermark (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id integer NOT NULL REFERENCES access_unit (id),
    record_id bigint NOT NULL REFERENCES lifecycle_record (id),
    what varchar(10) NOT NULL,
    salt bytea NOT NULL,
    mark bytea NOT NULL,
    until date NOT NULL
);
CREATE INDEX letters_sendermark_of_a_unit ON letters_sendermark (unit_id, what, until);
CREATE INDEX letters_sendermark_of_a_record ON letters_sendermark (record_id);
"""

KEEP = f"""
CREATE FUNCTION letters_keep_marks(wanted bigint, kinds text[], marks bytea[], gone_on date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    of_unit int;
BEGIN
    SELECT unit_id INTO of_unit FROM public.lifecycle_record
        WHERE id = wanted AND level <> 'sealed' AND unit_id = {UNITS} AND id <> {AWAY};
    IF of_unit IS NULL THEN
        RAISE EXCEPTION 'record % is not compared', wanted USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM public.letters_sendermark WHERE record_id = wanted;
    INSERT INTO public.letters_sendermark (unit_id, record_id, what, salt, mark, until)
        SELECT of_unit, wanted, given.what, given.salt, sha256(given.salt || given.mark), gone_on
        FROM (SELECT what, mark, uuid_send(gen_random_uuid()) AS salt FROM unnest(kinds, marks) AS t (what, mark)) given;
END $$
"""

# At most five, in the record's own unit, of letters that are not sealed and that the account may know of.
ALIKE = f"""
CREATE FUNCTION letters_alike(wanted bigint, kinds text[], marks bytea[], today date) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT kept.record_id FROM public.letters_sendermark kept
    JOIN unnest(kinds, marks) AS given (what, mark) ON given.what = kept.what
    JOIN public.lifecycle_record earlier ON earlier.id = kept.record_id
    WHERE kept.unit_id = (SELECT unit_id FROM public.lifecycle_record WHERE id = wanted AND level <> 'sealed'
            AND unit_id = {UNITS} AND id <> {AWAY})
        AND kept.record_id <> wanted AND kept.until > today AND earlier.level <> 'sealed' AND earlier.id <> {AWAY}
        AND kept.mark = sha256(kept.salt || given.mark)
    GROUP BY kept.record_id ORDER BY kept.record_id DESC LIMIT 5
$$
"""

AGE = """
CREATE FUNCTION letters_age_marks(today date) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH gone AS (DELETE FROM public.letters_sendermark WHERE until <= today RETURNING 1) SELECT count(*) FROM gone
$$
"""

# Whatever seals a record, in whichever way: its marks are gone in the same moment.
FORGET = """
CREATE FUNCTION letters_forget_marks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM public.letters_sendermark WHERE record_id = NEW.id;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION letters_forget_marks() FROM PUBLIC;
CREATE TRIGGER letters_sealed_is_not_compared AFTER UPDATE OF level ON lifecycle_record
    FOR EACH ROW WHEN (NEW.level = 'sealed') EXECUTE FUNCTION letters_forget_marks();
"""

ERASE = """
CREATE FUNCTION letters_erase_work(wanted bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    files bigint[];
BEGIN
    PERFORM public.lifecycle_demand_erasure(wanted);
    DELETE FROM public.letters_sendermark WHERE record_id = wanted;
    UPDATE public.letters_recordlink SET reason = ''::bytea WHERE record_id = wanted AND same;
    SELECT array_agg(page.file_id) INTO files FROM public.letters_workingpage page
        JOIN public.letters_workingcopy copy ON copy.id = page.copy_id WHERE copy.letter_id = wanted;
    DELETE FROM public.letters_workingpage page USING public.letters_workingcopy copy
        WHERE copy.id = page.copy_id AND copy.letter_id = wanted;
    UPDATE public.letters_workingcopy SET state = 'withdrawn', boxes = ''::bytea WHERE letter_id = wanted;
    DELETE FROM public.files_storedfile WHERE id = ANY (files);
    SELECT array_agg(addressed.file_id) INTO files FROM public.letters_addressedpaper addressed
        JOIN public.documents_issueddocument paper ON paper.id = addressed.document_id WHERE paper.record_id = wanted;
    UPDATE public.letters_addressedpaper SET file_id = NULL WHERE file_id = ANY (files);
    DELETE FROM public.files_storedfile WHERE id = ANY (files);
END $$
"""


def function(definition, signature, roles="congtam_app"):
    """A function that runs as the owner, for these roles alone."""
    return migrations.RunSQL(
        f"{definition}; REVOKE ALL ON FUNCTION {signature} FROM PUBLIC;"
        f" GRANT EXECUTE ON FUNCTION {signature} TO {roles}",
        f"DROP FUNCTION {signature}",
    )


SEALED = f"unit_id = {SEALED_SCOPE}"


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0003_conflicts"),
        ("documents", "0003_erasing"),
        ("files", "0001_initial"),
        ("sealing", "0002_custody"),
        ("lifecycle", "0006_exclusions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("letters", "0006_messages"),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkingCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('made', 'Chờ duyệt'), ('released', 'Đang dùng'), ('withdrawn', 'Đã rút')], default='made', max_length=10)),
                ('boxes', models.BinaryField()),
                ('legible', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
                ('made_at', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('checked_at', models.DateTimeField(null=True)),
                ('alone', models.BooleanField(default=False)),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sealing.datakey')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='working_copies', to='letters.letter')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='WorkingPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('scan', models.PositiveSmallIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('sealed', models.BinaryField()),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='letters.workingcopy')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='AddressedPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('save_key', models.UUIDField(unique=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addressed', to='documents.issueddocument')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sealing.datakey')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='RecordLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('same', models.BooleanField()),
                ('reason', models.BinaryField(null=True)),
                ('made_at', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='lifecycle.record')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='lifecycle.record')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.AddConstraint(
            model_name='workingcopy',
            constraint=models.UniqueConstraint(fields=('letter', 'number'), name='one_working_copy_a_number'),
        ),
        migrations.AddConstraint(
            model_name='workingcopy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'released'), _negated=True), models.Q(models.Q(('alone', True), models.Q(('checked_by', models.F('made_by')), _negated=True), _connector='OR'), ('checked_by__isnull', False)), _connector='OR'), name='released_by_a_second_person'),
        ),
        migrations.AddConstraint(
            model_name='workingpage',
            constraint=models.UniqueConstraint(fields=('copy', 'position'), name='one_working_page_a_place'),
        ),
        migrations.AddConstraint(
            model_name='recordlink',
            constraint=models.UniqueConstraint(fields=('record', 'other'), name='one_link_a_pair'),
        ),
        migrations.AddConstraint(
            model_name='recordlink',
            constraint=models.CheckConstraint(condition=models.Q(('record__gt', models.F('other'))), name='the_later_one_first'),
        ),
        migrations.AddConstraint(
            model_name='recordlink',
            constraint=models.CheckConstraint(condition=models.Q(('same', False), ('reason__isnull', False), _connector='OR'), name='a_link_has_its_reason'),
        ),
        protect("letters_workingcopy", app="select, insert, update (state, legible, checked_by_id, checked_at, alone)"),
        protect("letters_workingpage", app="select, insert"),
        protect("letters_addressedpaper", app="select, insert"),
        protect("letters_recordlink", app="select, insert"),
        hide_excluded("letters_workingcopy", column="letter_id"),
        restrict("letters_workingcopy", name="sealed_scope", condition=SEALED),
        hide_with("letters_workingpage", parent="letters_workingcopy", column="copy_id"),
        hide_with("letters_addressedpaper", parent="documents_issueddocument", column="document_id"),
        restrict("letters_addressedpaper", name="sealed_scope", condition=SEALED),
        # a link tells that its other end exists: whoever may not know of one end knows of no link
        restrict(
            "letters_recordlink",
            name="not_excluded",
            condition="EXISTS (SELECT FROM lifecycle_record one WHERE one.id = letters_recordlink.record_id)"
            " AND EXISTS (SELECT FROM lifecycle_record two WHERE two.id = letters_recordlink.other_id)",
        ),
        function(REMOVE, "letters_remove_working_copy(bigint)"),
        migrations.RunSQL(MARKS, "DROP TABLE letters_sendermark"),
        protect("letters_sendermark", app=""),
        hide_excluded("letters_sendermark"),
        function(KEEP, "letters_keep_marks(bigint, text[], bytea[], date)"),
        function(ALIKE, "letters_alike(bigint, text[], bytea[], date)"),
        function(AGE, "letters_age_marks(date)", roles="congtam_worker"),
        migrations.RunSQL(
            FORGET, "DROP TRIGGER letters_sealed_is_not_compared ON lifecycle_record; DROP FUNCTION letters_forget_marks()"
        ),
        function(ERASE, "letters_erase_work(bigint)"),
    ]
