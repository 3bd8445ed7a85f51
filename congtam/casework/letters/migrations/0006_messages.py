"""Letters sent on the public page, and messages by code."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("letters", "0005_denunciations")]

    operations: list[object] = []
