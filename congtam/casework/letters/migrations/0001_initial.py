import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from congtam.foundation.access.rls import protect

class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('files', '0001_initial'),
        ('lifecycle', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='letter', serialize=False, to='lifecycle.record')),
                ('channel', models.CharField(choices=[('post', 'Bưu chính'), ('hand', 'Nộp trực tiếp'), ('web', 'Cổng trực tuyến'), ('email', 'Thư điện tử'), ('reception', 'Tiếp công dân')], max_length=10)),
                ('received_on', models.DateField()),
                ('written_on', models.DateField(blank=True, null=True)),
                ('sender_kind', models.CharField(choices=[('one', 'Một người'), ('several', 'Nhiều người'), ('group', 'Tập thể có người đại diện'), ('organisation', 'Cơ quan, tổ chức'), ('anonymous', 'Không ghi tên'), ('unclear', 'Không rõ')], default='unclear', max_length=12)),
                ('sealed', models.BinaryField(blank=True, null=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('sender_name', models.CharField(blank=True, max_length=200)),
                ('sender_sort', models.CharField(blank=True, max_length=250)),
                ('sender_address', models.CharField(blank=True, max_length=300)),
                ('sender_phone', models.CharField(blank=True, max_length=40)),
                ('text', models.TextField(blank=True)),
                ('concerned', models.CharField(blank=True, max_length=300)),
                ('competence', models.CharField(blank=True, choices=[('ours', 'Thuộc thẩm quyền của đơn vị'), ('other', 'Thuộc thẩm quyền cơ quan khác')], max_length=10)),
                ('competent_body', models.CharField(blank=True, max_length=200)),
                ('refusal_grounds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('internal_act', 'Quyết định, hành vi nội bộ hoặc văn bản quy phạm pháp luật'), ('not_concerned', 'Không liên quan trực tiếp đến quyền, lợi ích của người khiếu nại'), ('no_capacity', 'Không đủ năng lực hành vi mà không có người đại diện'), ('bad_representative', 'Người đại diện không hợp pháp'), ('no_signature', 'Đơn không có chữ ký hoặc điểm chỉ'), ('out_of_time', 'Hết thời hiệu mà không có lý do chính đáng'), ('second_decision', 'Đã có quyết định giải quyết lần hai'), ('stopped', 'Đã đình chỉ, quá 30 ngày không khiếu nại tiếp'), ('court', 'Tòa án đã thụ lý hoặc đã giải quyết')], max_length=20), blank=True, default=list, size=None)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('complaint', 'Khiếu nại'), ('denunciation', 'Tố cáo'), ('petition', 'Kiến nghị'), ('reflection', 'Phản ánh'), ('unclear', 'Chưa rõ')], max_length=12)),
                ('summary', models.CharField(max_length=300)),
                ('complex', models.BooleanField(default=False)),
                ('remote', models.BooleanField(default=False)),
                ('outcome', models.CharField(blank=True, choices=[('right', 'Khiếu nại đúng'), ('partly', 'Khiếu nại đúng một phần'), ('wrong', 'Khiếu nại sai')], max_length=10)),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='letters.letter')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Scan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('queued', 'Đang chờ đọc'), ('reading', 'Đang đọc'), ('done', 'Đã đọc'), ('failed', 'Chưa đọc được'), ('unavailable', 'Máy chưa có phần mềm đọc chữ')], default='queued', max_length=12)),
                ('pages_read', models.PositiveSmallIntegerField(default=0)),
                ('confidence', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('proposals', models.BinaryField(blank=True, null=True)),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='letters.letter')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='ScanPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('confidence', models.PositiveSmallIntegerField()),
                ('sealed', models.BinaryField()),
                ('scan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='read_pages', to='letters.scan')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['unit', 'received_on'], name='letter_by_day'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('opened_at__isnull', False), models.Q(('sender_address', ''), ('sender_name', ''), ('sender_phone', ''), ('sender_sort', ''), ('text', '')), _connector='OR'), name='a_closed_letter_shows_no_sender'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.UniqueConstraint(fields=('letter', 'position'), name='one_matter_a_place'),
        ),
        migrations.AddConstraint(
            model_name='scan',
            constraint=models.UniqueConstraint(fields=('letter', 'position'), name='one_scan_a_place'),
        ),
        migrations.AddConstraint(
            model_name='scanpage',
            constraint=models.UniqueConstraint(fields=('scan', 'number'), name='one_reading_a_page'),
        ),
        protect("letters_letter", app="select, insert, update", worker="select, update"),
        protect("letters_matter", app="select, insert, update, delete", worker="select"),
        protect("letters_scan", app="select, insert, update", worker="select, insert, update"),
        protect("letters_scanpage", app="select, insert", worker="select, insert"),
    ]
