import congtam.foundation.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congtam.foundation.access.rls import SCOPE, hide_excluded, protect

#: the unit above sees a request that it decides about, and nothing else of the record
DECIDER = (
    f"CREATE POLICY decider_scope ON keepers_identityrequest USING (decider_id = {SCOPE})"
    f" WITH CHECK (decider_id = {SCOPE})"
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0004_elevation'),
        ('custody', '0001_initial'),
        ('lifecycle', '0006_exclusions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Keeping',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='keeping', serialize=False, to='lifecycle.record')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
        ),
        migrations.CreateModel(
            name='IdentityRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('post_title', models.CharField(blank=True, max_length=130)),
                ('asked_at', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('purpose', models.CharField(choices=[('verify', 'Xác minh'), ('contact', 'Liên hệ người gửi đơn'), ('transfer', 'Chuyển vụ việc'), ('protect', 'Bảo vệ người gửi đơn'), ('disclose', 'Cung cấp ra ngoài theo pháp luật'), ('other', 'Việc khác')], max_length=10)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('wrapped', models.BinaryField()),
                ('key_id', models.CharField(max_length=100)),
                ('sealed', models.BinaryField()),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'đã đồng ý'), ('refused', 'không đồng ý'), ('lapsed', 'không còn hiệu lực')], max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('until', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('provided_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identity_requests', to='lifecycle.record')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['asked_by', 'until'], name='grants_of_a_person'), models.Index(condition=models.Q(('outcome', '')), fields=['decider', 'asked_at'], name='requests_that_wait')],
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='nobody_grants_themselves'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'granted'), _negated=True), models.Q(('decided_by__isnull', False), ('until__isnull', False)), _connector='OR'), name='a_grant_has_a_second_person_and_an_end'), models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('record', 'asked_by'), name='one_open_request_a_person_and_record')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('name', 'Cử người giữ'), ('decider', 'Chọn nơi đồng ý cho xem'), ('print', 'Lập khóa khôi phục'), ('recover', 'Dùng khóa khôi phục')], max_length=10)),
                ('duty', models.CharField(blank=True, choices=[('intake', 'Giữ khóa tiếp nhận'), ('identity', 'Giữ danh tính')], max_length=10)),
                ('proposed_at', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('outcome', models.CharField(blank=True, choices=[('confirmed', 'đã xác nhận'), ('refused', 'không xác nhận'), ('withdrawn', 'đã rút lại')], max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('valid_until', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('keeping', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='keepers.keeping')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome', 'withdrawn'), ('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='two_people_propose_and_confirm'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'confirmed'), _negated=True), ('account__isnull', True), models.Q(('decided_by', models.F('account')), _negated=True), _connector='OR'), name='nobody_confirms_themselves'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'confirmed'), _negated=True), ('decided_by__isnull', False), _connector='OR'), name='confirmed_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='ReadingReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('monday', models.DateField()),
                ('made_at', models.DateTimeField(default=congtam.foundation.clock.now)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'monday'), name='one_review_a_week')],
            },
        ),
        protect("keepers_keeping", app="select, insert", worker="select"),
        protect(
            "keepers_proposal",
            app="select, insert, update (outcome, decided_by_id, decided_at, valid_until, done_at)",
        ),
        protect(
            "keepers_identityrequest",
            app="select, insert, update (outcome, decided_by_id, decided_at, until, ended_at, provided_at, sealed, wrapped, key_id)",
            worker="select, update (outcome, ended_at)",
        ),
        migrations.RunSQL(DECIDER, "DROP POLICY decider_scope ON keepers_identityrequest"),
        protect(
            "keepers_readingreview",
            app="select, insert, update (reviewed_by_id, reviewed_at)",
            worker="select, insert",
        ),
        hide_excluded("keepers_identityrequest"),
        hide_excluded("keepers_keeping"),
        hide_excluded("keepers_proposal", column="keeping_id"),
    ]
