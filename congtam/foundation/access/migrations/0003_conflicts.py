"""Lines of reporting and declared relations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import open_table


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0002_substitution'),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='reports_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='below', to='access.post'),
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('spouse', 'Vợ hoặc chồng'), ('parent', 'Cha hoặc mẹ'), ('child', 'Con'), ('sibling', 'Anh, chị, em ruột'), ('in_law', 'Người thân bên vợ hoặc bên chồng'), ('other', 'Quan hệ khác')], max_length=10)),
                ('declared_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relations', to=settings.AUTH_USER_MODEL)),
                ('declared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('relative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('account', 'relative'), name='one_relation_of_two'), models.CheckConstraint(condition=models.Q(('account', models.F('relative')), _negated=True), name='nobody_is_their_own_relative')],
            },
        ),
        # two people of different units may be relatives: the row belongs to none
        open_table("access_relation", app="select, insert, update (ended_on)", worker="select"),
    ]
