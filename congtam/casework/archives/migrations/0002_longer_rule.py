"""A rule that was followed several times has a long name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archives", "0001_initial")]
    operations = [migrations.AlterField("item", "rule", models.CharField(max_length=160))]
