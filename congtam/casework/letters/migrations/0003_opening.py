import django.db.models.deletion
from django.db import migrations, models

from congtam.foundation.access.rls import grants, protect


def worker(table, rights):
    """What the job that enters a paper book may do beside what jobs may do already."""
    return migrations.RunSQL(grants(table, app="", worker=rights), migrations.RunSQL.noop)


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('files', '0001_initial'),
        ('letters', '0002_erasing'),
        ('lifecycle', '0002_clocks'),
        ('numbering', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='OpeningBatch',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='opening', serialize=False, to='lifecycle.record')),
                ('rows', models.PositiveIntegerField(default=0)),
                ('first_number', models.PositiveIntegerField(blank=True, null=True)),
                ('last_number', models.PositiveIntegerField(blank=True, null=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='PaperEntry',
            fields=[
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='paper_entry', serialize=False, to='letters.letter')),
                ('row', models.PositiveIntegerField()),
                ('settle_by', models.DateField(blank=True, null=True)),
                ('computed', models.DateField(blank=True, null=True)),
                ('sealed', models.BinaryField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='letters.openingbatch')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        protect("letters_openingbatch", app="select, insert, update", worker="select, update"),
        protect("letters_paperentry", app="select, insert, update (sealed)", worker="select, insert"),
        worker("lifecycle_record", "insert"),
        worker("letters_letter", "insert"),
        worker("letters_matter", "insert"),
        worker("numbering_counter", "insert, update"),
    ]
