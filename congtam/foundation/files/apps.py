"""Stored files."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "congtam.foundation.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from congtam.foundation.access.permissions import declare
        from congtam.foundation.files import policies  # noqa: F401  registers the policy

        declare("files.quarantine", label=_("Xem và xóa hẳn tệp bị cách ly"), domain="files")
