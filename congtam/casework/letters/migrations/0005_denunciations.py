"""Denunciations: their own records, book and papers. Only who may know of sealed records sees a row of them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from congtam.foundation.access.rls import SEALED_SCOPE, hide_excluded, hide_with, protect, restrict

TABLES = ("letters_denunciation", "letters_denunciationmatter", "letters_transfer", "letters_protection")
AWAY = "(select nullif(current_setting('congtam.hidden', true), '')::bigint[])::bigint[]"


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0003_conflicts"),
        ("lifecycle", "0006_exclusions"),
        ("letters", "0004_identity_key"),
    ]

    operations = [
        migrations.CreateModel(
            name='Denunciation',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='denunciation', serialize=False, to='lifecycle.record')),
                ('code', models.CharField(max_length=12)),
                ('source', models.CharField(choices=[('signed', 'Đơn có họ tên, địa chỉ, chữ ký'), ('in_person', 'Tố cáo trực tiếp'), ('anonymous', 'Không rõ họ tên, địa chỉ'), ('borrowed', 'Mượn tên người khác'), ('off_form', 'Qua điện thoại, thư điện tử, hình thức khác')], max_length=12)),
                ('received_on', models.DateField()),
                ('forwarded', models.BooleanField(default=False)),
                ('sealed', models.BinaryField()),
                ('several_places', models.BooleanField(default=False)),
                ('identity', models.CharField(blank=True, choices=[('confirmed', 'Đúng người'), ('not_confirmed', 'Không đúng người'), ('impossible', 'Không kiểm tra được')], max_length=14)),
                ('competence', models.CharField(blank=True, choices=[('ours', 'Thuộc thẩm quyền của đơn vị'), ('other', 'Thuộc thẩm quyền cơ quan khác'), ('party', 'Vi phạm quy định của Đảng: thuộc cơ quan Đảng')], max_length=10)),
                ('conditions_on', models.DateField(null=True)),
                ('unmet', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('form', 'Thực hiện đúng hình thức tố cáo (Điều 23)'), ('capacity', 'Người tố cáo đủ năng lực hành vi, hoặc có người đại diện'), ('competence', 'Thuộc thẩm quyền giải quyết của người nhận'), ('basis', 'Có cơ sở xác định người vi phạm, hành vi vi phạm'), ('after_complaint', 'Nếu phát sinh từ khiếu nại đã giải quyết: có tài liệu cho thấy người giải quyết vi phạm')], max_length=20), blank=True, default=list, size=None)),
                ('accepted_on', models.DateField(null=True)),
                ('criteria', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                ('withdrawn', models.CharField(blank=True, choices=[('part', 'Rút một phần'), ('whole', 'Rút toàn bộ')], max_length=6)),
                ('goes_on', models.BooleanField(default=False)),
                ('concluded_on', models.DateField(null=True)),
                ('posted_on', models.DateField(null=True)),
                ('again', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='letters.denunciation')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='denunciation', to='letters.letter')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='DenunciationMatter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('sealed', models.BinaryField()),
                ('withdrawn_on', models.DateField(null=True)),
                ('finding', models.CharField(blank=True, choices=[('right', 'Tố cáo đúng'), ('partly', 'Tố cáo đúng một phần'), ('wrong', 'Tố cáo sai')], max_length=10)),
                ('denunciation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='letters.denunciation')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Protection',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='protection', serialize=False, to='lifecycle.record')),
                ('urgent', models.BooleanField(default=False)),
                ('sealed', models.BinaryField()),
                ('measures', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('secrecy', 'Bảo vệ bí mật thông tin'), ('position', 'Bảo vệ vị trí công tác, việc làm'), ('safety', 'Bảo vệ tính mạng, sức khỏe, tài sản, danh dự, nhân phẩm')], max_length=10), blank=True, default=list, size=None)),
                ('granted_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('denunciation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protections', to='letters.denunciation')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('matter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='transfer', to='letters.denunciationmatter')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.AddConstraint(
            model_name='denunciation',
            constraint=models.UniqueConstraint(fields=('unit', 'code'), name='one_denouncer_a_working_code'),
        ),
        migrations.AddConstraint(
            model_name='denunciationmatter',
            constraint=models.UniqueConstraint(fields=('denunciation', 'position'), name='one_content_a_place'),
        ),
        protect("letters_denunciation", app="select, insert, update"),
        protect("letters_denunciationmatter", app="select, insert, update"),
        protect("letters_transfer", app="select, insert"),
        protect("letters_protection", app="select, insert, update"),
        hide_excluded("letters_denunciation"),
        hide_excluded("letters_denunciationmatter", column="denunciation_id"),
        hide_with("letters_transfer", parent="letters_denunciationmatter", column="matter_id"),
        # whoever is kept away from the denunciation learns of no protection either
        restrict(
            "letters_protection",
            name="not_excluded",
            condition=f"record_id <> ALL ({AWAY}) AND denunciation_id <> ALL ({AWAY})",
        ),
        *(restrict(table, name="sealed_scope", condition=f"unit_id = {SEALED_SCOPE}") for table in TABLES),
    ]
