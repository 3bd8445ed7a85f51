import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import open_table


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='Tên đăng nhập')),
                ('display_name', models.CharField(max_length=120, verbose_name='Họ và tên')),
                ('language', models.CharField(choices=[('vi', 'Tiếng Việt'), ('en', 'English')], default='vi', max_length=2)),
                ('theme', models.CharField(choices=[('auto', 'Theo máy'), ('light', 'Sáng'), ('dark', 'Tối')], default='auto', max_length=5)),
                ('single_keys', models.BooleanField(default=True, verbose_name='Dùng phím tắt một chữ')),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('permissions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None)),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Holding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='access.post')),
            ],
        ),
        migrations.AddField(
            model_name='post',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='access.unit'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('unit', 'title'), name='post_once_in_a_unit'),
        ),
        migrations.RunSQL(
            "ALTER TABLE access_holding ADD CONSTRAINT holding_once_at_a_time"
            " UNIQUE (account_id, post_id, held WITHOUT OVERLAPS)",
            "ALTER TABLE access_holding DROP CONSTRAINT holding_once_at_a_time",
        ),
        # maintained through pages by whoever may; the password's hash is refreshed on signing in
        open_table("access_unit", app="select, insert, update", worker="select"),
        open_table("access_account", app="select, insert, update", worker="select"),
        open_table("access_post", app="select, insert, update", worker="select"),
        open_table("access_holding", app="select, insert, update", worker="select"),
    ]
