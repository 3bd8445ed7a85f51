"""Numbers without gaps."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "congtam.foundation.numbering"
    label = "numbering"
    default_auto_field = "django.db.models.BigAutoField"
