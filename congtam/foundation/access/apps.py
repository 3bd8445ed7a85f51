"""Accounts, posts, units, permissions, policies and the scope of the database."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "congtam.foundation.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """``elevation`` keeps its model beside its rules."""
        super().import_models()
        from congtam.foundation.access import elevation  # noqa: F401
