import django.db.models.deletion
from django.db import migrations, models

from congtam.foundation.access.rls import protect


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=60)),
                ('scope', models.CharField(max_length=20)),
                ('last', models.PositiveIntegerField(default=0)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'series', 'scope'), name='one_counter_a_series')],
            },
        ),
        protect("numbering_counter", app="select, insert, update", worker="select"),
    ]
