import django.db.models.deletion
from django.db import migrations, models

from congtam.foundation.access.rls import append_only, protect


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_substitution'),
        ('editions', '0001_initial'),
        ('lifecycle', '0002_clocks'),
    ]

    operations = [
        migrations.CreateModel(
            name='AppliedChange',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='legal_change', serialize=False, to='lifecycle.record')),
                ('moved', models.PositiveIntegerField()),
                ('settled', models.PositiveIntegerField()),
                ('stuck', models.PositiveIntegerField()),
                ('elsewhere', models.PositiveIntegerField()),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editions.edition')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('looked_at', models.PositiveIntegerField()),
                ('different', models.PositiveIntegerField()),
                ('stuck', models.PositiveIntegerField()),
                ('edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editions.edition')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-id'], name='recheck_newest_of_a_unit')],
            },
        ),
        append_only("legislation_appliedchange"),
        append_only("legislation_recheck"),
        protect("legislation_appliedchange", app="select, insert", worker="select"),
        protect("legislation_recheck", app="select", worker="select, insert"),
    ]
