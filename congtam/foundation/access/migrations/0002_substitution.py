import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import open_table


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='session_round',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='account',
            name='sign_in_notice',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.CreateModel(
            name='Substitution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('line', models.CharField(blank=True, max_length=120)),
                ('holding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='substitutions', to='access.holding')),
                ('substitute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stands_in', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.RunSQL(
            "ALTER TABLE access_substitution ADD CONSTRAINT substitute_once_at_a_time"
            " UNIQUE (holding_id, substitute_id, during WITHOUT OVERLAPS)",
            "ALTER TABLE access_substitution DROP CONSTRAINT substitute_once_at_a_time",
        ),
        # what a person may do is found before any scope is known; a substitution that never begins is taken back,
        # and so is a holding
        open_table("access_substitution", app="select, insert, update, delete", worker="select"),
        open_table("access_holding", app="delete"),
    ]
