import congtam.foundation.clock
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import protect

# Everything but the way of the paper.
ISSUED_FROZEN = (
    "id", "uid", "record_id", "unit_id", "item", "kind", "series", "series_scope", "number", "symbol", "issued_on",
    "issued_at", "template_version", "template_compared", "facts", "docx_id",
)
ISSUED_OPEN = (
    "signed_id", "signed_on", "sent_on", "sent_by_how", "sent_proof_id", "sent_note", "delivered_on",
    "delivered_proof_id", "delivered_note", "received_on", "received_proof_id", "received_note",
)
TEMPLATE_FROZEN = ("id", "unit_id", "kind", "content", "sha256", "uploaded_by_id", "uploaded_at")
TEMPLATE_OPEN = ("active", "compared", "compared_by_id", "compared_on", "note")

REFUSE = '''
CREATE FUNCTION documents_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '%: what was issued is frozen, % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
'''


def freeze(table, columns):
    """Refuse to change the columns, to delete and to truncate, to every role, the owner included."""
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    call = "EXECUTE FUNCTION documents_refuse_change();"
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) {call}"
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW {call}"
        f"CREATE TRIGGER {table}_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}"
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_frozen;"
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_kept;"
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_all;",
        f"DROP TRIGGER {table}_frozen ON {table}; DROP TRIGGER {table}_kept ON {table};"
        f"DROP TRIGGER {table}_all ON {table};",
    )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('files', '0001_initial'),
        ('lifecycle', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=80)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('active', models.BooleanField(default=True)),
                ('compared', models.BooleanField(default=False)),
                ('compared_on', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('compared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('active', True)), fields=('unit', 'kind'), name='one_template_in_use'), models.UniqueConstraint(fields=('unit', 'kind', 'sha256'), name='one_row_a_template_version'), models.CheckConstraint(condition=models.Q(('compared', False), models.Q(('compared_by__isnull', False), ('compared_on__isnull', False)), _connector='OR'), name='compared_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='IssuedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('item', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(max_length=80)),
                ('series', models.CharField(max_length=20)),
                ('series_scope', models.CharField(max_length=20)),
                ('number', models.PositiveIntegerField()),
                ('symbol', models.CharField(max_length=60)),
                ('issued_on', models.DateField()),
                ('issued_at', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('template_version', models.CharField(max_length=64)),
                ('template_compared', models.BooleanField()),
                ('facts', models.BinaryField()),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('sent_on', models.DateField(blank=True, null=True)),
                ('sent_by_how', models.CharField(blank=True, choices=[('post', 'Bưu điện'), ('hand', 'Trao tay'), ('email', 'Thư điện tử'), ('other', 'Cách khác')], max_length=10)),
                ('sent_note', models.BinaryField(blank=True, null=True)),
                ('delivered_on', models.DateField(blank=True, null=True)),
                ('delivered_note', models.BinaryField(blank=True, null=True)),
                ('received_on', models.DateField(blank=True, null=True)),
                ('received_note', models.BinaryField(blank=True, null=True)),
                ('delivered_proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('docx', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('received_proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='lifecycle.record')),
                ('sent_proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('signed', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-issued_on', '-id'], name='documents_by_day')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'series', 'series_scope', 'number'), name='one_document_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('signed__isnull', True), ('signed_on__isnull', True)), models.Q(('signed__isnull', False), ('signed_on__isnull', False)), _connector='OR'), name='signed_with_its_scan')],
            },
        ),
        protect(
            "documents_documenttemplate", app=f"select, insert, update ({', '.join(TEMPLATE_OPEN)})", worker="select"
        ),
        protect(
            "documents_issueddocument", app=f"select, insert, update ({', '.join(ISSUED_OPEN)})", worker="select"
        ),
        migrations.RunSQL(REFUSE, "DROP FUNCTION documents_refuse_change()"),
        freeze("documents_documenttemplate", TEMPLATE_FROZEN),
        freeze("documents_issueddocument", ISSUED_FROZEN),
    ]
