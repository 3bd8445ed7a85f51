"""A rule that was followed several times has a long name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lifecycle", "0004_continuation")]
    operations = [migrations.AlterField("deadline", "rule", models.CharField(max_length=160))]
