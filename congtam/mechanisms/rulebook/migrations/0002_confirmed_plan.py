"""What an officer confirmed is kept as it stood: a later version of the product may know other days of that year."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0001_initial")]
    operations = [migrations.AddField("calendaryear", "plan", models.JSONField(default=dict))]
