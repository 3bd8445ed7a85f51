"""Keys of people, and who can open what."""

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "congtam.foundation.custody"
    label = "custody"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from congtam.foundation.custody.shares import SCHEME, open_key
        from congtam.foundation.sealing.holders import register_opener

        register_opener(SCHEME, open_key)
