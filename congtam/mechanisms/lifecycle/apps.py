"""Records, their states and steps, their journal and their deadlines."""

from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    name = "congtam.mechanisms.lifecycle"
    label = "lifecycle"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from congtam.foundation.access.rls import HIDDEN_KEYS, hidden_by
        from congtam.mechanisms.lifecycle import policies  # noqa: F401  registers the policy of records

        hidden_by("lifecycle_hidden")
        hidden_by("lifecycle_hidden_keys", setting=HIDDEN_KEYS)
