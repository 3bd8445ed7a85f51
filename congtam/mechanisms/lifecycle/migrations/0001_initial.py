import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import append_only, protect


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('sealing', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=16, unique=True)),
                ('state', models.CharField(max_length=40)),
                ('level', models.CharField(choices=[('ordinary', 'Thường'), ('restricted', 'Hạn chế'), ('sealed', 'Niêm phong')], default='ordinary', max_length=10)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('opened_on', models.DateField()),
                ('opened_at', models.DateTimeField()),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('book', models.CharField(blank=True, max_length=40)),
                ('book_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('head', models.BinaryField(default=bytes, max_length=32)),
                ('length', models.PositiveIntegerField(default=0)),
                ('receipt_mac', models.BinaryField(max_length=32, null=True, unique=True)),
                ('receipt_sealed', models.BinaryField(null=True)),
                ('idempotency_key', models.UUIDField(blank=True, null=True)),
                ('data_key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sealing.datakey')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField()),
                ('event', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
                ('on', models.DateField()),
                ('system', models.CharField(blank=True, max_length=60)),
                ('post_title', models.CharField(blank=True, max_length=120)),
                ('payload', models.JSONField(default=dict)),
                ('previous', models.BinaryField(max_length=32)),
                ('hash', models.BinaryField(max_length=32)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='lifecycle.record')),
            ],
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.PositiveSmallIntegerField(default=0)),
                ('duty', models.CharField(max_length=80)),
                ('party', models.CharField(choices=[('office', 'cơ quan'), ('citizen', 'người gửi đơn')], default='office', max_length=10)),
                ('state', models.CharField(choices=[('open', 'đang chạy'), ('met', 'đã xong'), ('cancelled', 'không còn áp dụng')], default='open', max_length=10)),
                ('event_on', models.DateField()),
                ('warn_on', models.DateField()),
                ('due_on', models.DateField()),
                ('rule', models.CharField(max_length=80)),
                ('rule_version', models.CharField(max_length=64)),
                ('calendar_version', models.CharField(max_length=64)),
                ('provisional', models.BooleanField(default=False)),
                ('explanation', models.JSONField()),
                ('met_on', models.DateField(blank=True, null=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='lifecycle.record')),
            ],
        ),
        migrations.CreateModel(
            name='JournalNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('salt', models.BinaryField(max_length=16)),
                ('sealed', models.BinaryField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='lifecycle.journalentry')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entry', 'name'), name='one_note_a_name')],
            },
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['unit', 'kind', '-id'], name='record_list'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['unit', 'kind', 'state', '-id'], name='record_list_by_state'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['holder', 'state', '-id'], name='record_list_by_holder'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.UniqueConstraint(condition=models.Q(('number__isnull', False)), fields=('unit', 'book', 'book_year', 'number'), name='number_once_in_a_book'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.UniqueConstraint(fields=('unit', 'idempotency_key'), name='one_record_a_save'),
        ),
        migrations.AddConstraint(
            model_name='journalentry',
            constraint=models.UniqueConstraint(fields=('record', 'seq'), name='one_entry_a_place'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['unit', 'due_on'], name='deadline_open'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('record', 'item', 'duty'), name='one_open_clock_a_duty'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(('warn_on__lte', models.F('due_on'))), name='warn_before_due'),
        ),
        protect("lifecycle_record", app="select, insert, update", worker="select, update"),
        protect("lifecycle_deadline", app="select, insert, update", worker="select, insert, update"),
        protect("lifecycle_journalentry", app="select, insert", worker="select, insert"),
        protect("lifecycle_journalnote", app="select, insert", worker="select, insert"),
        append_only("lifecycle_journalentry"),
        append_only("lifecycle_journalnote"),
    ]
