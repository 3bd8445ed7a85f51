from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='unitfacts',
            name='numbering',
            field=models.CharField(choices=[('year', 'theo năm'), ('term', 'theo nhiệm kỳ'), ('all', 'một dãy số cho cả đại hội')], default='year', max_length=4, verbose_name='Đánh số văn bản'),
        ),
        migrations.AddConstraint(
            model_name='unitfacts',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('numbering', 'all'), _negated=True), models.Q(('term', ''), _negated=True), _connector='OR'), name='one_series_names_the_congress', violation_error_message='Hãy ghi tên đại hội khi đánh số văn bản của đại hội.'),
        ),
    ]
