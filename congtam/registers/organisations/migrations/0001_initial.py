import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import open_table
from congtam.mechanisms.effective import history_of, temporal_key


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('effective', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='UnitFacts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded_at', models.DateTimeField()),
                ('change_kind', models.CharField(choices=[('change', 'thay đổi'), ('correction', 'đính chính')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('name', models.CharField(max_length=200, verbose_name='Tên cơ quan')),
                ('short_name', models.CharField(blank=True, max_length=80, verbose_name='Tên gọi tắt')),
                ('superior_name', models.CharField(blank=True, max_length=200, verbose_name='Cơ quan cấp trên')),
                ('place', models.CharField(max_length=80, verbose_name='Địa danh')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='Địa chỉ')),
                ('phone', models.CharField(blank=True, max_length=60, verbose_name='Điện thoại')),
                ('symbol', models.CharField(max_length=30, verbose_name='Ký hiệu cơ quan')),
                ('numbering', models.CharField(choices=[('year', 'theo năm'), ('term', 'theo nhiệm kỳ')], default='year', max_length=4, verbose_name='Đánh số văn bản')),
                ('term', models.CharField(blank=True, max_length=20, verbose_name='Nhiệm kỳ')),
                ('reception_hours', models.TextField(blank=True, verbose_name='Lịch tiếp công dân')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='access.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('numbering', 'term'), _negated=True), models.Q(('term', ''), _negated=True), _connector='OR'), name='numbering_by_term_names_the_term', violation_error_message='Hãy ghi nhiệm kỳ khi đánh số văn bản theo nhiệm kỳ.')],
            },
        ),
        temporal_key("organisations_unitfacts", "unit_id"),
        history_of("organisations_unitfacts", "unit_id"),
        # names of public offices are public; what is deleted goes into the history, by trigger
        open_table("organisations_unitfacts", app="select, insert, delete", worker="select"),
        open_table("organisations_unitfacts_history", app="select", worker="select"),
    ]
