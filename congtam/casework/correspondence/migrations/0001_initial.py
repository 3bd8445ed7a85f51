import django.db.models.deletion
from django.db import migrations, models

from congtam.foundation.access.rls import protect

# What was typed may be corrected; number, book, series, year, symbol and origin never change.
TYPED = "copies, excerpt, file_id, folded, note, place"
INCOMING = f"{TYPED}, arrived_on, dated, handed_on, handed_to, issuer, kind, symbol"
OUTGOING = f"{TYPED}, issued_on, recipients, signer"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('files', '0001_initial'),
        ('lifecycle', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Incoming',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='lifecycle.record')),
                ('number', models.PositiveIntegerField()),
                ('symbol', models.CharField(blank=True, max_length=60)),
                ('kind', models.CharField(blank=True, max_length=30)),
                ('protected', models.BooleanField(default=False)),
                ('excerpt', models.CharField(blank=True, max_length=500)),
                ('copies', models.PositiveSmallIntegerField(default=1)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('folded', models.TextField(blank=True)),
                ('book', models.CharField(choices=[('general', 'Sổ chung'), ('party', 'Văn bản của Đảng'), ('state', 'Văn bản của Nhà nước'), ('protected', 'Văn bản mật')], max_length=10)),
                ('year', models.PositiveSmallIntegerField()),
                ('arrived_on', models.DateField()),
                ('issuer', models.CharField(max_length=200)),
                ('dated', models.DateField(blank=True, null=True)),
                ('handed_to', models.CharField(blank=True, max_length=200)),
                ('handed_on', models.DateField(blank=True, null=True)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'book', 'year', 'number'), name='one_incoming_document_a_number'), models.CheckConstraint(condition=models.Q(('protected', False), models.Q(('book', 'protected'), ('excerpt', ''), ('file__isnull', True)), _connector='OR'), name='protected_incoming_is_a_reference_to_paper')],
            },
        ),
        migrations.CreateModel(
            name='Outgoing',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='lifecycle.record')),
                ('number', models.PositiveIntegerField()),
                ('symbol', models.CharField(blank=True, max_length=60)),
                ('kind', models.CharField(blank=True, max_length=30)),
                ('protected', models.BooleanField(default=False)),
                ('excerpt', models.CharField(blank=True, max_length=500)),
                ('copies', models.PositiveSmallIntegerField(default=1)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('folded', models.TextField(blank=True)),
                ('series', models.CharField(max_length=20)),
                ('series_scope', models.CharField(max_length=20)),
                ('issued_on', models.DateField()),
                ('signer', models.CharField(blank=True, max_length=120)),
                ('recipients', models.CharField(blank=True, max_length=300)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'series', 'series_scope', 'number'), name='one_outgoing_document_a_number'), models.CheckConstraint(condition=models.Q(('protected', False), models.Q(('excerpt', ''), ('file__isnull', True)), _connector='OR'), name='protected_outgoing_is_a_reference_to_paper')],
            },
        ),
        protect("correspondence_incoming", app=f"select, insert, update ({INCOMING})"),
        protect("correspondence_outgoing", app=f"select, insert, update ({OUTGOING})"),
    ]
