import django.db.models.deletion
from django.db import migrations, models

from congtam.foundation.access.rls import protect


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0002_substitution'),
        ('lifecycle', '0003_erasure'),
    ]

    operations = [
        migrations.CreateModel(
            name='Continuation',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='continuation', serialize=False, to='lifecycle.record')),
                ('on', models.DateField()),
                ('symbol', models.CharField(max_length=60)),
                ('body', models.CharField(blank=True, max_length=200)),
                ('continued_by', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='lifecycle.record')),
                ('to_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('body', ''), ('to_unit__isnull', False)), models.Q(('continued_by__isnull', True), ('to_unit__isnull', True), models.Q(('body', ''), _negated=True)), _connector='OR'), name='handed_to_one_body')],
            },
        ),
        protect("lifecycle_continuation", app="select, insert", worker="select, update (continued_by_id)"),
    ]
