"""The key under which lies what tells who sent a letter."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("letters", "0003_opening")]

    operations: list[object] = []
