"""Upkeep."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    name = "congtam.foundation.upkeep"
    label = "upkeep"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from congtam.foundation.access.permissions import declare
        from congtam.foundation.upkeep import policies  # noqa: F401  registers the policy

        declare("upkeep.view", label=_("Xem tình trạng vận hành và sao lưu"), domain="upkeep", elevated=True)
