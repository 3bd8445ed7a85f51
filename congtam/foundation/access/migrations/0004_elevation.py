"""Permissions for a short time."""

import datetime

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import open_table


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_conflicts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Elevation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('permissions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('granted_at', models.DateTimeField(blank=True, null=True)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='elevations', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('granted_at__isnull', True)), fields=('account', 'unit'), name='one_elevation_asked_at_a_time'), models.CheckConstraint(condition=models.Q(('granted_by__isnull', True), models.Q(('granted_by', models.F('account')), _negated=True), _connector='OR'), name='two_people_elevate'), models.CheckConstraint(condition=models.Q(models.Q(('granted_at__isnull', True), ('granted_by__isnull', True), ('until__isnull', True)), models.Q(('granted_at__isnull', False), ('granted_by__isnull', False), ('until__gt', models.F('granted_at')), ('until__lte', models.expressions.CombinedExpression(models.F('granted_at'), '+', models.Value(datetime.timedelta(seconds=3600))))), _connector='OR'), name='elevated_for_an_hour_at_most')],
            },
        ),
        # what a person may do is found before any scope is known
        open_table(
            "access_elevation",
            app="select, insert, update (granted_by_id, granted_at, until, ended_at)",
            worker="select",
        ),
    ]
