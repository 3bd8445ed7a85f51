"""Lines of reporting and declared relations."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("access", "0002_substitution")]

    operations: list[object] = []
