from django.db import migrations, models

# A void is written once; beside it the freeze of 0001 holds.
VOIDED = (
    "CREATE TRIGGER documents_issueddocument_voided BEFORE UPDATE ON documents_issueddocument FOR EACH ROW"
    " WHEN (OLD.voided_on IS NOT NULL AND (OLD.voided_on IS DISTINCT FROM NEW.voided_on"
    " OR OLD.void_reason IS DISTINCT FROM NEW.void_reason))"
    " EXECUTE FUNCTION documents_refuse_change();"
    "ALTER TABLE documents_issueddocument ENABLE ALWAYS TRIGGER documents_issueddocument_voided;"
    "GRANT UPDATE (voided_on, void_reason) ON documents_issueddocument TO congtam_app;"
)
UNDO = (
    "REVOKE UPDATE (voided_on, void_reason) ON documents_issueddocument FROM congtam_app;"
    "DROP TRIGGER documents_issueddocument_voided ON documents_issueddocument;"
)


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='issueddocument',
            name='void_reason',
            field=models.BinaryField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='issueddocument',
            name='voided_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='issueddocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason__isnull', True), ('voided_on__isnull', True)), models.Q(('void_reason__isnull', False), ('voided_on__isnull', False)), _connector='OR'), name='voided_with_its_reason'),
        ),
        migrations.RunSQL(VOIDED, UNDO),
    ]
