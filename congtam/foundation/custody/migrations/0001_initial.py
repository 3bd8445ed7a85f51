import congtam.foundation.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import SCOPE, grants, open_table, protect

#: rows of the person who is at work, and of nobody else
OWN = "account_id = (select nullif(current_setting('congtam.account', true), '')::bigint)"


def own_rows(table: str, *, app: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY own_rows ON {table} USING ({OWN}) WITH CHECK ({OWN});" + grants(table, app=app),
        f"DROP POLICY own_rows ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def known_to_all(table: str, *, app: str, worker: str) -> migrations.RunSQL:
    """Who keeps identities is no secret inside: a letter is sealed to the custodians of the unit above as well, which
    is not in scope. Written by the unit only."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY read_by_all ON {table} FOR SELECT USING (true);"
        f"CREATE POLICY unit_scope ON {table} USING (unit_id = {SCOPE}) WITH CHECK (unit_id = {SCOPE});"
        + grants(table, app=app, worker=worker),
        f"DROP POLICY read_by_all ON {table}; DROP POLICY unit_scope ON {table};"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0004_elevation'),
        ('sealing', '0002_custody'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KeyPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person', 'Khóa cá nhân'), ('recovery', 'Khóa khôi phục'), ('reading', 'Khóa đọc bản quét')], max_length=10)),
                ('public', models.BinaryField(max_length=32, unique=True)),
                ('made_at', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('ended_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('intake', 'Giữ khóa tiếp nhận'), ('identity', 'Giữ danh tính'), ('grant', 'Được đồng ý cho xem'), ('recovery', 'Khóa khôi phục'), ('reading', 'Đọc bản quét')], max_length=10)),
                ('sealed', models.BinaryField()),
                ('made_at', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('until', models.DateTimeField(null=True)),
                ('data_key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='sealing.datakey')),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='custody.keypair')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='UnitCustody',
            fields=[
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='access.unit')),
                ('grants_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('mark', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('begun_at', models.DateTimeField()),
                ('used_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Custodian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(choices=[('intake', 'Giữ khóa tiếp nhận'), ('identity', 'Giữ danh tính')], max_length=10)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('unit', 'account', 'duty'), name='a_duty_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='KeySecret',
            fields=[
                ('pair', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='secret', serialize=False, to='custody.keypair')),
                ('sealed', models.BinaryField()),
                ('salt', models.BinaryField(max_length=16)),
                ('opslimit', models.PositiveIntegerField()),
                ('memlimit', models.PositiveBigIntegerField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='keypair',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('kind', 'person')), fields=('account',), name='one_live_key_a_person'),
        ),
        migrations.AddConstraint(
            model_name='keypair',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('kind', 'recovery')), fields=('unit',), name='one_live_recovery_key_a_unit'),
        ),
        migrations.AddConstraint(
            model_name='keypair',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('account__isnull', False), ('kind', 'person'), ('unit__isnull', True)), models.Q(('account__isnull', True), ('kind', 'recovery'), ('unit__isnull', False)), models.Q(('account__isnull', True), ('kind', 'reading'), ('unit__isnull', True)), _connector='OR'), name='a_key_has_one_owner'),
        ),
        migrations.AddIndex(
            model_name='share',
            index=models.Index(fields=['pair', 'data_key'], name='shares_of_a_holder'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.UniqueConstraint(fields=('data_key', 'pair', 'why'), name='one_share_a_holder'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('until__isnull', False), ('why', 'grant')), models.Q(models.Q(('why', 'grant'), _negated=True), ('until', None)), _connector='OR'), name='a_grant_ends'),
        ),
        migrations.AddConstraint(
            model_name='unitcustody',
            constraint=models.CheckConstraint(condition=models.Q(('grants_to', models.F('unit')), _negated=True), name='a_unit_is_not_above_itself'),
        ),
        # public keys are public
        open_table("custody_keypair", app="select, insert, update (ended_at)", worker="select, insert, update (ended_at)"),
        own_rows("custody_keysecret", app="select, insert, update, delete"),
        own_rows("custody_visit", app="select, insert, update, delete"),
        known_to_all("custody_custodian", app="select, insert, update", worker="select"),
        known_to_all("custody_unitcustody", app="select, insert, update", worker="select"),
        protect(
            "custody_share", app="select, insert, update, delete", worker="select, insert, update, delete"
        ),
    ]
