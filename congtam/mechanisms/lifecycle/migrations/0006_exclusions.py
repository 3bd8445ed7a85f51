"""Who is kept away from a record."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("lifecycle", "0005_longer_rule")]

    operations: list[object] = []
