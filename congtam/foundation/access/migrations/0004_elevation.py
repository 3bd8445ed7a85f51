"""Permissions for a short time."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("access", "0003_conflicts")]

    operations: list[object] = []
