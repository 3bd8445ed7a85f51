"""Denunciations: their own records, book and papers."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("letters", "0004_identity_key")]

    operations: list[object] = []
