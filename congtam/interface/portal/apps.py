"""What citizens see: following a letter by its tracking code, without account or cookie."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "congtam.interface.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
