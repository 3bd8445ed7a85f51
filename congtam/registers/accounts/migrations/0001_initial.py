import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import protect

# Whoever was invited has no unit yet, so row-level security shows them nothing. For one exact code (its keyed hash) the
# function gives the unit in which the invitation lies, and nothing else.
INVITED = """
CREATE FUNCTION accounts_invited(asked bytea) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT unit_id FROM accounts_invitation WHERE code_mac = asked AND ended_at IS NULL
$$;
REVOKE ALL ON FUNCTION accounts_invited(bytea) FROM PUBLIC; GRANT EXECUTE ON FUNCTION accounts_invited(bytea) TO congtam_app
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_substitution'),
        ('lifecycle', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountEntry',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='account_entry', serialize=False, to='lifecycle.record')),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='entry', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='PostEntry',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='post_entry', serialize=False, to='lifecycle.record')),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='entry', to='access.post')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_mac', models.BinaryField(max_length=32, unique=True)),
                ('made_at', models.DateTimeField()),
                ('valid_until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='accounts.accountentry')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('entry',), name='one_invitation_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='ResetRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'đã đồng ý'), ('refused', 'không đồng ý'), ('lapsed', 'không còn cần')], max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reset_requests', to='accounts.accountentry')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('entry',), name='one_reset_request_at_a_time'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='two_people_reset')],
            },
        ),
        protect("accounts_accountentry", app="select, insert", worker="select"),
        protect("accounts_postentry", app="select, insert", worker="select"),
        protect("accounts_invitation", app="select, insert, update (ended_at)"),
        protect("accounts_resetrequest", app="select, insert, update (outcome, decided_by_id, decided_at)"),
        migrations.RunSQL(INVITED, "DROP FUNCTION accounts_invited(bytea)"),
    ]
