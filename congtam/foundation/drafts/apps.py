"""Drafts of forms."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "congtam.foundation.drafts"
    label = "drafts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from congtam.foundation.drafts import policies  # noqa: F401  registers the policy
