"""Working copies without what tells who wrote."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("letters", "0006_messages")]

    operations: list[object] = []
