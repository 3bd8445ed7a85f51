"""A rule that was followed several times has a long name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0002_confirmed_plan")]
    operations = [migrations.AlterField("officevalue", "rule", models.CharField(max_length=160))]
