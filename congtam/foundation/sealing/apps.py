"""Encryption of what must not be read from the database."""

from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "congtam.foundation.sealing"
    label = "sealing"
    default_auto_field = "django.db.models.BigAutoField"
